"""One monthly or quarterly series at a time, compiled: is it off its usual level now, or changing?

Each *node* is one belief about what moves a stable series: how long a bad month lingers, and how large the
season is beside the rest. The season's levels are drawn towards one another as far as the node believes in
them (random effects), so that a series without a season pays little for our asking. Four changes are looked
for: the newest point off, the newest stretch off, a steady rise, one step; the evidence for each is its
likelihood over all nodes. The weights are in chart_tables.py.
"""

import math

import numpy as np

from ropewalk.stats.arrays import VAST, Floats, Integers
from ropewalk.stats.compiled import compiled

NEWEST, STRETCH, LINE, STEP = range(4)
CHANGES = 4
NULL = 4
_ONE, _Y, _START = 4, 5, 6
_ROWS = 7
_NOTHING = 1e-20
"""Sums of squares below this, in units of a series' own range, are rounding."""


@compiled
def evidence(
    values: Floats,
    steps: Floats,
    season: int,
    stretch: int,
    most: int,
    least: int,
    memories: Floats,
    seasons: Floats,
) -> tuple[Floats, Floats, Floats, Integers]:
    """What each node makes of each series: nothing is weighed here.

    ``values``, ``steps``: (series, points), oldest first, NaN as missing; of more than ``most`` points the
    newest. ``memories``, ``seasons``: (nodes,), correlation of neighbours; variance of the season's levels
    over that of a point. Returns log likelihoods (series, CHANGES + 1, nodes), the last row without change;
    estimates of the first three changes and their variances (series, 3, nodes), a rise in units a year;
    and points used. NaN for fewer than ``least`` points and for points without scatter.
    """
    rows, points = values.shape
    nodes = len(memories)
    logs = np.full((rows, CHANGES + 1, nodes), np.nan)
    shifts, variances = np.full((rows, 3, nodes), np.nan), np.full((rows, 3, nodes), np.nan)
    count = np.zeros(rows, dtype=np.int64)
    y, when = np.empty(points), np.empty(points, dtype=np.int64)
    work, levels = np.empty((_ROWS, points)), np.empty((_ROWS, season))
    matrix = np.empty((season, season))
    for row in range(rows):
        n = _gather(values[row], steps[row], most, y, when)
        count[row] = n
        size = _standardise(y, n)
        if n < least or size == 0.0:
            continue
        for node in range(nodes):
            _node(
                y[:n],
                when[:n],
                stretch,
                memories[node],
                seasons[node],
                work,
                levels,
                matrix,
                logs[row, :, node],
                shifts[row, :, node],
                variances[row, :, node],
            )
        shifts[row] *= size
        variances[row] *= size * size
    return logs, shifts, variances, count


@compiled
def _gather(values: Floats, steps: Floats, most: int, y: Floats, when: Integers) -> int:
    there = 0
    for at in range(len(values)):
        there += abs(values[at]) < VAST and abs(steps[at]) < VAST
    n, skip = 0, there - most
    for at in range(len(values)):
        if abs(values[at]) < VAST and abs(steps[at]) < VAST:
            skip -= 1
            if skip < 0:
                y[n], when[n] = values[at], round(steps[at])
                n += 1
    return n


@compiled
def _standardise(y: Floats, n: int) -> float:
    """Values less their mean over the largest of what is left, in place; that largest, nought if none."""
    if n == 0:
        return 0.0
    centre = y[:n].sum() / n
    size = np.abs(y[:n] - centre).max()
    if size <= 1e-12 * abs(centre) or size == 0.0:
        return 0.0
    for at in range(n):
        y[at] = (y[at] - centre) / size
    return float(size)


@compiled
def _node(
    y: Floats,
    when: Integers,
    stretch: int,
    memory: float,
    spread: float,
    work: Floats,
    levels: Floats,
    matrix: Floats,
    logs: Floats,
    shifts: Floats,
    variances: Floats,
) -> None:
    """Likelihoods, estimates and variances under one belief."""
    n = len(y)
    base = _whiten(y, when, stretch, memory, spread, work, levels, matrix)
    one = _product(work, levels, n, _ONE, _ONE, spread)
    level = _product(work, levels, n, _ONE, _Y, spread)
    rest = _product(work, levels, n, _Y, _Y, spread) - level * level / one
    if not rest > _NOTHING:
        return
    base -= math.log(one) / 2
    logs[NULL] = base - (n - 1) / 2 * math.log(rest)
    for change in range(3):
        along = _product(work, levels, n, change, _ONE, spread)
        information = _product(work, levels, n, change, change, spread) - along * along / one
        cross = _product(work, levels, n, change, _Y, spread) - along * level / one
        left = rest
        if information > 1e-9:
            left = max(rest - cross * cross / information, _NOTHING)
            shifts[change] = cross / information
            variances[change] = left / (information * (n - 2))
        logs[change] = base - (n - 1) / 2 * math.log(left)
    step = _steps(when, memory, spread, work, levels, matrix, one, level, rest, n)
    logs[STEP] = base + step


