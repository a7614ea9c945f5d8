"""Scales without an end: values near a floor or ceiling are stretched, so that no forecast leaves them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import expit

from ropewalk.stats.arrays import Floats, Numbers, floats

START: Final = 0.5
"""How far beyond an end the scale begins, as a share of the series' usual distance from that end. Nought
would be a plain logarithm, on which a year near nought is as far away as can be; much more, no stretching."""


@dataclass(frozen=True)
class FreeScale:
    """One entry a series: ``low`` and ``high``, the values' own ends (-inf, inf: none), and ``start`` and
    ``stop``, a little beyond them, between which the scale runs without end."""

    low: Floats
    high: Floats
    start: Floats
    stop: Floats

    def to(self, values: Numbers) -> Floats:
        """Values, shape (series,) or (series, points), on the free scale; NaN stays NaN."""
        y = np.asarray(values, dtype=np.float64)
        start, stop = (a if y.ndim == 1 else a[:, None] for a in (self.start, self.stop))
        has_start, has_stop = np.isfinite(start), np.isfinite(stop)
        with np.errstate(divide="ignore", invalid="ignore"):
            above = np.log(np.where(has_start, y - start, 1.0))
            below = np.log(np.where(has_stop, stop - y, 1.0))
        return np.asarray(np.where(has_start | has_stop, above - below, y))

    def back(self, free: Floats) -> Floats:
        """Values of shape (series,) again, never beyond their own ends."""
        has_start, has_stop = np.isfinite(self.start), np.isfinite(self.stop)
        z = np.clip(free, -700.0, 700.0)
        with np.errstate(invalid="ignore"):
            between = self.start + (self.stop - self.start) * expit(z)
            above, below = self.start + np.exp(z), self.stop - np.exp(-z)
        y = np.where(has_start, np.where(has_stop, between, above), np.where(has_stop, below, free))
        return np.asarray(np.minimum(np.maximum(y, self.low), self.high))


def free_scale(values: Numbers, floor: Numbers = np.nan, ceiling: Numbers = np.nan) -> FreeScale:
    """The scale for each series: log (y - start) above a floor, - log (stop - y) below a ceiling, their sum
    between both, y itself without either.

    ``values``: (series, points), NaN as missing; ``floor``, ``ceiling``: scalar or (series,), NaN for none.
    start = floor - START times the mean distance from the floor, stop likewise. A series with a value beyond
    an end has no such end. Source: Tukey (1977), Exploratory Data Analysis, chapter 3, started logs.
    """
    y = floats(values)
    size = (len(y),)
    low, high = (np.broadcast_to(floats(a), size) for a in (floor, ceiling))
    there = ~np.isnan(y)
    count = np.maximum(there.sum(axis=1), 1)
    least = np.where(there, y, np.inf).min(axis=1, initial=np.inf)
    most = np.where(there, y, -np.inf).max(axis=1, initial=-np.inf)
    low = np.where(low <= least, low, -np.inf)
    high = np.where(high >= most, high, np.inf)
    mean = np.where(there, y, 0.0).sum(axis=1) / count
    with np.errstate(invalid="ignore"):
        up, down = START * (mean - low), START * (high - mean)
    # All at one end: nothing to go by, and any distance will do.
    up, down = np.where(up > 0, up, 1.0), np.where(down > 0, down, 1.0)
    return FreeScale(low, high, low - up, high + down)
