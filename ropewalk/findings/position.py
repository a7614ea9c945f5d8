"""Where does it stand? One answer for each series and each comparator, at a period that both have."""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from ropewalk.findings import position_kernel as kernel
from ropewalk.findings import rules
from ropewalk.findings.comparators import Comparators, Members
from ropewalk.findings.joined import NOTHING, Joined
from ropewalk.findings.lookup_kernel import Named, peer_figures
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Floats, Integers, Newest, Points
from ropewalk.findings.position_kernel import BETTER, CANNOT_SAY, NOT_DISTINGUISHABLE, WORSE
from ropewalk.findings.reasons import BIT, flag
from ropewalk.findings.window_kernel import Panels
from ropewalk.stats.arrays import normal_quantile
from ropewalk.stats.peers import middle, standing
from ropewalk.vocabulary.words import Position, Reason

__all__ = [
    "BETTER",
    "CANNOT_SAY",
    "METHODS",
    "NOT_DISTINGUISHABLE",
    "PLACE",
    "SET",
    "TARGET",
    "VERDICTS",
    "WORSE",
    "Peers",
    "Positions",
    "against_middle",
    "against_places",
    "against_target",
    "named",
    "panels",
    "peers_at",
    "rebased",
]

VERDICTS: Final = tuple(Position)
METHODS: Final = ("", "difference-mover", "values-only")
PLACE, SET, TARGET = range(3)

Codes = npt.NDArray[np.int32]
Small = npt.NDArray[np.int8]
Counts = npt.NDArray[np.signedinteger[Any]]


@dataclass(frozen=True)
class Positions:
    """One entry a comparison, in narrow numbers: there are more of these than of anything else.

    ``series``: its number; ``slot``: which of its newest points (counted from the newest, 0) was compared.
    ``kind``: PLACE, SET or TARGET, and ``other`` the place's number, or the set's place in the list of
    sets. ``own`` and ``theirs``: the two values. Of sets: ``above`` counts the peers that the place is higher
    than, ``peers`` those with a value. ``their_series``, ``their_slot``: where a place's value is, -1: none.
    """

    kind: Small
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
    points: Counts
    own: Floats
    theirs: Floats
    above: Counts
    peers: Counts
    period: Codes
    their_series: Codes
    their_slot: Small


@dataclass(frozen=True)
class Peers:
    """Values and limits of each series' peers, (series, peers), at the period of its point ``slot``."""

    slot: Integers
    value: Floats
    lower: Floats
    upper: Floats


def against_places(
    points: Points, measures: Measures, latest: Newest, chosen: Integers, comparators: Comparators
) -> Positions:
    """Each chosen series against each single comparator of its place. ``latest``: newest of all series."""
    into = _room(len(chosen) * comparators.single.shape[1])
    count = kernel.pairs(
        chosen,
        named(points),
        panels(latest),
        kernel.Whom(comparators.single, comparators.named),
        measures.sign,
        points.periods.end_month,
        normal_quantile(0.95),
        _MARKS,
        into,
    )
    found = kernel.Compared._make(column[:count] for column in into)
    nought = np.broadcast_to(np.int8(0), count)
    return _positions(PLACE, found, 2 * (found.method > 0), nought, nought)


def against_middle(
    points: Points, measures: Measures, latest: Newest, mine: Integers, which: int, peers: Peers
) -> Positions:
    """Each of these series against the middle of its peers in the set numbered ``which``."""
    mid = middle(peers.value, peers.lower, peers.upper)
    bits = flag(Reason.TOO_FEW_PEERS, mid.peers < rules.LEAST_FOR_MEDIAN)
    bits |= flag(Reason.PERIODS_DIFFER, peers.slot > 0)
    found = _against(points, measures, latest, mine, peers.slot, (mid.median, mid.lower, mid.upper), bits)
    found.other[:] = which
    above = standing(found.own, peers.value).above
    return _positions(SET, found, mid.peers + ~np.isnan(found.own), above, mid.peers)


def against_target(points: Points, measures: Measures, latest: Newest, chosen: Integers) -> Positions:
    """Each chosen series that has a target against it: a number known exactly."""
    mine = chosen[~np.isnan(measures.target[points.series.measure[chosen]])]
    target = measures.target[points.series.measure[mine]]
    nought = np.zeros(len(mine), dtype=np.int64)
    found = _against(points, measures, latest, mine, nought, (target, target, target), nought)
    return _positions(TARGET, found, 1 * (found.method > 0), nought, nought)


