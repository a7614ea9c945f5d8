"""Exponential smoothing fitted in sound mode: one shape asked for, or the best of six models. Compiled."""

from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats
from ropewalk.stats.compiled import compiled
from ropewalk.stats.smoothing_search_kernel import BY_LIKELIHOOD, lowest, unpacked
from ropewalk.stats.smoothing_sound_kernel import constants, deepest, solved
from ropewalk.stats.smoothing_states_kernel import AUTOMATIC, DAMPED, LEVEL, TREND, run, trimmed

_NOTHING: Final = 1e-24
"""Squared errors, of values no larger than one, that only rounding leaves."""
_LOOKS: Final = 2000


@compiled
def _row(y: Floats, p: Floats, shape: int, times: bool) -> tuple[Floats, float]:
    """A row of FIELDS, its variance over points less numbers fitted; and the information criterion (AIC
    corrected for few points), infinite where they are too few for it."""
    n, k = (~np.isnan(y)).sum(), len(p) + 1.0
    alpha, beta, phi, level, slope = unpacked(p, shape)
    squares, logs, level, slope, _ = run(y, times, alpha, beta, phi, level, slope)
    size = n * np.log(max(squares, _NOTHING)) + (2 * logs if times else 0.0)
    criterion = size + 2 * k + 2 * k * (k + 1) / (n - k - 1) if n > k + 1 else np.inf
    variance = squares / (n - len(p)) if n > len(p) else np.nan
    return np.array([alpha, beta, phi, level, slope, variance, times, shape, n, len(p)]), criterion


@compiled
def _adding(y: Floats, shape: int) -> Floats:
    """What is fitted, errors that add: the order of ``unpacked``."""
    u = deepest(y, shape)
    _, level, slope = solved(y, u, shape)
    alpha, beta, phi = constants(u, shape)
    if shape == LEVEL:
        return np.array([alpha, level])
    if shape == TREND:
        return np.array([alpha, beta, level, slope])
    return np.array([alpha, beta, phi, level, slope])


@compiled
def _multiplying(y: Floats, shape: int, start: Floats) -> Floats:
    """The same with errors that multiply, searched for from the best of those that add, twice more from where
    that ended, because one simplex may have shrunk on the way."""
    best = start
    for _ in range(3):
        best, _ = lowest(best, y, shape, True, BY_LIKELIHOOD, True, _LOOKS)
    return best


@compiled
def _chosen(y: Floats) -> Floats:
    """The shape and kind of errors with the least information criterion; of equal ones the simplest."""
    best, least = np.full(10, np.nan), np.inf
    positive = np.nanmin(y) > 0
    for shape in (LEVEL, TREND, DAMPED):
        p = _adding(y, shape)
        row, criterion = _row(y, p, shape, False)
        if criterion < least or np.isnan(best[0]):
            best, least = row, criterion
        if positive and np.isfinite(criterion):
            row, criterion = _row(y, _multiplying(y, shape, p), shape, True)
            if criterion < least:
                best, least = row, criterion
    return best


@compiled
def fitted(values: Floats, shape: int) -> Floats:
    """(series, 10), a row of FIELDS each, NaN where no point is there.

    ``values``: (series, points), NaN as missing: the state goes on over a gap. ``shape``: LEVEL, TREND,
    DAMPED, or AUTOMATIC (below nought). Values are measured in units of their largest size while they are
    fitted.
    """
    found = np.full((len(values), 10), np.nan)
    for series in range(len(values)):
        y = trimmed(values[series])
        if len(y) == 0:
            continue
        size = np.nanmax(np.abs(y))
        size = size if size > 0 else 1.0
        y = y / size
        row = _chosen(y) if shape == AUTOMATIC else _row(y, _adding(y, shape), shape, False)[0]
        row[3], row[4] = row[3] * size, row[4] * size
        row[5] = row[5] if row[6] > 0 else row[5] * size**2
        found[series] = row
    return found