@compiled
def _whiten(
    y: Floats,
    when: Integers,
    stretch: int,
    memory: float,
    spread: float,
    work: Floats,
    levels: Floats,
    matrix: Floats,
) -> float:
    """Columns made independent of the node's autoregression, in ``work``; what of each the season explains,
    in ``levels``; the season's factor in ``matrix``. Returns the log of what that shrank likelihoods by."""
    n, season = len(y), len(matrix)
    levels[:], matrix[:] = 0.0, 0.0
    logs = 0.0
    for at in range(n):
        # Two points at one time would be one point's worth of news: never nearer than half a step.
        gap = max(float(when[at] - when[at - 1]), 0.5) if at else np.inf
        r = 0.0 if at == 0 else (memory if gap == 1.0 else memory**gap)
        scale = 1 / math.sqrt(1 - r * r)
        logs += math.log(scale)
        here, past = when[at] % season, (when[at - 1] if at else when[at]) % season
        drag = r * scale
        newest = n - at
        work[_START, at] = scale
        work[_ONE, at] = scale - (drag if at else 0.0)
        work[NEWEST, at] = scale if newest == 1 else 0.0
        work[STRETCH, at] = (scale if newest <= stretch else 0.0) - (drag if newest < stretch and at else 0.0)
        years = float(when[at] - when[n - 1]) / season
        before = float(when[at - 1] - when[n - 1]) / season if at else 0.0
        work[LINE, at] = scale * years - drag * before
        work[_Y, at] = scale * y[at] - (drag * y[at - 1] if at else 0.0)
        if spread > 0:
            matrix[here, here] += scale * scale
            if at:
                matrix[past, past] += drag * drag
                matrix[here, past] -= scale * drag
                matrix[past, here] -= scale * drag
            for column in range(_START):
                levels[column, here] += scale * work[column, at]
                if at:
                    levels[column, past] -= drag * work[column, at]
    if spread > 0:
        for month in range(season):
            matrix[month, month] += 1 / spread
        # How improbable a season as large as this is belongs to the weights: else a belief in any size would
        # never be likely.
        logs -= season / 2 * math.log(min(spread, 1.0)) + _factor(matrix)
        for column in range(_START):
            _solve(matrix, levels[column])
    return logs


@compiled
def _factor(matrix: Floats) -> float:
    """Cholesky's lower triangle, in place; half the logarithm of the determinant."""
    size, logs = len(matrix), 0.0
    for i in range(size):
        for j in range(i + 1):
            total = matrix[i, j]
            for k in range(j):
                total -= matrix[i, k] * matrix[j, k]
            if i == j:
                matrix[i, i] = math.sqrt(max(total, 1e-12))
                logs += math.log(matrix[i, i])
            else:
                matrix[i, j] = total / matrix[j, j]
    return logs


@compiled
def _solve(lower: Floats, b: Floats) -> None:
    for i in range(len(b)):
        total = b[i]
        for k in range(i):
            total -= lower[i, k] * b[k]
        b[i] = total / lower[i, i]


@compiled
def _product(work: Floats, levels: Floats, n: int, a: int, b: int, spread: float) -> float:
    """Inner product of two columns, the season's share taken out."""
    total = 0.0
    for at in range(n):
        total += work[a, at] * work[b, at]
    if spread > 0:
        for month in range(levels.shape[1]):
            total -= levels[a, month] * levels[b, month]
    return total


@compiled
def _steps(
    when: Integers,
    memory: float,
    spread: float,
    work: Floats,
    levels: Floats,
    lower: Floats,
    one: float,
    level: float,
    rest: float,
    n: int,
) -> float:
    """Logarithm of the mean density of a step, at every quarter of a year with half a year on each side."""
    season = len(lower)
    jump, margin = max(season // 4, 1), season // 2
    after, solved = np.zeros(season), np.empty(season)
    ones = values = total = 0.0
    best, tried = -np.inf, 0
    for at in range(n - 1, margin - 1, -1):
        gap = max(float(when[at] - when[at - 1]), 0.5)
        start, white, y = work[_START, at], work[_ONE, at], work[_Y, at]
        drag = start * (memory if gap == 1.0 else memory**gap)
        here, past = when[at] % season, when[at - 1] % season
        if n - at >= margin and (n - at) % jump == 0:
            along, square, cross = ones + start * white, ones + start * start, values + start * y
            if spread > 0:
                solved[:] = after
                solved[here] += start * start
                solved[past] -= drag * start
                _solve(lower, solved)
                for month in range(season):
                    along -= solved[month] * levels[_ONE, month]
                    square -= solved[month] * solved[month]
                    cross -= solved[month] * levels[_Y, month]
            square, cross = square - along * along / one, cross - along * level / one
            left = max(rest - cross * cross / square, _NOTHING) if square > 1e-9 else rest
            log = -(n - 1) / 2 * math.log(left)
            total = total * math.exp(best - log) + 1.0 if log > best else total + math.exp(log - best)
            best, tried = max(best, log), tried + 1
        ones, values = ones + white * white, values + white * y
        after[here] += start * white
        after[past] -= drag * white
    return best + math.log(total / tried) if tried else -(n - 1) / 2 * math.log(rest)