def rebased(points: Points, found: Positions, begun: Floats, joined: Joined = NOTHING) -> Positions:
    """The same, with a reason where either figure is older than its place: put together by us from former
    places (``joined``), or else worked out by its publisher for the place as it is now. ``begun``: the day of
    each place, -inf where it is not new."""
    if len(found.series) == 0 or not np.isfinite(begun).any():
        return found
    day = begun[points.series.place[found.series]]
    if found.kind[0] == PLACE:
        day = np.maximum(day, np.where(np.isnan(found.theirs), -np.inf, begun[found.other]))
    rows = np.flatnonzero((day > -np.inf) & (found.period >= 0))
    older = rows[points.periods.start[found.period[rows]] < day[rows]]
    measure = points.series.measure[found.series[older]]
    ours = joined.among(measure, points.series.place[found.series[older]])
    if found.kind[0] == PLACE:
        ours |= joined.among(measure, found.other[older])
    reasons = found.reasons.copy()
    reasons[older[~ours]] |= np.int32(BIT[Reason.BOUNDARY_CHANGE])
    reasons[older[ours]] |= np.int32(BIT[Reason.PUT_TOGETHER])
    return replace(found, reasons=reasons)


def peers_at(points: Points, latest: Newest, chosen: Integers, members: Members) -> Peers:
    """The peers' figures at the newest period (at most two years before the series' newest) that at
    least three of them have; at the series' newest where there is none."""
    shape = (len(chosen), members.of.shape[1])
    slot = np.empty(len(chosen), dtype=np.int64)
    value, lower, upper = (np.empty(shape) for _ in range(3))
    peer_figures(
        chosen,
        named(points),
        panels(latest),
        members.of,
        points.periods.end_month,
        slot,
        value,
        lower,
        upper,
    )
    return Peers(slot, value, lower, upper)


_MARKS: Final = kernel.Marks(
    *(
        int(BIT[reason])
        for reason in (
            Reason.NO_COMPARATOR,
            Reason.PERIODS_DIFFER,
            Reason.NO_UNCERTAINTY_PUBLISHED,
            Reason.NEUTRAL_POLARITY,
            Reason.TOO_FEW_POINTS,
            Reason.PROVISIONAL,
        )
    )
)


def named(points: Points) -> Named:
    """What each series is about, as compiled loops take it."""
    return Named(points.series.measure, points.series.place, points.series.breakdown)


def panels(latest: Newest) -> Panels:
    """The newest points, as compiled loops take them."""
    return Panels(latest.period, latest.value, latest.lower, latest.upper, latest.provisional)


def _room(size: int) -> kernel.Compared:
    codes = [np.empty(size, dtype=np.int32) for _ in range(5)]
    small = [np.empty(size, dtype=np.int8) for _ in range(4)]
    numbers = [np.empty(size) for _ in range(6)]
    return kernel.Compared(
        series=codes[0],
        slot=small[0],
        other=codes[1],
        verdict=small[1],
        difference=numbers[0],
        lower=numbers[1],
        upper=numbers[2],
        p_value=numbers[3],
        method=small[2],
        reasons=codes[2],
        own=numbers[4],
        theirs=numbers[5],
        period=codes[3],
        their_series=codes[4],
        their_slot=small[3],
    )


def _against(
    points: Points,
    measures: Measures,
    latest: Newest,
    mine: Integers,
    slot: Integers,
    other: tuple[Floats, Floats, Floats],
    bits: Integers,
) -> kernel.Compared:
    into = _room(len(mine))
    kernel.against(
        mine,
        slot,
        named(points),
        panels(latest),
        *other,
        bits,
        measures.sign,
        normal_quantile(0.95),
        _MARKS,
        into,
    )
    return into


def _positions(kind: int, found: kernel.Compared, points: Counts, above: Counts, peers: Counts) -> Positions:
    kinds = np.broadcast_to(np.int8(kind), len(found.series))
    return Positions(kind=kinds, points=points, above=above, peers=peers, **found._asdict())
