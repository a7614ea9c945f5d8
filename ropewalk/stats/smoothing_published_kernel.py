"""Exponential smoothing as R's forecast package fits it, short cuts and all, for whoever checks our numbers.

Compiled. Read ``holt.py`` and ``ets.py`` for what these numbers mean.
"""

from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats
from ropewalk.stats.compiled import compiled
from ropewalk.stats.smoothing_search_kernel import (
    BY_LIKELIHOOD,
    BY_SQUARES,
    DAMP_LEAST,
    DAMP_MOST,
    FASTEST,
    SLOWEST,
    lowest,
    unpacked,
)
from ropewalk.stats.smoothing_short_kernel import simple_start
from ropewalk.stats.smoothing_states_kernel import AUTOMATIC, LEVEL, TREND, longest, run

_LOOKS: Final = 2000
_FEW: Final = 4
"""With so many points beside one for each number to be fitted, or fewer, R takes its short cut."""
_STILL: Final = 1.5e-8
_AT_ONCE: Final = 0.99999


@compiled
def _start(y: Floats, shape: int) -> Floats:
    """Where R begins: cautious constants, and the mean or the line of the first ten points."""
    m = min(10, len(y))
    alpha = SLOWEST + 0.2 * (FASTEST - SLOWEST)
    mean = y[:m].mean()
    if shape == LEVEL:
        return np.array([alpha, mean])
    beta = SLOWEST + 0.1 * (alpha - SLOWEST)
    away = np.arange(1, m + 1) - (m + 1) / 2
    slope = (away * y[:m]).sum() / (away**2).sum()
    level = mean - slope * (m + 1) / 2
    if abs(level + slope) < 1e-8:
        level, slope = level * (1 + 1e-3), slope * (1 - 1e-3)
    if shape == TREND:
        return np.array([alpha, beta, level, slope])
    return np.array([alpha, beta, DAMP_MOST + 0.99 * (DAMP_LEAST - DAMP_MOST), level, slope])


@compiled
def _fitted(y: Floats, shape: int, times: bool, rule: int) -> tuple[Floats, float]:
    """One row of FIELDS, and the information criterion of that model (AIC corrected for few points)."""
    n = len(y)
    p, _ = lowest(_start(y, shape), y, shape, times, rule, False, _LOOKS)
    alpha, beta, phi, level, slope = unpacked(p, shape)
    squares, logs, level, slope, _ = run(y, times, alpha, beta, phi, level, slope)
    k = len(p) + 1.0
    criterion = n * np.log(squares) + (2 * logs if times else 0.0) + 2 * k + 2 * k * (k + 1) / (n - k - 1)
    row = np.array([alpha, beta, phi, level, slope, squares / (n - len(p)), times, shape, n, len(p)])
    return row, criterion


@compiled
def _constant(y: Floats) -> bool:
    """All but equal: the mean difference of those that differ is next to nothing of the first."""
    gaps, differ = 0.0, 0
    for value in y:
        if value != y[0]:
            gaps, differ = gaps + abs(value - y[0]), differ + 1
    return differ == 0 or gaps / differ <= _STILL * (abs(y[0]) if abs(y[0]) > _STILL else 1.0)


@compiled
def _searched(y: Floats, asked: int) -> Floats:
    """The shape asked for, or of all six models in the program's order the first of least criterion."""
    best, least, lowest_value = np.full(10, np.nan), np.inf, y.min()
    for model in range(6):
        times, shape = model > 2, (3 - model % 3) % 3
        if asked != AUTOMATIC:
            if times or shape != asked:
                continue
        elif (times and lowest_value <= 0) or shape + 3 - (shape == LEVEL) >= len(y) - 1:
            continue
        rule = BY_LIKELIHOOD if asked == AUTOMATIC else BY_SQUARES
        row, criterion = _fitted(y, shape, times, rule)
        if criterion < least or asked != AUTOMATIC:
            best, least = row, criterion
    return best


@compiled
def _short(y: Floats, asked: int) -> Floats:
    """The program's short cut; asked to choose, the one of Holt's and a level with the lesser errors."""
    best = simple_start(y, asked != LEVEL)
    if asked == AUTOMATIC:
        level = simple_start(y, False)
        best = best if best[5] < level[5] else level
    return best


@compiled
def published(values: Floats, shape: int) -> Floats:
    """(series, 10), a row of FIELDS each, NaN where there are fewer than two points in a row.

    ``values``: (series, points), NaN as missing; of each only the longest stretch without a gap is used.
    ``shape``: LEVEL, TREND, DAMPED, or AUTOMATIC for the choice by information criterion.
    """
    found = np.full((len(values), 10), np.nan)
    for series in range(len(values)):
        y = longest(values[series])
        if len(y) < 2:
            continue
        wanted = shape + 2 + (shape > LEVEL) if shape != AUTOMATIC else 2
        if shape == AUTOMATIC and _constant(y):
            level = run(y, False, _AT_ONCE, 0.0, 1.0, y[0], 0.0)[2]
            found[series] = np.array([_AT_ONCE, 0.0, 1.0, level, 0.0, 0.0, 0.0, LEVEL, len(y), 2.0])
        elif len(y) <= wanted + _FEW:
            found[series] = _short(y, shape)
        else:
            found[series] = _searched(y, shape)
    return found
