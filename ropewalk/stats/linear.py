"""A straight line carried on: prediction interval of ordinary least squares."""

import numpy as np

from ropewalk.stats.arrays import Numbers, floats
from ropewalk.stats.forecast import Predictive
from ropewalk.stats.points import pack


def line_ahead(values: Numbers, times: Numbers, horizon: Numbers, *, least: int = 3) -> Predictive:
    """Line through each series, read off ``horizon`` after its newest point.

    ``values``, ``times`` (ascending): (series, points), NaN as missing; ``horizon``: scalar or (series,), in
    the unit of time. Variance s2 (1 + 1/n + (t - tm)^2 / sum (ti - tm)^2) with s2 = misfit / (n - 2), and t
    quantiles on n - 2 degrees of freedom. Points are taken as unrelated: where they linger the interval is
    too narrow, which is why verdicts do not rest on it. Fewer than ``least`` points, or all at one time: NaN.
    Source: Draper and Smith (1998) Applied Regression Analysis, section 1.4; as R's predict.lm.
    """
    y, t = np.broadcast_arrays(floats(values), floats(times))
    packed = pack(~(np.isnan(y) | np.isnan(t)), y.shape[1])
    y, t, there = packed.take(y), packed.take(t), packed.there
    count = np.maximum(packed.count, 1)
    middle, level = (np.where(there, a, 0.0).sum(axis=1) / count for a in (t, y))
    away = np.where(there, t - middle[:, None], 0.0)
    rise = np.where(there, y - level[:, None], 0.0)
    square = (away**2).sum(axis=1)
    df = np.where((packed.count >= max(least, 3)) & (square > 0), packed.count - 2.0, np.nan)
    pace = (away * rise).sum(axis=1) / np.where(square > 0, square, np.nan)
    misfit = ((rise - pace[:, None] * away) ** 2).sum(axis=1)
    ahead = (away[:, -1] if y.shape[1] else np.zeros(len(y))) + floats(horizon)
    with np.errstate(over="ignore", invalid="ignore"):
        error = np.sqrt(misfit / df * (1 + 1 / count + ahead**2 / np.where(square > 0, square, np.nan)))
    known = np.isfinite(error)
    error = np.where(known, error, np.nan)
    mean, pace = (np.where(known, a, np.nan) for a in (level + pace * ahead, pace))
    return Predictive(mean, error, np.where(known, df, np.nan), pace, packed.count)
