"""From rows of numbers to the points of each series, compiled: order, limits, contradictions."""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Flags, Floats, Integers
from ropewalk.stats.compiled import compiled
from ropewalk.stats.limits_kernel import EXACT_BELOW, byar, clean, wilson

MEASURED, PROVISIONAL, SUPPRESSED, OTHER = 0, 1, 2, 3
NO_COUNT, PROPORTION, RATE = 0, 1, 2
NEVER = -(2**63)

States = npt.NDArray[np.uint8]


class Columns(NamedTuple):
    """Observations, one entry a row; see ``encode.Coded``."""

    measure: Integers
    place: Integers
    breakdown: Integers
    period: Integers
    value: Floats
    lower: Floats
    upper: Floats
    numerator: Floats
    denominator: Floats
    state: States


class Rules(NamedTuple):
    """What the limits of a measure's counts rest on. ``kind``: NO_COUNT, PROPORTION or RATE, a measure;
    ``few_low``, ``few_high``: exact limits of 0, 1, ... events."""

    kind: Integers
    multiplier: Floats
    rounding: Floats
    few_low: Floats
    few_high: Floats
    z: float


class Found(NamedTuple):
    """Points, to be filled; see ``points.Points``. ``end``: one number, how many points there are."""

    withheld: Integers
    first: Integers
    stop: Integers
    period: Integers
    value: Floats
    lower: Floats
    upper: Floats
    provisional: Flags
    end: Integers


@compiled
def series_in_order(rows: Columns) -> int:
    """How many series the rows have, if they lie sorted by series, then period; -1 if they do not."""
    series = 1 if len(rows.measure) else 0
    for i in range(1, len(rows.measure)):
        step = rows.measure[i] - rows.measure[i - 1]
        if step == 0:
            step = rows.place[i] - rows.place[i - 1]
        if step == 0:
            step = rows.breakdown[i] - rows.breakdown[i - 1]
        if step < 0 or (step == 0 and rows.period[i] < rows.period[i - 1]):
            return -1
        if step > 0:
            series += 1
    return series


@compiled
def starts_in_order(rows: Columns, start: Integers) -> None:
    """The first row of each series of sorted rows, and at last how many rows there are."""
    at = 0
    for i in range(len(rows.measure)):
        if (
            i == 0
            or rows.measure[i] != rows.measure[i - 1]
            or rows.place[i] != rows.place[i - 1]
            or rows.breakdown[i] != rows.breakdown[i - 1]
        ):
            start[at] = i
            at += 1
    start[at] = len(rows.measure)


@compiled
def counted(code: Integers, span: int, before: Integers) -> tuple[Integers, Integers]:
    """Rows in order of their code, from 0 to less than ``span``; rows of one code in the order ``before``
    (empty: as they lie). Also the first place of each code in that order, and at last how many rows."""
    start = np.zeros(span + 1, np.int64)
    for i in range(len(code)):
        start[code[i] + 1] += 1
    for at in range(span):
        start[at + 1] += start[at]
    following, order = start[:-1].copy(), np.empty(len(code), np.int64)
    for i in range(len(code)):
        row = before[i] if len(before) else i
        order[following[code[row]]] = row
        following[code[row]] += 1
    return order, start


