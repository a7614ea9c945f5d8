"""What R's forecast package does with series too short to search for a start: take the first point for it.

Compiled. The first point is then its own forecast, or missed by the first step, and the slope's constant is
given to the formula for intervals as if it were another: faults that sound mode does not share.
"""

from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats
from ropewalk.stats.compiled import compiled
from ropewalk.stats.smoothing_states_kernel import LEVEL, TREND

_GRID: Final = 41
_CLOSE: Final = 1e-9


@compiled
def _run(y: Floats, alpha: float, beta: float, trend: bool) -> tuple[float, float, float]:
    """Sum of squared errors, newest level and slope. ``beta`` smooths steps of the level, not errors."""
    level, slope, squares = y[0], y[1] - y[0] if trend else 0.0, 0.0
    for value in y:
        ahead = level + slope
        squares += (ahead - value) ** 2
        new = alpha * value + (1 - alpha) * ahead
        if trend:
            slope = beta * (new - level) + (1 - beta) * slope
        level = new
    return squares, level, slope


@compiled
def _deepest(y: Floats, trend: bool) -> tuple[float, float]:
    """alpha and beta between 0 and 1 of least squares: best of a grid, then ever smaller steps about it."""
    alpha, beta, least = 0.0, 0.0, np.inf
    for i in range(_GRID):
        for j in range(_GRID if trend else 1):
            squares = _run(y, i / (_GRID - 1), j / (_GRID - 1), trend)[0]
            if squares < least:
                alpha, beta, least = i / (_GRID - 1), j / (_GRID - 1), squares
    step = 1 / (_GRID - 1)
    while step > _CLOSE:
        better = False
        for i in (-1, 0, 1):
            for j in (-1, 0, 1):
                a, b = min(1.0, max(0.0, alpha + i * step)), min(1.0, max(0.0, beta + j * step))
                squares = _run(y, a, b, trend)[0]
                if squares < least:
                    alpha, beta, least, better = a, b, squares, True
        step = step if better else step / 2
    return alpha, beta


@compiled
def simple_start(y: Floats, trend: bool) -> Floats:
    """A row of FIELDS; the variance is the mean square of the errors."""
    alpha, beta = _deepest(y, trend)
    squares, level, slope = _run(y, alpha, beta, trend)
    shape = TREND if trend else LEVEL
    fitted = 4.0 if trend else 2.0
    return np.array([alpha, beta, 1.0, level, slope, squares / len(y), 0.0, shape, len(y), fitted])
