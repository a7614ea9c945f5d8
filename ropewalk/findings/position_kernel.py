"""Where each series stands, compiled: the difference from each of its comparators.

``latest`` is the newest few points of every series, newest in the last column; a *slot* counts back from
there. Limits are NaN or hold their value.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ropewalk.findings.lookup_kernel import Named, common, find, list_places
from ropewalk.findings.rules import SURE
from ropewalk.findings.window_kernel import Panels
from ropewalk.stats.arrays import Flags, Floats, Integers
from ropewalk.stats.compiled import compiled
from ropewalk.stats.difference_kernel import mover

BETTER, NOT_DISTINGUISHABLE, WORSE, CANNOT_SAY = range(4)
UNTESTED, TESTED, VALUES_ONLY = 0, 1, 2

Small = npt.NDArray[np.int8]
Codes = npt.NDArray[np.int32]


class Marks(NamedTuple):
    """The bit of each reason that a comparison may have."""

    no_comparator: int
    periods_differ: int
    no_uncertainty: int
    neutral: int
    too_few_points: int
    provisional: int


class Whom(NamedTuple):
    """Single comparators, (places, columns); see ``comparators.Comparators``."""

    single: Integers
    told: Flags


class Compared(NamedTuple):
    """Comparisons, to be filled, one entry each; see ``position.Positions``."""

    series: Codes
    slot: Small
    other: Codes
    verdict: Small
    difference: Floats
    lower: Floats
    upper: Floats
    p_value: Floats
    method: Small
    reasons: Codes
    own: Floats
    theirs: Floats
    period: Codes
    their_series: Codes
    their_slot: Small


@compiled
def pairs(
    chosen: Integers,
    named: Named,
    latest: Panels,
    whom: Whom,
    sign: Floats,
    end_month: Floats,
    z: float,
    marks: Marks,
    into: Compared,
) -> int:
    """Each chosen series against each single comparator of its place; how many comparisons there are.
    ``sign``: of each measure."""
    first, mark = np.zeros(len(whom.single), np.int64), np.full(len(whom.single), -1, np.int64)
    at, measure, last = 0, -1, latest.period.shape[1] - 1
    for series in chosen:
        place, breakdown, newest = named.place[series], named.breakdown[series], latest.period[series, last]
        if named.measure[series] != measure:
            measure = named.measure[series]
            list_places(named, series, first, mark)
        for column in range(whom.single.shape[1]):
            code, theirs = whom.single[place, column], -1
            if code < 0:
                continue
            if mark[code] == measure:
                offset = series - first[place]
                theirs = find(named.place, named.breakdown, first[code], code, breakdown, offset)
            if theirs < 0 and not whom.told[place, column]:
                continue
            slot, their_slot, bits, b, lb, ub = -1, -1, 0, math.nan, math.nan, math.nan
            if theirs >= 0 and newest >= 0:
                slot = their_slot = 0
                if latest.period[theirs, last] != newest:
                    slot, their_slot = common(latest.period, series, theirs, end_month)
            if slot >= 0:
                other = last - their_slot
                b, lb, ub = (
                    latest.value[theirs, other],
                    latest.lower[theirs, other],
                    latest.upper[theirs, other],
                )
            if theirs < 0 or latest.period[theirs, last] < 0:
                bits = marks.no_comparator
            elif slot != 0:
                bits = marks.periods_differ
            mine = last - max(slot, 0)
            a, la, ua = latest.value[series, mine], latest.lower[series, mine], latest.upper[series, mine]
            provisional = latest.provisional[series, mine]
            found = versus(a, la, ua, provisional, b, lb, ub, bits, sign[measure], z, marks)
            put(into, at, found)
            into.series[at], into.slot[at], into.period[at] = (
                series,
                max(slot, 0),
                latest.period[series, mine],
            )
            into.other[at], into.their_series[at], into.their_slot[at] = code, theirs, their_slot
            into.own[at], into.theirs[at] = a, b
            at += 1
    return at


@compiled
def against(
    chosen: Integers,
    slot: Integers,
    named: Named,
    latest: Panels,
    theirs: Floats,
    lower: Floats,
    upper: Floats,
    bits: Integers,
    sign: Floats,
    z: float,
    marks: Marks,
    into: Compared,
) -> None:
    """Each chosen series' figure at its slot against one number with limits. ``bits``: reasons so far."""
    for at in range(len(chosen)):
        series, mine = chosen[at], latest.period.shape[1] - 1 - slot[at]
        a, la, ua = latest.value[series, mine], latest.lower[series, mine], latest.upper[series, mine]
        provisional, own_sign = latest.provisional[series, mine], sign[named.measure[series]]
        found = versus(a, la, ua, provisional, theirs[at], lower[at], upper[at], bits[at], own_sign, z, marks)
        put(into, at, found)
        into.series[at], into.slot[at], into.period[at] = series, slot[at], latest.period[series, mine]
        into.other[at], into.their_series[at], into.their_slot[at] = 0, -1, -1
        into.own[at], into.theirs[at] = a, theirs[at]


@compiled
def versus(
    a: float,
    la: float,
    ua: float,
    provisional: bool,
    b: float,
    lb: float,
    ub: float,
    bits: int,
    sign: float,
    z: float,
    marks: Marks,
) -> tuple[float, float, float, float, int, int, int]:
    """One number with limits against another: difference, limits, p-value, verdict, method and reasons."""
    gap, low, high, p_value = mover(a, la, ua, b, lb, ub, z)
    both, tested, sure = not np.isnan(gap), not np.isnan(p_value), p_value < SURE
    verdict = NOT_DISTINGUISHABLE
    if not tested or (sure and sign == 0):
        verdict = CANNOT_SAY
    elif sure:
        verdict = BETTER if gap * sign > 0 else WORSE
    if both and not tested:
        bits |= marks.no_uncertainty
    if sure and sign == 0:
        bits |= marks.neutral
    if np.isnan(a):
        bits |= marks.too_few_points
    if provisional:
        bits |= marks.provisional
    method = TESTED if tested else VALUES_ONLY if both else UNTESTED
    return gap, low, high, p_value, verdict, method, bits


@compiled
def put(into: Compared, at: int, found: tuple[float, float, float, float, int, int, int]) -> None:
    """What ``versus`` found, into the entry ``at``."""
    into.difference[at], into.lower[at], into.upper[at], into.p_value[at] = found[:4]
    into.verdict[at], into.method[at], into.reasons[at] = found[4:]
