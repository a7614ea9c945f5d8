"""Where does it stand? One answer for each series and each comparator, at a period that both have."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ropewalk.findings import rules
from ropewalk.findings.comparators import Comparators, Members
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Flags, Floats, Integers, Newest, Points
from ropewalk.findings.reasons import Bits, flag
from ropewalk.stats.difference import difference
from ropewalk.stats.peers import middle, standing
from ropewalk.vocabulary.words import Position, Reason

VERDICTS: Final = tuple(Position)
METHODS: Final = ("", "difference-mover", "values-only")
BETTER, NOT_DISTINGUISHABLE, WORSE, CANNOT_SAY = range(4)
PLACE, SET, TARGET = range(3)


@dataclass(frozen=True)
class Positions:
    """One entry a comparison. ``series``: its number; ``slot``: which of its newest points (counted from
    the newest, 0) was compared. ``kind``: PLACE, SET or TARGET, and ``other`` the place's number, or the
    set's place in the list of sets. ``own`` and ``theirs``: the two values. Of sets: ``above`` counts the
    peers that the place is higher than, ``peers`` those with a value."""

    series: Integers
    slot: Integers
    kind: Integers
    other: Integers
    verdict: Integers
    difference: Floats
    lower: Floats
    upper: Floats
    p_value: Floats
    method: Integers
    reasons: Bits
    points: Integers
    own: Floats
    theirs: Floats
    above: Integers
    peers: Integers
    period: Integers
    their_series: Integers | None = None
    their_slot: Integers | None = None


@dataclass(frozen=True)
class Peers:
    """Values and limits of each series' peers, (series, peers), at the period of its point ``slot``."""

    slot: Integers
    value: Floats
    lower: Floats
    upper: Floats


@dataclass(frozen=True)
class _Side:
    value: Floats
    lower: Floats
    upper: Floats


def against_places(
    points: Points, measures: Measures, latest: Newest, chosen: Integers, comparators: Comparators
) -> Positions:
    """Each chosen series against each single comparator of its place. ``latest``: newest of all series."""
    series = points.series
    codes = comparators.single[series.place[chosen]]
    found = series.find(series.measure[chosen][:, None], codes, series.breakdown[chosen][:, None])
    row, column = np.nonzero((found >= 0) | (comparators.named[series.place[chosen]] & (codes >= 0)))
    mine, theirs = chosen[row], found[row, column]
    slot, their_slot = _common(points, latest, mine, theirs)
    same = slot >= 0
    slot = np.maximum(slot, 0)
    a = _at(latest, mine, slot)
    b = _at(latest, np.maximum(theirs, 0), np.maximum(their_slot, 0))
    b = _Side(*(np.where(same, column, np.nan) for column in (b.value, b.lower, b.upper)))
    none = (theirs < 0) | (_period(latest, np.maximum(theirs, 0), 0) < 0)
    bits = flag(Reason.NO_COMPARATOR, none) | flag(Reason.PERIODS_DIFFER, ~none & (~same | (slot > 0)))
    other = codes[row, column]
    empty = np.zeros(len(mine), dtype=np.int64)
    marks = (np.full_like(mine, PLACE), other, empty, empty)
    found_all = _positions(points, measures, latest, mine, slot, a, b, bits, marks)
    return replace(found_all, their_series=theirs, their_slot=their_slot)


def against_middle(
    points: Points, measures: Measures, latest: Newest, mine: Integers, which: int, peers: Peers
) -> Positions:
    """Each of these series against the middle of its peers in the set numbered ``which``."""
    slot = peers.slot
    mid = middle(peers.value, peers.lower, peers.upper)
    a = _at(latest, mine, slot)
    stand = standing(a.value, peers.value)
    bits = flag(Reason.TOO_FEW_PEERS, mid.peers < rules.LEAST_FOR_MEDIAN)
    bits |= flag(Reason.PERIODS_DIFFER, slot > 0)
    b = _Side(mid.median, mid.lower, mid.upper)
    marks = (np.full_like(mine, SET), np.full_like(mine, which), stand.above, mid.peers)
    return _positions(points, measures, latest, mine, slot, a, b, bits, marks)


def against_target(points: Points, measures: Measures, latest: Newest, chosen: Integers) -> Positions:
    """Each chosen series that has a target against it: a number known exactly."""
    mine = chosen[~np.isnan(measures.target[points.series.measure[chosen]])]
    slot = np.zeros(len(mine), dtype=np.int64)
    target = measures.target[points.series.measure[mine]]
    marks = (np.full_like(mine, TARGET), slot, slot, slot)
    b = _Side(target, target, target)
    return _positions(points, measures, latest, mine, slot, _at(latest, mine, slot), b, slot, marks)


