"""What one node makes of one series, compiled; see ``trend_kernel``. Points lie in the rows of ``work``."""

import math

import numpy as np

from ropewalk.stats.arrays import Floats
from ropewalk.stats.compiled import compiled

Y, T, S, GAP, WHITE_ONE, WHITE_T, WHITE_Y, START = range(8)
"""Rows of ``work``: value, time from the newest, variance of its error, steps since the point before; and,
whitened, a one, the time and the value, and what a step would be whitened to at its first point."""
NULL, LINE, STEP = range(3)
HEAVY = 2.0
"""Degrees of freedom of the last node's t distribution; the fewer, the larger a process it allows for."""
ENOUGH = 2
"""Points on each side of a step: one alone is an outlier, not a new level."""


@compiled
def whiten(work: Floats, n: int, extra: float, memory: float) -> float:
    """Points made independent with variance one; returns the square of what that shrank them by.

    Whitening a first-order autoregression needs only the point before. A step's first whitened point is
    kept apart (START): after it a step is whitened like a constant. The product of ten variances, none
    beyond 1e18 times the series' own range or below 1e-18 of it, is still a number.
    """
    product = 1.0
    before, last, r, fresh, scale = 0.0, -1.0, 0.0, 1.0, 1.0
    for at in range(n):
        gap = work[GAP, at]
        if at and gap != last:  # most series have one gap throughout
            r = memory if gap == 1.0 else memory**gap
            fresh, last = 1 - r * r, gap
            scale = 1 / math.sqrt(fresh)
        variance = work[S, at] + extra
        product *= variance * fresh
        size = 1 / math.sqrt(variance)
        weight, drag = scale * size, r * scale * before
        work[START, at] = weight
        work[WHITE_ONE, at] = weight - drag
        past = at - 1 if at else 0
        work[WHITE_T, at] = weight * work[T, at] - drag * work[T, past]
        work[WHITE_Y, at] = weight * work[Y, at] - drag * work[Y, past]
        before = size
    return product


@compiled
def line(work: Floats, n: int) -> tuple[float, float, float, float, float, float]:
    """Of the whitened points: sum of ones, misfit of no change, a line's level at the newest point and slope,
    the information about that slope, and its misfit."""
    one = time = value = 0.0
    for at in range(n):
        one += work[WHITE_ONE, at] ** 2
        time += work[WHITE_ONE, at] * work[WHITE_T, at]
        value += work[WHITE_ONE, at] * work[WHITE_Y, at]
    middle, level = time / one, value / one
    information = cross = rest = 0.0
    for at in range(n):
        t = work[WHITE_T, at] - middle * work[WHITE_ONE, at]
        y = work[WHITE_Y, at] - level * work[WHITE_ONE, at]
        information += t * t
        cross += t * y
        rest += y * y
    slope = cross / information if information > 0 else 0.0
    return one, rest, level - slope * middle, slope, information, max(rest - slope * cross, 0.0)


@compiled
def step_terms(
    work: Floats,
    n: int,
    one: float,
    rest: float,
    least: float,
    nu: float,
    share: float,
    terms: Floats,
    node: int,
) -> None:
    """Logarithm of the density of each step with at least two points on each side, and of its ``share``."""
    value = 0.0
    for at in range(n):
        value += work[WHITE_ONE, at] * work[WHITE_Y, at]
    ones, values, level = 0.0, 0.0, value / one
    for at in range(n - 1, ENOUGH - 1, -1):
        start, white, y = work[START, at], work[WHITE_ONE, at], work[WHITE_Y, at]
        if n - at >= ENOUGH:
            along = ones + start * white
            information = ones + start * start - along * along / one
            cross = values + start * y - along * level
            left = rest - cross * cross / information if information > 0 else rest
            terms[node, STEP + at - ENOUGH] = share + log_density(max(left, 0.0) + least, n, nu)
        ones, values = ones + white * white, values + white * y


@compiled
def log_density(misfit: float, n: int, nu: float) -> float:
    """Of a misfit on n - 1 contrasts: normal (``nu`` infinite), t, or with nothing known of the variance."""
    if nu == np.inf:
        return -misfit / 2
    if nu > 0:
        return -(nu + n - 1) / 2 * math.log1p(misfit / nu)
    return -(n - 1) / 2 * math.log(misfit)


@compiled
def variance_left(misfit: float, n: int, nu: float) -> float:
    """What a node's variance is multiplied with, after seeing the line's misfit."""
    return 1.0 if nu == np.inf else (nu + misfit) / (nu + n - 2)
