"""Every question about every series, answered in numbers: points and definitions in, answers out.

No word is written here: ``told`` puts answers into the sentences of the findings table, ``codes`` into
the numbers of a national one. Answers come in blocks of series, so memory does not grow with the number
of comparisons that a block makes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

import numpy as np

from ropewalk.findings import direction, position, prospect, ranks, rules
from ropewalk.findings.comparators import Comparators, Members, comparators_of
from ropewalk.findings.comparison import Comparison
from ropewalk.findings.joined import NOTHING, Joined
from ropewalk.findings.measures import Measures, month_of
from ropewalk.findings.points import Floats, Integers, Newest, Points, newest
from ropewalk.findings.window import Window, is_charted, look, rebased, steps_of

BLOCK: Final = 30_000
"""Series looked at together: large enough for NumPy, small enough for memory."""


@dataclass(frozen=True)
class Work:
    """What is to be judged. ``latest``: the newest few points of every series. ``begun``: the day on which
    each place was made of others, -inf where it was not. ``joined``: series that have figures put together
    from former places. ``peers``: figures that were just worked out."""

    points: Points
    measures: Measures
    comparison: Comparison
    latest: Newest
    today: float
    begun: Floats
    joined: Joined = NOTHING
    peers: dict[tuple[str, bytes], position.Peers] = field(default_factory=dict)


@dataclass(frozen=True)
class Direction:
    """The direction of each series of a window."""

    window: Window
    found: direction.Directions


@dataclass(frozen=True)
class Prospect:
    """The prospect of each series of a window; all have a target."""

    window: Window
    found: prospect.Prospects


@dataclass(frozen=True)
class NoTarget:
    """Series without a target, and the number of each one's newest period (-1: none)."""

    chosen: Integers
    period: Integers


@dataclass(frozen=True)
class Position:
    """Comparisons of some series. ``sets``: the peer sets that ``found.other`` counts."""

    sets: tuple[Members, ...]
    found: position.Positions


Answer = Direction | Prospect | NoTarget | Position


def work_of(
    points: Points, measures: Measures, comparison: Comparison, today: date, joined: Joined = NOTHING
) -> Work:
    """All that the questions need. ``today`` decides only what is old."""
    everything = np.arange(len(points.series))
    latest = newest(points, everything, rules.FALL_BACK)
    days = (comparison.begun.get(place) for place in points.series.places)
    begun = np.array([day.toordinal() if day else -np.inf for day in days], dtype=np.float64)
    return Work(points, measures, comparison, latest, month_of(today), begun, joined)


def judge(work: Work) -> Iterator[Answer]:
    """Every answer; those of one question about one series come once."""
    yield from _directions_and_prospects(work)
    yield from _positions(work)


def _blocks(rows: Integers) -> Iterator[Integers]:
    for at in range(0, len(rows), BLOCK):
        yield rows[at : at + BLOCK]


def _directions_and_prospects(work: Work) -> Iterator[Answer]:
    points, measures = work.points, work.measures
    everything = np.arange(len(points.series))
    charted = is_charted(points, measures, everything)
    step = steps_of(points, measures, everything)
    for chosen in _blocks(everything[~charted]):
        window = _window(work, chosen, rules.SHALLOW, rules.WINDOW)
        yield Direction(window, direction.judge_trends(points, measures, window, work.today))
        yield from _prospects(work, chosen, rules.SHALLOW, rules.WINDOW, window)
    for months in np.unique(step[charted]):
        most = rules.MONTHS if months == 1 else rules.QUARTERS
        for chosen in _blocks(everything[charted & (step == months)]):
            window = _window(work, chosen, rules.DEEPEST, most)
            yield Direction(window, direction.judge_charts(points, measures, window, work.today))
            yield from _prospects(work, chosen, rules.DEEPEST, rules.DEEPEST)


def _window(work: Work, chosen: Integers, depth: int, most: int) -> Window:
    window = look(work.points, work.measures, chosen, depth, most)
    return replace(window, reasons=window.reasons | rebased(work.points, window, work.begun, work.joined))


def _prospects(
    work: Work, chosen: Integers, depth: int, most: int, whole: Window | None = None
) -> Iterator[Answer]:
    """``whole``: the window of all chosen series, where it is known already."""
    points, measures = work.points, work.measures
    has_target = ~np.isnan(measures.target[points.series.measure[chosen]])
    period = newest(points, chosen[~has_target], 1).period[:, 0]
    yield NoTarget(chosen[~has_target], period)
    if has_target.any():
        known = whole if has_target.all() else None
        window = known or _window(work, chosen[has_target], depth, most)
        yield Prospect(window, prospect.judge(points, measures, window, work.today))


def _positions(work: Work) -> Iterator[Answer]:
    points, measures, latest = work.points, work.measures, work.latest
    series = points.series
    for comparators, rows in _by_comparators(work):
        for chosen in _blocks(rows):
            answers = [position.against_places(points, measures, latest, chosen, comparators)]
            for which, members in enumerate(comparators.sets):
                has_set = (members.of[series.place[chosen]] >= 0).any(axis=1)
                mine = chosen[has_set]
                peers = _peers_at(work, mine, members)
                answers.append(position.against_middle(points, measures, latest, mine, which, peers))
            answers.append(position.against_target(points, measures, latest, chosen))
            for found in answers:
                yield Position(comparators.sets, position.rebased(points, found, work.begun, work.joined))


def _peers_at(work: Work, chosen: Integers, members: Members) -> position.Peers:
    """The peers' figures, kept until others are asked for: positions and ranks of a block need the same."""
    key = (members.id, chosen.tobytes())
    if key not in work.peers:
        work.peers.clear()
        work.peers[key] = position.peers_at(work.points, work.latest, chosen, members)
    return work.peers[key]


def _by_comparators(work: Work) -> Iterator[tuple[Comparators, Integers]]:
    names = [tuple(m.comparators or work.comparison.default) for m in work.measures.each]
    distinct = sorted(set(names))
    which = np.array([distinct.index(name) for name in names], dtype=np.int64)
    for at, listed in enumerate(distinct):
        rows = np.flatnonzero(which[work.points.series.measure] == at)
        yield comparators_of(listed, work.comparison, work.points.series.places), rows


def among_kinds(work: Work, kinds: list[str]) -> tuple[ranks.Ranking, Integers]:
    """Rank among all places of a kind, and the number of that kind in ``kinds`` for each entry."""
    places = work.points.series.places
    number = {kind: at for at, kind in enumerate(kinds)}
    kind_of = np.array([number.get(work.comparison.kinds.get(p, ""), -1) for p in places], dtype=np.int64)
    found = ranks.among_kind(work.points, work.measures, work.latest, kind_of)
    return found, np.maximum(kind_of[work.points.series.place[found.series]], 0)


def among_sets(work: Work) -> Iterator[tuple[int, ranks.Ranking]]:
    """Ranks within each peer set, by the set's number in the comparison."""
    points, measures, latest = work.points, work.measures, work.latest
    for which, peer_set in enumerate(work.comparison.peer_sets):
        members = comparators_of((peer_set.id,), work.comparison, points.series.places).sets[0]
        with_set = np.flatnonzero((members.of[points.series.place] >= 0).any(axis=1))
        for chosen in _blocks(with_set):
            peers = _peers_at(work, chosen, members)
            yield which, ranks.among_peers(points, measures, latest, chosen, peers)
