"""What a series leads one to expect later: six ways to carry it on, weighed by how they foretold its past.

A series may stay where it is, go on at its pace, or return to its usual level; and what moves it may last or
pass. Ten points cannot tell which for certain, so none is chosen: each of the six is run through the series'
past, and counts by how well it foretold each next point. Their disagreement is part of the doubt.
docs/decisions/0013 has the figures behind the constants.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Flags, Floats, Integers, Numbers, floats, normal_quantile, t_quantile
from ropewalk.stats.forecast import Predictive
from ropewalk.stats.free_scale import FreeScale, free_scale
from ropewalk.stats.outlook_kernel import carry_on


@dataclass(frozen=True)
class Outlook:
    """Predictive distributions of shape (series,): Student's t (``ahead``) on each series' ``scale``.

    ``mean``: the middle, in the values' unit, within floor and ceiling. ``pace``: average change per unit of
    time from the oldest point to the newest. ``points``: how many. NaN where nothing can be expected."""

    ahead: Predictive
    scale: FreeScale
    mean: Floats
    pace: Floats
    points: Integers

    def interval(self, confidence: float = 0.95) -> tuple[Floats, Floats]:
        """Lower and upper end of the central interval, never beyond floor or ceiling."""
        half = _quantile(confidence, self.ahead.df) * self.ahead.error
        sure = self.ahead.error == 0
        lower, upper = (self.scale.back(self.ahead.mean + side * half) for side in (-1, 1))
        return np.where(sure, self.mean, lower), np.where(sure, self.mean, upper)

    def at_least(self, value: Numbers) -> Floats:
        """Probability of ``value`` or more; what lies at or below the floor is sure to be reached."""
        return self.reaches(value, True)

    def at_most(self, value: Numbers) -> Floats:
        """Probability of ``value`` or less; the floor itself can be reached."""
        return self.reaches(value, False)

    def reaches(self, value: Numbers, upwards: npt.ArrayLike) -> Floats:
        """Probability of ``value`` or more where ``upwards`` (one flag, or one a series), else of less."""
        v = np.broadcast_to(floats(value), self.mean.shape)
        chance, sure = self.ahead.at_least(self._inside(v)), self.ahead.error == 0
        low, high = self.scale.low, self.scale.high
        more = np.where(sure, self.mean >= v, chance)
        more = np.where(v <= low, 1.0, np.where(v > high, 0.0, more))
        less = np.where(sure, self.mean <= v, 1 - chance)
        less = np.where(v >= high, 1.0, np.where(v < low, 0.0, less))
        both = np.where(np.asarray(upwards, dtype=np.bool_), more, less)
        return np.where(np.isnan(self.mean) | np.isnan(v), np.nan, both)

    def _inside(self, value: Floats) -> Floats:
        return self.scale.to(np.fmin(np.fmax(value, self.scale.low), self.scale.high))


def outlook(
    values: Numbers,
    times: Numbers,
    horizon: Numbers,
    *,
    step: Numbers = 1.0,
    floor: Numbers = np.nan,
    ceiling: Numbers = np.nan,
    lower: Numbers | None = None,
    upper: Numbers | None = None,
    widen: Numbers = 1.0,
    growth: Numbers = 0.0,
    least: int = 5,
) -> Outlook:
    """The mixture of six ways, carried ``horizon`` beyond the newest point.

    ``values``, ``times`` (ascending): (series, points), NaN as missing; ``horizon``: scalar or (series,), in
    the unit of ``times``, not negative; ``step``: the usual distance between points. ``floor``, ``ceiling``:
    least and greatest value that can occur, NaN for none. ``lower``, ``upper``: 95% limits of the values:
    the doubt after a step is never less than that of one figure. ``widen``, ``growth``: the error k steps
    ahead is multiplied by widen k^growth. Each way has one unknown variance, integrated out with prior
    1 / variance; the ways start level; the mixture is given as one t distribution with its mean and variance
    and n - 2 degrees of freedom. Less than a step ahead: as far as the new part of the period goes. Fewer
    than ``least`` points, or a negative horizon: NaN. Never moved: error nought.
    Sources: Durbin and Koopman (2012), Time Series Analysis by State Space Methods, 4.3 and 7.2; Hoeting and
    others (1999), Bayesian Model Averaging, Statistical Science 14:382.
    """
    y, t = floats(values), floats(times)
    size = (len(y),)
    h, unit, wide, more = (np.broadcast_to(floats(a), size) for a in (horizon, step, widen, growth))
    unit = np.where(unit > 0, unit, 1.0)
    there = ~(np.isnan(y) | np.isnan(t))
    y = np.where(there, y, np.nan)
    scale = free_scale(y, floor, ceiling)
    count = there.sum(axis=1, dtype=np.int64)
    bound = _own_error(scale, lower, upper, there)
    mean, error = np.empty(size), np.empty(size)
    carry_on(scale.to(y), t / unit[:, None], h / unit, wide, more, bound, max(least, 3), mean, error)
    known = np.isfinite(mean) & np.isfinite(error)
    mean, error = np.where(known, mean, np.nan), np.where(known, error, np.nan)
    newest, pace = _pace(y, t, there)
    middle = np.where(error == 0, newest, scale.back(mean))
    df, pace, middle = (np.where(known, a, np.nan) for a in (count - 2.0, pace, middle))
    return Outlook(Predictive(mean, error, df, pace, count), scale, middle, pace, count)


def _own_error(scale: FreeScale, lower: Numbers | None, upper: Numbers | None, there: Flags) -> Floats:
    """Standard error of one figure on the free scale, by its limits: the mean over points that have any."""
    none = np.zeros(len(there))
    if lower is None or upper is None or np.isnan(lower).all():
        return none
    width = scale.to(_within(scale, upper)) - scale.to(_within(scale, lower))
    good = there & (width > 0) & np.isfinite(width)
    total = np.where(good, width, 0.0).sum(axis=1)
    return np.asarray(total / np.maximum(good.sum(axis=1), 1) / (2 * normal_quantile(0.95)))


def _within(scale: FreeScale, values: Numbers) -> Floats:
    return np.clip(floats(values), scale.low[:, None], scale.high[:, None])


def _pace(y: Floats, t: Floats, there: Flags) -> tuple[Floats, Floats]:
    """Newest value, and average change per unit of time since the oldest."""
    if y.shape[1] == 0:
        return np.full(len(y), np.nan), np.full(len(y), np.nan)
    rows = np.arange(len(y))
    first, last = there.argmax(axis=1), y.shape[1] - 1 - there[:, ::-1].argmax(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        pace = (y[rows, last] - y[rows, first]) / (t[rows, last] - t[rows, first])
    return y[rows, last], pace


def _quantile(confidence: float, df: Floats) -> Floats:
    """Student's t by whole degrees of freedom, of which there are few."""
    whole = np.nan_to_num(df, nan=0.0).astype(np.int64)
    return np.asarray(t_quantile(confidence, np.arange(whole.max(initial=0) + 1))[whole])