@compiled
def fill(rows: Columns, order: Integers, start: Integers, span: Floats, rules: Rules, found: Found) -> None:
    """The points of every series. ``order``: the rows by series, then period (empty: as they lie);
    ``start``: where each series begins in it, and at last its end; ``span``: length of each period."""
    at = 0
    for series in range(len(start) - 1):
        first, withheld, twice, mixed = at, NEVER, False, False
        m = rows.measure[order[start[series]] if len(order) else start[series]]
        kind, scale, rounding = rules.kind[m], rules.multiplier[m], rules.rounding[m]
        for i in range(start[series], start[series + 1]):
            row = order[i] if len(order) else i
            period, state = rows.period[row], rows.state[row]
            if state == SUPPRESSED:
                withheld = max(withheld, period)
            if period < 0 or state > PROVISIONAL:
                continue  # a number that must not be seen is not looked at, should one be there
            value, lower, upper = clean(rows.value[row]), clean(rows.lower[row]), clean(rows.upper[row])
            if np.isnan(value) or np.isnan(lower) or np.isnan(upper):
                x, n = clean(rows.numerator[row]), clean(rows.denominator[row])
                if _says_limits(value, x, n, kind, scale, rounding):
                    whole = np.round(x)
                    if kind == RATE and whole < EXACT_BELOW:
                        low, high = rules.few_low[int(whole)] / n, rules.few_high[int(whole)] / n
                    else:
                        low, high = _limits(whole, n, kind, rules.z)
                    lower, upper = low * scale, high * scale
                if np.isnan(value) and n > 0:
                    value = clean(x / n * scale)
            if np.isnan(value):
                continue
            twice = twice or (at > first and found.period[at - 1] == period)
            mixed = mixed or (at > first and span[found.period[at - 1]] != span[period])
            lower, upper = _that_fit(value, lower, upper, rounding)
            found.period[at], found.value[at] = period, value
            found.lower[at], found.upper[at] = lower, upper
            found.provisional[at] = state == PROVISIONAL
            at += 1
        if twice:
            at = _without_contradictions(found, first, at)
        if mixed:
            at = _alike(found, first, at, span)
        found.first[series], found.stop[series], found.withheld[series] = first, at, withheld
    found.end[0] = at


@compiled
def _says_limits(value: float, x: float, n: float, kind: int, scale: float, rounding: float) -> bool:
    """Whether numerator and denominator are counts that give the value, so that limits follow from them."""
    if kind == NO_COUNT or not (x >= 0 and n > 0):
        return False
    # Thousands of tonnes or pounds are numerators too, but no Poisson counts: only whole numbers are.
    whole = np.round(x)
    found = whole / n * scale
    if abs(x - whole) >= 1e-9 or (kind == PROPORTION and whole > n) or np.isnan(found):
        return False
    # A value that its counts do not give is of another kind than they: then they say nothing of it.
    return bool(np.isnan(value) or abs(found - value) <= 0.02 * abs(found) + 2 * rounding)


@compiled
def _limits(x: float, n: float, kind: int, z: float) -> tuple[float, float]:
    if kind == PROPORTION:
        return wilson(x, n, z)
    low, high = byar(x, z)
    return low / n, high / n


@compiled
def _that_fit(value: float, lower: float, upper: float, rounding: float) -> tuple[float, float]:
    """The limits, if they hold the value. Both are rounded apart, so it may stick out by a little."""
    slack = 0.05 * (upper - lower) + rounding
    if lower < upper and lower <= value + slack and upper >= value - slack:
        return min(lower, value), max(upper, value)
    return math.nan, math.nan


@compiled
def _without_contradictions(found: Found, first: int, stop: int) -> int:
    """Of points of one period: one, when they say the same; none, when they do not. Returns the new end."""
    at, head = first, first
    while head < stop:
        following, same = head + 1, True
        while following < stop and found.period[following] == found.period[head]:
            same = same and _same(found, head, following)
            following += 1
        if same:
            _move(found, head, at)
            at += 1
        head = following
    return at


@compiled
def _alike(found: Found, first: int, stop: int, span: Floats) -> int:
    """Only points whose period is as long as the newest one's: a year is not compared with three."""
    at = first
    for i in range(first, stop):
        if span[found.period[i]] == span[found.period[stop - 1]]:
            _move(found, i, at)
            at += 1
    return at


@compiled
def _same(found: Found, a: int, b: int) -> bool:
    if found.provisional[a] != found.provisional[b] or found.value[a] != found.value[b]:
        return False
    for column in (found.lower, found.upper):
        if column[a] != column[b] and not (np.isnan(column[a]) and np.isnan(column[b])):
            return False
    return True


@compiled
def _move(found: Found, source: int, target: int) -> None:
    found.period[target], found.provisional[target] = found.period[source], found.provisional[source]
    found.value[target], found.lower[target] = found.value[source], found.lower[source]
    found.upper[target] = found.upper[source]
