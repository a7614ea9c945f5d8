"""Holt's method: a level that moves, with a slope that moves, and the slope carried on or dying away."""

import numpy as np

from ropewalk.stats.arrays import Numbers, floats
from ropewalk.stats.forecast import Predictive
from ropewalk.stats.modes import Mode
from ropewalk.stats.smoothing_ahead import expected
from ropewalk.stats.smoothing_fit_kernel import fitted
from ropewalk.stats.smoothing_published_kernel import published
from ropewalk.stats.smoothing_states_kernel import DAMPED, TREND


def holt(
    values: Numbers, horizon: Numbers, *, damped: bool = False, least: int = 6, mode: Mode = "sound"
) -> Predictive:
    """Level and slope after the newest point, carried on ``horizon`` steps.

    ``values``: (series, points), evenly spaced, oldest first, NaN as missing: over a gap the state goes on as
    expected; ``horizon``: scalar or (series,), whole steps after the newest point, 1 to 1,000. One step ahead
    f = l + phi b; level f + alpha e; slope phi b + beta e, with phi = 1, or between 0.8 and 0.98 if
    ``damped``, alpha from 1e-4 to 0.9999 and beta from 1e-4 to alpha: least squares over these and the
    starting level and slope, the deepest of all valleys. Variance s2 (1 + sum c_j^2), c_j = alpha + beta (phi
    + ... + phi^j), s2 = misfit / (n - 4), n - 5 if damped, with t quantiles on as many degrees of freedom.
    Fewer than ``least`` points, or no more than there are numbers to fit: NaN.

    As published differs where the program is at fault: normal quantiles; only the longest stretch without a
    gap, and steps counted from its end; one search, which may stop on a slope or in a shallower valley; up to
    eight points (nine if damped, which is then ignored) a level that begins at the first point and misses
    that very point by the first step, misfit / n, and a constant of the slope that is taken for another in
    the variance, so that intervals grow too fast. There ours takes the deepest valley, which the program
    misses for about one such short series in twenty-five.
    Sources: Holt (1957), reprinted in Int J Forecasting (2004) 20:5; Gardner and McKenzie (1985) Management
    Science 31:1237; Hyndman, Koehler, Ord and Snyder (2008) Forecasting with Exponential Smoothing, tables
    2.2 and 6.1; as R's forecast 8.23.0, holt.
    """
    y, shape = np.ascontiguousarray(floats(values)), DAMPED if damped else TREND
    rows = fitted(y, shape) if mode == "sound" else published(y, shape)
    return expected(rows, np.broadcast_to(floats(horizon), (len(y),)), least, mode)
