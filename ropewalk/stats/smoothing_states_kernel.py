"""One series smoothed: its errors one step ahead, and what its newest state says of later steps. Compiled."""

from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats, Integers
from ropewalk.stats.compiled import compiled

LEVEL: Final = 0
TREND: Final = 1
DAMPED: Final = 2
AUTOMATIC: Final = -1
"""Shapes: a level alone; a level and a slope; a slope that dies away; whichever suits."""
FIELDS: Final = ("alpha", "beta", "phi", "level", "slope", "variance", "times", "shape", "points", "fitted")
"""What is known of a fitted series, a row of numbers. ``level``, ``slope``: the newest. ``times``: errors
multiply. ``fitted``: numbers fitted, without the variance."""


@compiled
def run(
    y: Floats, times: bool, alpha: float, beta: float, phi: float, level: float, slope: float
) -> tuple[float, float, float, float, bool]:
    """Sum of squared errors, sum of logs of the forecasts, newest level and slope, and whether every forecast
    was above nought.

    ``y``: (points,), NaN as missing: there the state goes on as expected. ``times``: errors are shares of the
    forecast, not differences from it. f = l + phi b; l' = f + alpha (y - f); b' = phi b + beta (y - f).
    """
    squares, logs, positive = 0.0, 0.0, True
    for value in y:
        ahead = level + phi * slope
        error = 0.0 if np.isnan(value) else value - ahead
        positive = positive and ahead > 0
        if times and not np.isnan(value):
            squares += (error / ahead) ** 2
            logs += np.log(abs(ahead))
        else:
            squares += error**2
        new = ahead + alpha * error
        slope = phi * slope + beta / alpha * (new - ahead) if beta > 0 else phi * slope
        level = new
    return squares, logs, level, slope, positive


@compiled
def later(
    steps: int, times: bool, alpha: float, beta: float, phi: float, level: float, slope: float, s2: float
) -> tuple[float, float, float]:
    """Mean, variance and last step's rise of the value that many steps ahead, one or more.

    c_j = alpha + beta (phi + ... + phi^j). Errors that add: s2 (1 + sum c_j^2). Errors that multiply: with
    m_j the means, q_h = m_h^2 + s2 sum c_j^2 q_(h-j); variance (1 + s2) q_h - m_h^2.
    Source: Hyndman, Koehler, Ord and Snyder (2008), tables 6.1 and 6.2 (classes 1 and 2).
    """
    weights, second = np.empty(steps), np.empty(steps)
    total, grown, spread, mean = 0.0, 1.0, 1.0, level
    for step in range(steps):
        grown *= phi
        total += grown
        mean = level + total * slope
        weights[step] = (alpha + beta * total) ** 2
        if step:
            spread += weights[step - 1]
        if times:
            second[step] = mean**2
            for back in range(step):
                second[step] += s2 * weights[back] * second[step - 1 - back]
    variance = (1 + s2) * second[-1] - mean**2 if times else s2 * spread
    return mean, variance, grown * slope


@compiled
def trimmed(y: Floats) -> Floats:
    """From the first point that is there to the last."""
    first, last = 0, len(y)
    while first < last and np.isnan(y[first]):
        first += 1
    while last > first and np.isnan(y[last - 1]):
        last -= 1
    return y[first:last]


@compiled
def longest(y: Floats) -> Floats:
    """The longest stretch without a gap, the first of several."""
    begin, best, start = 0, 0, 0
    for at in range(len(y)):
        if np.isnan(y[at]):
            start = at + 1
        elif at + 1 - start > best:
            begin, best = start, at + 1 - start
    return y[begin : begin + best]


@compiled
def later_each(rows: Floats, steps: Integers) -> Floats:
    """Mean, variance and last rise of each row, shape (series, 3)."""
    found = np.full((len(rows), 3), np.nan)
    for series in range(len(rows)):
        r = rows[series]
        alpha, beta, phi, level, slope, variance, times = r[0], r[1], r[2], r[3], r[4], r[5], r[6] > 0
        if steps[series] > 0 and not np.isnan(level):
            mean, spread, rise = later(steps[series], times, alpha, beta, phi, level, slope, variance)
            found[series, 0], found[series, 1], found[series, 2] = mean, spread, rise
    return found
