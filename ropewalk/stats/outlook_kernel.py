"""The compiled half of ``outlook``: six ways to carry a series on, each run through its past (Kalman filter).

A way is a two-number state, level and companion, and what is seen is the level plus passing scatter. The
companion is a pace (level + pace, pace kept) or a usual level (the level closes part of the distance to it).
Each way's scatter is split between what lasts and what passes. A way that foretold the past well counts more.
"""

import math
from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats
from ropewalk.stats.compiled import compiled

STAYS, GOES_ON, RETURNS = 0, 1, 2
WAYS: Final = ((STAYS, 0.0), (GOES_ON, 0.0), (RETURNS, 0.0), (STAYS, 0.8), (GOES_ON, 0.8), (RETURNS, 0.8))
"""Behaviour, and the share of the scatter that passes (the rest lasts)."""
KEEPS: Final = 0.7
"""Share of the distance to the usual level that is left one step later, in a way that returns."""
LONGEST: Final = 100
"""Steps ahead beyond which nothing more is worked out: the answer for a hundred stands."""
_BEHAVIOUR: Final = np.array([way[0] for way in WAYS], dtype=np.int64)
_PASSING: Final = np.array([way[1] for way in WAYS])
_FLAT: Final = 1e-12
_NEAREST: Final = 0.01


@compiled
def carry_on(
    values: Floats,
    times: Floats,
    horizon: Floats,
    widen: Floats,
    growth: Floats,
    bound: Floats,
    least: int,
    mean: Floats,
    error: Floats,
) -> None:
    """Fill ``mean`` and ``error`` (series,). ``values`` and ``times``: (series, points), NaN as missing,
    times in steps; ``horizon``: steps, NaN or negative: no answer; ``widen``, ``growth``: the error after
    k whole steps is multiplied by widen k^growth; ``bound``: the least error after one step."""
    ways, width = len(_BEHAVIOUR), values.shape[1]
    y, gap = np.empty(width), np.empty(width)
    state = np.empty((ways, 5))
    weight = np.empty(ways)
    scale = np.empty(ways)
    for row in range(values.shape[0]):
        mean[row] = error[row] = np.nan
        count, last = 0, 0.0
        for point in range(width):
            if math.isnan(values[row, point]) or math.isnan(times[row, point]):
                continue
            y[count] = values[row, point]
            gap[count] = max(times[row, point] - last, _NEAREST)
            last = times[row, point]
            count += 1
        if count < least or not horizon[row] >= 0:
            continue
        newest, spread, largest = y[count - 1], 0.0, 0.0
        for point in range(count):
            spread = max(spread, abs(y[point] - newest))
            largest = max(largest, abs(y[point]))
        if spread <= _FLAT * largest:
            mean[row], error[row] = newest, 0.0
            continue
        for point in range(count):
            y[point] = (y[point] - newest) / spread
        best = -np.inf
        for way in range(ways):
            scale[way], weight[way] = _through(_BEHAVIOUR[way], _PASSING[way], y, gap, count, state[way])
            best = max(best, weight[way])
        total = 0.0
        for way in range(ways):
            weight[way] = math.exp(weight[way] - best)
            total += weight[way]
        for way in range(ways):
            weight[way] /= total
        middle, variance = _ahead(
            horizon[row], widen[row], growth[row], bound[row] / spread, state, weight, scale
        )
        mean[row], error[row] = newest + middle * spread, math.sqrt(variance) * spread


@compiled
def _through(
    behaviour: int, passing: float, y: Floats, gap: Floats, count: int, state: Floats
) -> tuple[float, float]:
    """Run one way through the past. Leaves level, companion and their variances in ``state`` (in units of the
    scale); returns the scale (a variance) and the logarithm of the way's likelihood, scale integrated out."""
    lasting = 1.0 - passing
    state[0], state[2] = y[0], passing
    if behaviour == RETURNS:
        state[1], state[3], state[4] = y[0], passing, 1.0
    else:
        state[1], state[3], state[4] = 0.0, 0.0, (1.0 if behaviour == GOES_ON else 0.0)
    misfit, log_size, size = 0.0, 0.0, 1.0
    for point in range(1, count):
        _step(behaviour, lasting, gap[point], state)
        known = state[2] + passing
        off = y[point] - state[0]
        misfit += off * off / known
        size *= known
        if size > 1e100 or size < 1e-100:
            log_size += math.log(size)
            size = 1.0
        gain, gain_too = state[2] / known, state[3] / known
        state[0] += gain * off
        state[1] += gain_too * off
        state[4] -= gain_too * state[3]
        state[3] -= gain_too * state[2]
        state[2] -= gain * state[2]
    scale = misfit / (count - 1) + 1e-300
    return scale, -0.5 * (log_size + math.log(size)) - 0.5 * (count - 1) * math.log(scale)


@compiled
def _step(behaviour: int, lasting: float, gap: float, state: Floats) -> None:
    """Move a state on by ``gap`` steps."""
    if behaviour == RETURNS:
        keeps = KEEPS if gap == 1.0 else KEEPS**gap
        moves, new = 1.0 - keeps, lasting * (1.0 - keeps * keeps)
    else:
        keeps, moves, new = 1.0, gap, lasting * gap
    state[0] = keeps * state[0] + moves * state[1]
    state[2] = keeps * keeps * state[2] + 2 * keeps * moves * state[3] + moves * moves * state[4] + new
    state[3] = keeps * state[3] + moves * state[4]


@compiled
def _ahead(
    horizon: float,
    widen: float,
    growth: float,
    bound: float,
    state: Floats,
    weight: Floats,
    scale: Floats,
) -> tuple[float, float]:
    """Mean and variance of all ways together. Between whole steps both follow a straight line; the variance
    never falls from one step to the next, however the ways' means may meet."""
    horizon = min(horizon, LONGEST * 1.0)
    mean_before, mean, before, variance = 0.0, 0.0, 0.0, 0.0
    steps = math.ceil(horizon)
    for step in range(1, steps + 1):
        mean_before, before, mean = mean, variance, 0.0
        for way in range(len(weight)):
            _step(_BEHAVIOUR[way], 1.0 - _PASSING[way], 1.0, state[way])
            mean += weight[way] * state[way, 0]
        whole = 0.0
        for way in range(len(weight)):
            own = scale[way] * (state[way, 2] + _PASSING[way])
            whole += weight[way] * (own + (state[way, 0] - mean) ** 2)
        whole *= (widen * step**growth) ** 2
        variance = max(before, whole, bound * bound)
    part = horizon - (steps - 1)
    if steps == 0:
        return 0.0, 0.0
    return mean_before + part * (mean - mean_before), before + part * (variance - before)
