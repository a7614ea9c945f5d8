"""The lowest misfit of exponential smoothing: the best starting state is solved, only constants searched.

Compiled. Given its constants, a smoothed series' errors are straight in
the level and slope it starts from, so those are least squares in two unknowns, and one to three numbers
between fixed ends are left to search for: down from every hollow of a grid, so that no start decides where it
ends.
"""

from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats
from ropewalk.stats.compiled import compiled
from ropewalk.stats.smoothing_search_kernel import (
    DAMP_LEAST,
    DAMP_MOST,
    FASTEST,
    SLOWEST,
)
from ropewalk.stats.smoothing_states_kernel import DAMPED, LEVEL, TREND

_GRID: Final = 6
_FINE: Final = 21
_ROUGH: Final = 0.01
_CLOSE: Final = 2.0**-30


@compiled
def constants(u: Floats, shape: int) -> tuple[float, float, float]:
    """alpha, beta (never above alpha) and phi from three numbers between nought and one."""
    alpha = SLOWEST + u[0] * (FASTEST - SLOWEST)
    beta = SLOWEST + u[1] * (alpha - SLOWEST) if shape >= TREND else 0.0
    return alpha, beta, DAMP_MOST + u[2] * (DAMP_LEAST - DAMP_MOST) if shape == DAMPED else 1.0


@compiled
def solved(y: Floats, u: Floats, shape: int) -> tuple[float, float, float]:
    """Least sum of squared errors at these constants, and the level and slope that begin it."""
    alpha, beta, phi = constants(u, shape)
    l0, b0, l1, b1, l2, b2 = 0.0, 0.0, 1.0, 0.0, 0.0, 1.0
    s00, s01, s02, s11, s12, s22 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for value in y:
        f0, f1, f2 = l0 + phi * b0, l1 + phi * b1, l2 + phi * b2
        b0, b1, b2 = phi * b0, phi * b1, phi * b2
        if not np.isnan(value):
            e0 = value - f0
            s00, s01, s02 = s00 + e0 * e0, s01 + e0 * f1, s02 + e0 * f2
            s11, s12, s22 = s11 + f1 * f1, s12 + f1 * f2, s22 + f2 * f2
            b0, b1, b2 = b0 + beta * e0, b1 - beta * f1, b2 - beta * f2
            f0, f1, f2 = f0 + alpha * e0, f1 - alpha * f1, f2 - alpha * f2
        l0, l1, l2 = f0, f1, f2
    flat = s01 / s11 if s11 > 0 else 0.0
    area = s11 * s22 - s12 * s12
    if shape == LEVEL or not area > 1e-14 * s11 * s22:
        return max(s00 - flat * s01, 0.0), flat, 0.0
    level, slope = (s22 * s01 - s12 * s02) / area, (s11 * s02 - s12 * s01) / area
    return max(s00 - level * s01 - slope * s02, 0.0), level, slope


@compiled
def deepest(y: Floats, shape: int) -> Floats:
    """Where in the unit cube the misfit is least: down from every hollow of a grid, on from the lowest."""
    wide, deep = _GRID if shape >= TREND else 1, 3 if shape == DAMPED else 1
    u, best, least, line = np.zeros(3), np.zeros(3), np.inf, np.empty(_FINE)
    for j in range(wide):
        for k in range(deep):
            u[1], u[2] = j / (_GRID - 1), k / 2
            for i in range(_FINE):
                u[0] = i / (_FINE - 1)
                line[i] = solved(y, u, shape)[0]
            for i in range(_FINE):
                if line[i] <= line[max(i - 1, 0)] and line[i] <= line[min(i + 1, _FINE - 1)]:
                    u[0] = i / (_FINE - 1)
                    found, value = _descended(y, u, line[i], shape, _ROUGH)
                    if value < least:
                        best, least = found, value
    return _descended(y, best, least, shape, _CLOSE)[0]


@compiled
def _descended(y: Floats, start: Floats, value: float, shape: int, until: float) -> tuple[Floats, float]:
    """Steps along the axes and diagonals of the cube, a quarter as long each time none of them leads down."""
    u, step, axes = start.copy(), 1 / (_FINE - 1), 1 + shape
    trial = np.empty(3)
    while step > until:
        before = value
        for way in range(3**axes):
            left = way
            for axis in range(3):
                trial[axis] = min(1.0, max(0.0, u[axis] + (left % 3 - 1) * step)) if axis < axes else u[axis]
                left //= 3
            found = solved(y, trial, shape)[0]
            if found < value:
                value = found
                u[:] = trial
        if not value < before:
            step /= 4
    return u, value
