"""What a short series leads one to expect at a later time, as a distribution."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, stdtr

from ropewalk.stats.arrays import Floats, Integers, Numbers, floats, normal_quantile, t_quantile
from ropewalk.stats.points import Packed, pack


@dataclass(frozen=True)
class Predictive:
    """Student's t distributions of shape (series,): ``mean``, ``error`` (scale), ``df`` (infinite: normal).

    ``pace``: change per unit of time that the mean goes on with. NaN where nothing can be expected.
    """

    mean: Floats
    error: Floats
    df: Floats
    pace: Floats
    points: Integers

    def interval(self, confidence: float = 0.95) -> tuple[Floats, Floats]:
        """Lower and upper end of the central interval."""
        known = t_quantile(confidence, np.where(np.isinf(self.df), 1.0, self.df))
        half = np.where(np.isinf(self.df), normal_quantile(confidence), known) * self.error
        return self.mean - half, self.mean + half

    def at_least(self, value: Numbers) -> Floats:
        """Probability that the value is ``value`` or more."""
        with np.errstate(divide="ignore", invalid="ignore"):
            z = (self.mean - floats(value)) / self.error
        z = np.where(self.error > 0, z, np.where(self.mean >= floats(value), np.inf, -np.inf))
        safe = np.where(self.df > 0, np.where(np.isinf(self.df), 1.0, self.df), np.nan)
        with np.errstate(invalid="ignore"):
            chance = np.where(np.isinf(self.df), ndtr(z), stdtr(safe, z))
        # stdtr has no value at the infinities.
        chance = np.where(np.isinf(z), (z > 0) * 1.0, chance)
        return np.where(np.isnan(self.mean) | np.isnan(self.error), np.nan, chance)


def drift(values: Numbers, times: Numbers, horizon: Numbers, *, least: int = 3) -> Predictive:
    """Newest value plus its average pace: a random walk with drift.

    ``values``, ``times`` (ascending): (series, points), NaN as missing; ``horizon``: scalar or (series,),
    time after the newest point, not negative. Pace b = (last - first) / (t_last - t_first). Steps have
    variance s2 times their length, s2 = sum((dy - b dt)^2 / dt) / (n - 2); the prediction has variance
    s2 (h + h^2 / (t_last - t_first)) and n - 2 degrees of freedom, where a normal quantile would be too
    sure of a short series. For evenly spaced points mean and error are those of R's forecast::rwf.
    Source: Hyndman and Athanasopoulos (2021), Forecasting, 3rd ed., section 5.2 and 5.5.
    """
    y, t, packed = _packed(values, times)
    span = t[:, -1:] - _first(t, packed)[:, None]
    h = np.broadcast_to(floats(horizon), (len(y),))
    with np.errstate(divide="ignore", invalid="ignore"):
        pace = ((y[:, -1:] - _first(y, packed)[:, None]) / span)[:, 0]
        dt = np.diff(t, axis=1)
        steps = (np.diff(y, axis=1) - pace[:, None] * dt) ** 2 / dt
        df = np.where(packed.count >= max(least, 3), packed.count - 2.0, np.nan)
        s2 = np.nansum(steps, axis=1) / df
        error = np.sqrt(s2 * (h + h**2 / span[:, 0]))
    good = ~np.isnan(df) & (h >= 0) & np.isfinite(error)
    mean = np.where(good, y[:, -1] + pace * h, np.nan)
    return Predictive(
        mean,
        np.where(good, error, np.nan),
        np.where(good, df, np.nan),
        np.where(good, pace, np.nan),
        packed.count,
    )


def last_value(values: Numbers, horizon: Numbers) -> Predictive:
    """Newest value, with the error of a random walk and normal quantiles, as R's forecast::naive.

    ``values``: (series, points), NaN as missing, steps taken as one unit each; ``horizon``: steps.
    """
    y, _, packed = _packed(values, np.broadcast_to(np.arange(np.shape(values)[1]) * 1.0, np.shape(values)))
    steps = np.diff(y, axis=1) ** 2
    count = packed.count - 1
    mean_square = np.where(count > 0, np.nansum(steps, axis=1) / np.maximum(count, 1), np.nan)
    error = np.sqrt(mean_square * floats(horizon))
    known = count > 0
    mean, df, pace = (np.where(known, a, np.nan) for a in (y[:, -1], np.inf, 0.0))
    return Predictive(mean, error, df, pace, packed.count)


def historic_mean(values: Numbers) -> Predictive:
    """Mean of the series at any horizon, t quantiles on n - 1 degrees of freedom, as R's forecast::meanf."""
    y = floats(values)
    there = ~np.isnan(y)
    n = there.sum(axis=1, dtype=np.int64)
    size = np.where(n >= 2, n, np.nan)
    mean = np.where(there, y, 0.0).sum(axis=1) / size
    square = np.where(there, (y - mean[:, None]) ** 2, 0.0).sum(axis=1) / (size - 1)
    return Predictive(mean, np.sqrt(square * (1 + 1 / size)), size - 1, mean * 0, n)


def _packed(values: Numbers, times: Numbers) -> tuple[Floats, Floats, Packed]:
    y, t = floats(values), floats(times)
    packed = pack(~(np.isnan(y) | np.isnan(t)), y.shape[1])
    return packed.take(y), packed.take(t), packed


def _first(a: Floats, packed: Packed) -> Floats:
    at = np.minimum(a.shape[1] - packed.count, a.shape[1] - 1)
    return np.asarray(np.take_along_axis(a, at[:, None], axis=1)[:, 0])
