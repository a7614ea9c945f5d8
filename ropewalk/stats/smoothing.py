"""Simple exponential smoothing, and the theta method that adds half a trend to it.

Fitted in NumPy, all series at once: given the smoothing constant, the best starting level is a linear
problem, so one number a series is left to search for. Smoothing with slopes is in holt.py and ets.py.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats, Integers, Numbers, floats
from ropewalk.stats.forecast import Predictive
from ropewalk.stats.modes import Mode
from ropewalk.stats.smoothing_published_kernel import published
from ropewalk.stats.smoothing_states_kernel import LEVEL

SLOWEST: Final = 1e-4
FASTEST: Final = 0.9999
_GRID: Final = 101
_ROUNDS: Final = 40
_GOLDEN: Final = (5**0.5 - 1) / 2
_LEAST_ALPHA: Final = 1e-10


@dataclass(frozen=True)
class _Fit:
    alpha: Floats
    level: Floats
    variance: Floats
    points: Integers


def smoothed(values: Numbers, horizon: Numbers, *, least: int = 3, mode: Mode = "sound") -> Predictive:
    """Simple exponential smoothing: the newest level, carried on.

    ``values``: (series, points), evenly spaced, NaN as missing: a missing point leaves the level as it was;
    ``horizon``: scalar or (series,), whole steps after the newest point, one or more. Level l + alpha e, with
    alpha (1e-4 to 0.9999) and starting level of least squares; variance s2 (1 + alpha^2 (h - 1)), s2 = misfit
    / (n - 2), t quantiles on n - 2 degrees of freedom. Fewer than ``least`` points: NaN. As published: normal
    quantiles; only the longest stretch without a gap, and steps counted from its end; the program's own
    search, which stops near the best; up to six points a level that begins at the first, and misfit / n.
    Source: Hyndman and Athanasopoulos (2021), Forecasting, 3rd ed., section 8.1; R's forecast::ses.
    """
    y = floats(values)
    fit, h = _fit(y, mode), np.broadcast_to(floats(horizon), (len(y),))
    return _ahead(fit, fit.level, np.zeros(len(y)), h, least, mode)


def theta(values: Numbers, horizon: Numbers, *, least: int = 3, mode: Mode = "sound") -> Predictive:
    """Theta method: simple exponential smoothing plus half the straight line's slope.

    Arguments, missing points, error and modes as in ``smoothed``. Mean: level + b / 2 (h - 1 +
    (1 - (1 - alpha)^n) / alpha), b the least squares slope, n steps from the oldest to the newest point.
    Sources: Assimakopoulos and Nikolopoulos (2000) Int J Forecasting 16:521; Hyndman and Billah (2003)
    19:287; R's forecast::thetaf.
    """
    y = floats(values) if mode == "sound" else _longest_stretch(floats(values))
    fit, h = _fit(y, mode), np.broadcast_to(floats(horizon), (len(y),))
    there, place = ~np.isnan(y), np.arange(y.shape[1])
    count = np.maximum(fit.points, 1)
    away = np.where(there, place - (there * place).sum(axis=1, keepdims=True) / count[:, None], 0.0)
    square = (away**2).sum(axis=1)
    half = (away * np.where(there, y, 0.0)).sum(axis=1) / np.where(square > 0, square, np.nan) / 2
    span = np.where(there, place, -1).max(axis=1, initial=-1) - np.where(there, place, y.shape[1]).min(
        axis=1, initial=y.shape[1]
    )
    settled = (1 - (1 - fit.alpha) ** (span + 1.0)) / fit.alpha
    return _ahead(fit, fit.level + half * (h - 1 + settled), half, h, least, mode)


def _ahead(fit: _Fit, mean: Floats, pace: Floats, h: Floats, least: int, mode: Mode) -> Predictive:
    df = np.where(fit.points >= max(least, 3), fit.points - 2.0, np.nan)
    with np.errstate(invalid="ignore"):
        error = np.sqrt(fit.variance * (1 + fit.alpha**2 * (h - 1)))
    known = ~np.isnan(df) & (h >= 1) & ~np.isnan(error)
    error, mean, pace = (np.where(known, a, np.nan) for a in (error, mean, pace))
    return Predictive(
        mean, error, np.where(known, np.inf if mode == "as published" else df, np.nan), pace, fit.points
    )


def _fit(y: Floats, mode: Mode) -> _Fit:
    if mode == "sound":
        return _fitted(y)
    rows = published(np.ascontiguousarray(y), LEVEL)
    points = np.nan_to_num(rows[:, 8]).astype(np.int64)
    return _Fit(np.maximum(rows[:, 0], _LEAST_ALPHA), rows[:, 3], rows[:, 5], points)


def _longest_stretch(y: Floats) -> Floats:
    """The longest stretch of each row without a gap, the first of several; the rest missing."""
    there, place = ~np.isnan(y), np.arange(y.shape[1])
    length = np.zeros(y.shape, dtype=np.int64)
    for point in range(y.shape[1]):  # over points, never over series
        before = length[:, point - 1] if point else 0
        length[:, point] = np.where(there[:, point], before + 1, 0)
    end = np.argmax(length, axis=1)[:, None] if y.shape[1] else np.zeros((len(y), 1), dtype=np.int64)
    start = end - np.take_along_axis(length, end, axis=1) + 1 if y.shape[1] else end
    return np.where((place >= start) & (place <= end), y, np.nan)


def _fitted(y: Floats) -> _Fit:
    there = ~np.isnan(y)
    count = there.sum(axis=1, dtype=np.int64)
    centre = np.where(there, y, 0.0).sum(axis=1) / np.maximum(count, 1)
    size = np.abs(np.where(there, y - centre[:, None], 0.0)).max(axis=1, initial=0.0)
    size = np.where(size > 1e-12 * np.abs(centre), size, 1.0)
    unit = (y - centre[:, None]) / size[:, None]
    alpha = _best(unit)
    misfit, level = _misfit(unit, alpha)
    variance = misfit * size**2 / np.where(count > 2, count - 2.0, np.nan)
    return _Fit(alpha, centre + level * size, variance, count)


def _best(y: Floats) -> Floats:
    """The smoothing constant of least misfit: best of a grid, then golden section between its neighbours."""
    grid = np.linspace(SLOWEST, FASTEST, _GRID)
    best, least = np.full(len(y), SLOWEST), np.full(len(y), np.inf)
    for alpha in grid:  # over the grid, never over series
        misfit = _misfit(y, np.full(len(y), alpha))[0]
        best, least = np.where(misfit < least, alpha, best), np.minimum(misfit, least)
    step = grid[1] - grid[0]
    low, high = np.maximum(best - step, SLOWEST), np.minimum(best + step, FASTEST)
    for _ in range(_ROUNDS):
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        nearer = _misfit(y, left)[0] < _misfit(y, right)[0]
        low, high = np.where(nearer, low, left), np.where(nearer, right, high)
    return np.asarray((low + high) / 2)


def _misfit(y: Floats, alpha: Floats) -> tuple[Floats, Floats]:
    """Sum of squared one-step errors at the best starting level, and the newest level."""
    level, share = np.zeros(len(y)), np.ones(len(y))
    squares, cross, shares = (np.zeros(len(y)) for _ in range(3))
    for point in range(y.shape[1]):  # over points, never over series
        there = ~np.isnan(y[:, point])
        error = np.where(there, y[:, point] - level, 0.0)
        weight = np.where(there, share, 0.0)
        squares, cross, shares = squares + error**2, cross + error * weight, shares + weight**2
        level = level + alpha * error
        share = share - alpha * weight
    start = cross / np.where(shares > 0, shares, 1.0)
    return np.maximum(squares - start * cross, 0.0), level + share * start
