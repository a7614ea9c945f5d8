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
STAY, MOVE, PRECISION, GAIN, GAIN_TOO, LEVEL_DOUBT, BOTH_DOUBT, OWN_DOUBT, LOG_SIZE = range(9)
PATH: Final = 9
"""Of each point on a way's path: how much of the level stays and of its companion comes to it, one over the
variance of what is seen there, how much of a surprise goes into level and companion, their variances
afterwards, and the sum of the logarithms of the variances of what was seen so far."""
_LOGS: Final = np.log(np.maximum(np.arange(LONGEST + 1.0), 1.0))
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
    path, known = np.empty((width, PATH, ways)), 0
    last_gap = np.empty(width)
    state = np.empty((5, ways))
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
        known = _paths(gap, last_gap, count, known, path)
        _through(y, count, path, state, scale, weight)
        best, total = weight.max(), 0.0
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
def _paths(gap: Floats, before: Floats, count: int, known: int, path: Floats) -> int:
    """How each way's doubt goes through the past, in units of the scale: KNOWN to LOG_SIZE of every point.

    It depends on the gaps alone, not on what is seen; so it is worked out again only from the first gap that
    differs from those ``before``, of which the first ``known`` points' are held. Returns how many are now."""
    same = 1
    while same < count and same < known and gap[same] == before[same]:
        same += 1
    if same == count:
        return known
    for point in range(same, count):
        before[point] = gap[point]
    for way in range(len(_BEHAVIOUR)):
        _path(way, gap, same if known else 0, count, path)
    return count


@compiled
def _path(way: int, gap: Floats, first: int, count: int, path: Floats) -> None:
    """One way's path from the point ``first`` on; from 0, its beginning too."""
    behaviour, passing = _BEHAVIOUR[way], _PASSING[way]
    if first == 0:
        path[0, LEVEL_DOUBT, way] = passing
        path[0, BOTH_DOUBT, way] = passing if behaviour == RETURNS else 0.0
        path[0, OWN_DOUBT, way] = 0.0 if behaviour == STAYS else 1.0
        path[0, LOG_SIZE, way] = 0.0
    for point in range(max(first, 1), count):
        past, here = path[point - 1, :, way], path[point, :, way]
        level, both, own = _spread(
            behaviour, 1.0 - passing, gap[point], past[LEVEL_DOUBT], past[BOTH_DOUBT], past[OWN_DOUBT]
        )
        seen = level + passing
        gain, gain_too = level / seen, both / seen
        here[STAY], here[MOVE] = _moves(behaviour, gap[point])
        here[PRECISION], here[GAIN], here[GAIN_TOO] = 1 / seen, gain, gain_too
        here[LEVEL_DOUBT] = level - gain * level
        here[BOTH_DOUBT] = both - gain_too * level
        here[OWN_DOUBT] = own - gain_too * both
        here[LOG_SIZE] = past[LOG_SIZE] + math.log(seen)


@compiled
def _through(y: Floats, count: int, path: Floats, state: Floats, scale: Floats, weight: Floats) -> None:
    """Run every way through the past. Leaves level, companion and their variances in ``state`` (in
    units of the scale), each way's scale (a variance) and the logarithm of its likelihood without it."""
    ways = len(weight)
    for way in range(ways):
        state[0, way], state[1, way] = y[0], y[0] if _BEHAVIOUR[way] == RETURNS else 0.0
        scale[way] = 0.0
    for point in range(1, count):
        seen = y[point]
        for way in range(ways):  # all ways point by point: none waits for its own last answer
            level = path[point, STAY, way] * state[0, way] + path[point, MOVE, way] * state[1, way]
            off = seen - level
            scale[way] += off * off * path[point, PRECISION, way]
            state[0, way] = level + path[point, GAIN, way] * off
            state[1, way] += path[point, GAIN_TOO, way] * off
    for way in range(ways):
        for which in range(3):
            state[2 + which, way] = path[count - 1, LEVEL_DOUBT + which, way]
        scale[way] = scale[way] / (count - 1) + 1e-300
        weight[way] = -0.5 * path[count - 1, LOG_SIZE, way] - 0.5 * (count - 1) * math.log(scale[way])


@compiled
def _moves(behaviour: int, gap: float) -> tuple[float, float]:
    """How much of the level stays after ``gap`` steps, and how much of its companion comes to it."""
    if behaviour != RETURNS:
        return 1.0, gap
    keeps = KEEPS if gap == 1.0 else KEEPS**gap
    return keeps, 1.0 - keeps


@compiled
def _spread(
    behaviour: int, lasting: float, gap: float, level: float, both: float, own: float
) -> tuple[float, float, float]:
    """Variance of the level, its covariance with the companion and the companion's, ``gap`` steps on."""
    keeps, moves = _moves(behaviour, gap)
    new = lasting * ((1.0 - keeps * keeps) if behaviour == RETURNS else gap)
    wider = keeps * keeps * level + 2 * keeps * moves * both + moves * moves * own + new
    return wider, keeps * both + moves * own, own


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
            _step(way, state)
            mean += weight[way] * state[0, way]
        whole = 0.0
        for way in range(len(weight)):
            own = scale[way] * (state[2, way] + _PASSING[way])
            whole += weight[way] * (own + (state[0, way] - mean) ** 2)
        whole *= (widen * math.exp(growth * _LOGS[step])) ** 2
        variance = max(before, whole, bound * bound)
    part = horizon - (steps - 1)
    if steps == 0:
        return 0.0, 0.0
    return mean_before + part * (mean - mean_before), before + part * (variance - before)


@compiled
def _step(way: int, state: Floats) -> None:
    """Move a state on by one step."""
    behaviour, lasting = _BEHAVIOUR[way], 1.0 - _PASSING[way]
    keeps, moves = _moves(behaviour, 1.0)
    state[0, way] = keeps * state[0, way] + moves * state[1, way]
    wider = _spread(behaviour, lasting, 1.0, state[2, way], state[3, way], state[4, way])
    state[2, way], state[3, way], state[4, way] = wider
