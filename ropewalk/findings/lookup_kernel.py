"""Another place's series beside a series, and a period that both have, compiled.

Series lie in order of measure, place and breakdown. ``latest`` is the newest few points of every series,
newest in the last column; a *slot* counts back from there.
"""

import math
from typing import NamedTuple

import numpy as np

from ropewalk.findings.rules import LEAST_FOR_MEDIAN, SAME_PERIOD_WITHIN
from ropewalk.findings.window_kernel import Panels
from ropewalk.stats.arrays import Floats, Integers
from ropewalk.stats.compiled import compiled


class Named(NamedTuple):
    """What each series is about; see ``points.Series``."""

    measure: Integers
    place: Integers
    breakdown: Integers


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
