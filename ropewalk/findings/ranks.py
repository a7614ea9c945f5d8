"""Rank as a range, in a peer set and among all places of the same kind. Rank 1 is best; of a neutral
indicator it is the highest. Never a single number where limits leave more than one open."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.findings import ranks_kernel as kernel
from ropewalk.findings import rules
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Flags, Floats, Integers, Newest, Points
from ropewalk.findings.position import Peers, named, panels
from ropewalk.stats.peers import middle

LIMITS: Final = "limits"
VALUES: Final = "values only"


@dataclass(frozen=True)
class Ranking:
    """Ranks of some series, ``series`` their numbers; ``median`` of the peers, or of all of the kind."""

    series: Integers
    period: Integers
    low: Integers
    high: Integers
    of: Integers
    median: Floats
    limited: Flags


def among_peers(
    points: Points, measures: Measures, latest: Newest, chosen: Integers, peers: Peers
) -> Ranking:
    """Rank of each series among its peers, where at least three of them have a value."""
    found = _room(len(chosen))
    turn = _turn(measures)
    kernel.among_peers(
        chosen,
        peers.slot,
        named(points),
        panels(latest),
        peers.value,
        peers.lower,
        peers.upper,
        turn,
        found,
    )
    median = middle(peers.value, peers.lower, peers.upper).median
    column = latest.period.shape[1] - 1 - peers.slot
    return _ranking(latest, found._replace(median=median), chosen, column)


def among_kind(points: Points, measures: Measures, latest: Newest, kind: Integers) -> Ranking:
    """Rank of each series' newest figure among all places of its kind with a figure for the period.

    ``kind``: number of each place's kind, -1 when it has none."""
    series = points.series
    line = series.measure * max(len(series.breakdowns), 1) + series.breakdown
    order = np.argsort(line, kind="stable")
    edges = np.flatnonzero(np.diff(line[order])) + 1
    start = np.concatenate([np.zeros(1, np.int64), edges, np.full(min(len(line), 1), len(line))])
    found = _room(len(series))
    kernel.among_kind(order, start, named(points), panels(latest), kind, _turn(measures), found)
    last = np.full(len(series), latest.period.shape[1] - 1)
    return _ranking(latest, found, np.arange(len(series)), last)


def _turn(measures: Measures) -> Floats:
    """1 where more is better or neither is, -1 where less is."""
    return np.where(measures.sign < 0, -1.0, 1.0)


def _room(size: int) -> kernel.Ranked:
    low, high, of = np.empty((3, size), dtype=np.int64)
    return kernel.Ranked(low, high, of, np.empty(size))


def _ranking(latest: Newest, found: kernel.Ranked, chosen: Integers, column: Integers) -> Ranking:
    keep = np.flatnonzero(found.of > rules.LEAST_FOR_MEDIAN)
    series, column = chosen[keep], column[keep]
    return Ranking(
        series,
        latest.period[series, column],
        found.low[keep],
        found.high[keep],
        found.of[keep],
        found.median[keep],
        ~np.isnan(latest.lower[series, column]),
    )
