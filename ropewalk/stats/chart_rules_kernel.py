"""Limits and rules of the individuals chart, part by part: the loops of ``chart_rules``, compiled."""

import math

import numpy as np

from ropewalk.stats.arrays import Flags, Floats, Integers
from ropewalk.stats.compiled import compiled

LIMIT = 2.66
"""Limits lie this many average moving ranges from the centre."""
SCREEN = 3.267
"""A moving range of this many averages or more is left out of the average, once."""
NEAR = LIMIT * 2 / 3
RUN = 7
ROUNDING = 1e-12
"""Nearer to a line than this share of the largest value of its part, a point is on the line."""


@compiled
def mean(a: Floats, below: float) -> float:
    """Mean of the values below ``below``, first to last, the crumb lost by rounding added; NaN of none."""
    count, total, rest = 0, 0.0, 0.0
    for value in a:
        if value < below:
            count, total = count + 1, total + value
    if count == 0:
        return math.nan
    first = total / count
    for value in a:
        if value < below:
            rest += value - first
    return first + rest / count


@compiled
def average_range(y: Floats, screened: bool, sound: bool) -> float:
    """Mean moving range, again without the wild ones; see ``moving_ranges.screened_mean``."""
    ranges = np.empty(max(len(y) - 1, 0))
    for at in range(len(ranges)):
        ranges[at] = abs(y[at + 1] - y[at])
    average = mean(ranges, math.inf)
    if not screened:
        return average
    kept = mean(ranges, SCREEN * average)
    return average if sound and not kept > 0 else kept


@compiled
def runs(flags: Integers, way: int, count: int, length: int, into: Flags) -> None:
    """Mark every stretch in which ``count`` neighbours in turn are ``way``, and ``length`` - ``count`` points
    before it."""
    row = 0
    for at in range(len(flags)):
        row = row + 1 if flags[at] == way else 0
        if row >= count:
            for back in range(at - length + 1, at + 1):
                into[back] = True


@compiled
def pairs(side: Integers, near: Flags, into: Flags) -> None:
    """Mark three points in turn on one side, of which two or more lie near the limit."""
    for at in range(2, len(side)):
        same = side[at] != 0 and side[at] == side[at - 1] and side[at] == side[at - 2]
        if same and int(near[at]) + int(near[at - 1]) + int(near[at - 2]) >= 2:
            into[at - 2] = into[at - 1] = into[at] = True


@compiled
def causes(side: Integers, outside: Flags, near: Flags, step: Integers, sound: bool, into: Integers) -> None:
    """The first rule that each point breaks, a position in ``chart_rules.CAUSES``."""
    n = len(side)
    marks = np.zeros((4, n), dtype=np.bool_)
    rising, falling, three, run = marks[0], marks[1], marks[2], marks[3]
    runs(step, 1, RUN - 1, RUN, rising)
    runs(step, -1, RUN - 1, RUN, falling)
    pairs(side, near, three)
    runs(side, 1, RUN, RUN, run)
    runs(side, -1, RUN, RUN, run)
    for at in range(n):
        lower = 0 if side[at] > 0 else 1
        if outside[at]:
            into[at] = 1 + lower
        elif rising[at] or falling[at]:
            # Where a rising run meets a falling one, their shared point goes with the one that it begins.
            on = at + 1 < n and (rising[at + 1] or falling[at + 1])
            onward = (step[at + 1] if on else step[at]) > 0
            up = rising[at] and (not falling[at] or onward) if sound else onward
            into[at] = 3 if up else 4
        elif three[at] and near[at]:
            into[at] = 5 + lower
        elif run[at]:
            into[at] = 7 + lower
        else:
            into[at] = 0


@compiled
def lines(y: Floats, fix_after: float, screened: bool, sound: bool) -> tuple[float, float]:
    """Centre and average moving range of the first ``fix_after`` points."""
    base = y[: math.ceil(min(fix_after, len(y) * 1.0))] if fix_after > 0 else y[:0]
    return mean(base, math.inf), average_range(base, screened, sound)


@compiled
def charts(
    values: Floats,
    begins: Flags,
    fix_after: Floats,
    screened: Flags,
    sound: bool,
    limits: Floats,
    marks: Integers,
    fewest: Integers,
) -> None:
    """Fill ``limits`` (3, series, points): centre, lower, upper; ``marks`` (4, series, points): side,
    outside, near, cause; ``fewest`` (series,): points of the shortest part that has any. ``begins``: where
    parts begin."""
    points = values.shape[1]
    place, y = np.empty(points, dtype=np.int64), np.empty(points)
    flags, step = np.empty((2, points), dtype=np.bool_), np.empty(points, dtype=np.int64)
    told = np.empty((2, points), dtype=np.int64)
    for s in range(len(values)):
        start = 0
        while start < points:
            end, n, size = start, 0, 0.0
            while end < points and (end == start or not begins[s, end]):
                if not np.isnan(values[s, end]):
                    place[n], y[n] = end, values[s, end]
                    size, n = max(size, abs(y[n])), n + 1
                end += 1
            centre, average = lines(y[:n], fix_after[s], screened[s], sound)
            low, high, slack = centre - LIMIT * average, centre + LIMIT * average, ROUNDING * size
            limits[0, s, start:end], limits[1, s, start:end], limits[2, s, start:end] = centre, low, high
            for at in range(n):
                value, far = y[at], NEAR * average
                told[0, at] = int(value > centre + slack) - int(value < centre - slack)
                out = value > high + slack or value < low - slack
                flags[0, at] = out
                flags[1, at] = not out and (value > centre + far + slack or value < centre - far - slack)
                step[at] = int(value > y[at - 1]) - int(value < y[at - 1]) if at else 0
            causes(told[0, :n], flags[0, :n], flags[1, :n], step[:n], sound, told[1, :n])
            for at in range(n):
                cell = place[at]
                marks[0, s, cell], marks[3, s, cell] = told[0, at], told[1, at]
                marks[1, s, cell], marks[2, s, cell] = int(flags[0, at]), int(flags[1, at])
            if n > 0:
                fewest[s] = min(fewest[s], n)
            start = end
