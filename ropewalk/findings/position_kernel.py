"""Where each series stands, compiled: whom it is compared with, a period that both have, the difference.

``latest`` is the newest few points of every series, newest in the last column; a *slot* counts back from
there. Series lie in order of measure, place and breakdown; limits are NaN or hold their value.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ropewalk.findings.rules import LEAST_FOR_MEDIAN, SAME_PERIOD_WITHIN, SURE
from ropewalk.findings.window_kernel import Panels
from ropewalk.stats.arrays import Flags, Floats, Integers
from ropewalk.stats.compiled import compiled
from ropewalk.stats.difference_kernel import mover

BETTER, NOT_DISTINGUISHABLE, WORSE, CANNOT_SAY = range(4)
UNTESTED, TESTED, VALUES_ONLY = 0, 1, 2

Small = npt.NDArray[np.int8]
Codes = npt.NDArray[np.int32]


class Named(NamedTuple):
    """What each series is about; see ``points.Series``."""

    measure: Integers
    place: Integers
    breakdown: Integers


class Marks(NamedTuple):
    """The bit of each reason that a comparison may have."""

    no_comparator: int
    periods_differ: int
    no_uncertainty: int
    neutral: int
    too_few_points: int
    provisional: int


class Whom(NamedTuple):
    """Single comparators: ``single`` and ``told`` of shape (places, columns), see ``comparators.Comparators``."""

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
def list_places(named: Named, series: int, first: Integers, mark: Integers) -> None:
    """The first series of each place in the measure of ``series``, which ``mark`` of the place then names."""
    measure, at = named.measure[series], series
    while at + 1 < len(named.measure) and named.measure[at + 1] == measure:
        at += 1
    while at >= 0 and named.measure[at] == measure:
        first[named.place[at]], mark[named.place[at]] = at, measure
        at -= 1


@compiled
def find(place: Integers, breakdown: Integers, first: int, code: int, wanted: int, offset: int) -> int:
    """The series of a place in a breakdown, whose series begin at ``first``; -1 where there is none.

    Looked for first ``offset`` further on: most places have the same breakdowns."""
    guess = first + offset
    if guess < len(place) and place[guess] == code and breakdown[guess] == wanted:
        return guess
    at = first
    while at < len(place) and place[at] == code and breakdown[at] < wanted:
        at += 1
    if at < len(place) and place[at] == code and breakdown[at] == wanted:
        return at
    return -1


@compiled
def common(period: Integers, mine: int, theirs: int, end_month: Floats) -> tuple[int, int]:
    """Slots of the newest period that both have, not much older than mine; -1 where there is none."""
    last = period.shape[1] - 1
    newest = period[mine, last]
    for slot in range(last + 1):
        wanted = period[mine, last - slot]
        if wanted < 0:
            break
        if slot and not end_month[newest] - end_month[wanted] <= SAME_PERIOD_WITHIN:
            continue
        for their_slot in range(last + 1):
            if period[theirs, last - their_slot] == wanted:
                return slot, their_slot
    return -1, -1


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
                slot, their_slot = 0, 0
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


@compiled
def peer_figures(
    chosen: Integers,
    named: Named,
    latest: Panels,
    members: Integers,
    end_month: Floats,
    slots: Integers,
    value: Floats,
    lower: Floats,
    upper: Floats,
) -> None:
    """The peers' figures, (series, peers), at the newest period that enough of them have; see ``peers_at``.

    ``members``: (places, peers), -1 where none. ``slots``: which of each series' newest points that is.
    """
    first, mark = np.zeros(len(members), np.int64), np.full(len(members), -1, np.int64)
    found = np.empty(members.shape[1], np.int64)
    measure, last = -1, latest.period.shape[1] - 1
    for row in range(len(chosen)):
        series = chosen[row]
        place = named.place[series]
        if named.measure[series] != measure:
            measure = named.measure[series]
            list_places(named, series, first, mark)
        for column in range(len(found)):
            code = members[place, column]
            found[column] = -1
            if code >= 0 and mark[code] == measure:
                offset, breakdown = series - first[place], named.breakdown[series]
                found[column] = find(named.place, named.breakdown, first[code], code, breakdown, offset)
        newest = latest.period[series, last]
        slots[row] = 0
        enough = fill_peers(found, newest, latest, value[row], lower[row], upper[row]) >= LEAST_FOR_MEDIAN
        for slot in range(1, last + 1):
            older = latest.period[series, last - slot]
            if enough or older < 0 or newest < 0:
                break
            if end_month[newest] - end_month[older] <= SAME_PERIOD_WITHIN:
                there = fill_peers(found, older, latest, value[row], lower[row], upper[row])
                enough, slots[row] = there >= LEAST_FOR_MEDIAN, slot
        if not enough:
            slots[row] = 0
            fill_peers(found, newest, latest, value[row], lower[row], upper[row])


@compiled
def fill_peers(
    found: Integers, period: int, latest: Panels, value: Floats, lower: Floats, upper: Floats
) -> int:
    """The figures of some series (-1: none) at a period, NaN where there is none; how many there are."""
    there, last = 0, latest.period.shape[1] - 1
    for at in range(len(found)):
        value[at] = lower[at] = upper[at] = math.nan
        for slot in range(last + 1):
            if found[at] < 0 or period < 0:
                break
            column = last - slot
            if latest.period[found[at], column] == period:
                value[at], lower[at] = latest.value[found[at], column], latest.lower[found[at], column]
                upper[at] = latest.upper[found[at], column]
                there += 1
                break
    return there