def peers_at(points: Points, latest: Newest, chosen: Integers, members: Members) -> Peers:
    """The peers' figures at the newest period (at most two years before the series' newest) that at
    least three of them have; at the series' newest where there is none."""
    series = points.series
    codes = members.of[series.place[chosen]]
    found = series.find(series.measure[chosen][:, None], codes, series.breakdown[chosen][:, None])
    slot = np.zeros(len(chosen), dtype=np.int64)
    value, lower, upper = _values_at(latest, found, _period(latest, chosen, 0))
    open_rows = np.flatnonzero((~np.isnan(value)).sum(axis=1) < rules.LEAST_FOR_MEDIAN)
    for back in range(1, latest.period.shape[1]):
        if len(open_rows) == 0:
            break
        wanted = np.where(
            _near(points, latest, chosen[open_rows], back), _period(latest, chosen[open_rows], back), -1
        )
        older = _values_at(latest, found[open_rows], wanted)
        enough = (~np.isnan(older[0])).sum(axis=1) >= rules.LEAST_FOR_MEDIAN
        rows = open_rows[enough]
        slot[rows] = back
        for column, replacement in zip((value, lower, upper), older, strict=True):
            column[rows] = replacement[enough]
        open_rows = open_rows[~enough]
    return Peers(slot, value, lower, upper)


def _values_at(latest: Newest, found: Integers, period: Integers) -> tuple[Floats, Floats, Floats]:
    """Value and limits of each found series (series, peers) at a period of each row; NaN where none."""
    value, lower, upper = (np.full(found.shape, np.nan) for _ in range(3))
    there = np.maximum(found, 0)
    for slot in range(latest.period.shape[1]):
        column = latest.period.shape[1] - 1 - slot
        hit = (found >= 0) & (period[:, None] >= 0) & (latest.period[:, column][there] == period[:, None])
        at = there[hit]
        for target, source in ((value, latest.value), (lower, latest.lower), (upper, latest.upper)):
            target[hit] = source[at, column]
    return value, lower, upper


def _common(points: Points, latest: Newest, mine: Integers, theirs: Integers) -> tuple[Integers, Integers]:
    """Slots of the newest period that both have, not much older than mine; -1 where there is none."""
    slot, their_slot = np.full(len(mine), -1), np.full(len(mine), -1)
    width = latest.period.shape[1]
    open_pairs = np.flatnonzero((theirs >= 0) & (_period(latest, mine, 0) >= 0))
    for back in range(width):
        near = _near(points, latest, mine, back) if back else np.ones(len(mine), np.bool_)
        for their_back in range(width):
            a, b = mine[open_pairs], theirs[open_pairs]
            wanted = _period(latest, a, back)
            hit = (wanted >= 0) & (wanted == _period(latest, b, their_back)) & near[open_pairs]
            slot[open_pairs[hit]], their_slot[open_pairs[hit]] = back, their_back
            open_pairs = open_pairs[~hit]
        if len(open_pairs) == 0:
            break
    return slot, their_slot


def _near(points: Points, latest: Newest, series: Integers, back: int) -> Flags:
    end = points.periods.end_month
    newest, older = _period(latest, series, 0), _period(latest, series, back)
    if len(end) == 0:
        return np.zeros(len(series), dtype=np.bool_)
    apart = end[np.maximum(newest, 0)] - end[np.maximum(older, 0)]
    return np.asarray((older >= 0) & (apart <= rules.SAME_PERIOD_WITHIN), dtype=np.bool_)


def _period(latest: Newest, series: Integers, back: int) -> Integers:
    return np.asarray(latest.period[series, latest.period.shape[1] - 1 - back], dtype=np.int64)


def _at(latest: Newest, series: Integers, slot: Integers) -> _Side:
    column = latest.period.shape[1] - 1 - slot
    return _Side(latest.value[series, column], latest.lower[series, column], latest.upper[series, column])


def _positions(
    points: Points,
    measures: Measures,
    latest: Newest,
    mine: Integers,
    slot: Integers,
    a: _Side,
    b: _Side,
    bits: Bits,
    marks: tuple[Integers, Integers, Integers, Integers],
) -> Positions:
    sign = measures.sign[points.series.measure[mine]]
    found = difference(a.value, a.lower, a.upper, b.value, b.lower, b.upper)
    both, tested = ~np.isnan(found.difference), ~np.isnan(found.p_value)
    sure = found.p_value < rules.SURE
    verdict = np.where(sure, np.where(found.difference * sign > 0, BETTER, WORSE), NOT_DISTINGUISHABLE)
    verdict = np.where(~tested | (sure & (sign == 0)), CANNOT_SAY, verdict)
    bits = bits | flag(Reason.NO_UNCERTAINTY_PUBLISHED, both & ~tested)
    bits |= flag(Reason.NEUTRAL_POLARITY, sure & (sign == 0))
    bits |= flag(Reason.TOO_FEW_POINTS, np.isnan(a.value))
    column = latest.period.shape[1] - 1 - slot
    bits |= flag(Reason.PROVISIONAL, latest.provisional[mine, column])
    kind, other, above, peers = marks
    return Positions(
        series=mine,
        slot=slot,
        kind=kind,
        other=other,
        verdict=verdict,
        difference=found.difference,
        lower=found.lower,
        upper=found.upper,
        p_value=found.p_value,
        method=np.where(tested, 1, np.where(both, 2, 0)),
        reasons=bits,
        points=np.where(kind == PLACE, both * 2, np.where(kind == SET, peers + ~np.isnan(a.value), both * 1)),
        own=a.value,
        theirs=b.value,
        above=above,
        peers=peers,
        period=latest.period[mine, column],
    )
