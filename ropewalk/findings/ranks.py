"""Rank as a range, in a peer set and among all places of the same kind. Rank 1 is best; of a neutral
indicator it is the highest. Never a single number where limits leave more than one open."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from ropewalk.findings import rules
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Flags, Floats, Integers, Newest, Points
from ropewalk.findings.position import Peers
from ropewalk.stats.peers import middle, rank_ranges

LIMITS: Final = "limits"
VALUES: Final = "values only"

SCHEMA: Final[dict[str, type[pl.DataType]]] = {
    "indicator": pl.String,
    "place": pl.String,
    "breakdown": pl.String,
    "period": pl.String,
    "comparator": pl.String,
    "low": pl.Int64,
    "high": pl.Int64,
    "of": pl.Int64,
    "median": pl.Float64,
    "basis": pl.String,
}
"""``basis``: 'limits' when the range follows from 95% limits, 'values only' when none are published."""


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
    column = latest.period.shape[1] - 1 - peers.slot
    sign = np.where(measures.sign[points.series.measure[chosen]] < 0, -1.0, 1.0)
    value, lower, upper = (a[chosen, column] for a in (latest.value, latest.lower, latest.upper))
    own_low, own_high = _ends(value, lower, upper, sign)
    low, high = _ends(peers.value, peers.lower, peers.upper, sign[:, None])
    there = (~np.isnan(peers.value)).sum(axis=1, dtype=np.int64)
    better = (low > own_high[:, None]).sum(axis=1, dtype=np.int64)
    worse = (high < own_low[:, None]).sum(axis=1, dtype=np.int64)
    keep = (there >= rules.LEAST_FOR_MEDIAN) & ~np.isnan(value)
    ranking = Ranking(
        chosen,
        latest.period[chosen, column],
        1 + better,
        1 + there - worse,
        1 + there,
        middle(peers.value, peers.lower, peers.upper).median,
        ~np.isnan(lower),
    )
    return _only(ranking, keep)


def among_kind(points: Points, measures: Measures, latest: Newest, kind: Integers) -> Ranking:
    """Rank of each series' newest figure among all places of its kind with a figure for the period.

    ``kind``: number of each place's kind, -1 when it has none."""
    series, width = points.series, latest.period.shape[1]
    owner = np.repeat(np.arange(len(series)), width)
    period, value = latest.period.ravel(), latest.value.ravel()
    own_kind = kind[series.place[owner]] if len(kind) else np.full(len(owner), -1)
    rows = np.flatnonzero((period >= 0) & (own_kind >= 0))
    owner, period, value, own_kind = owner[rows], period[rows], value[rows], own_kind[rows]
    sign = np.where(measures.sign[series.measure[owner]] < 0, -1.0, 1.0)
    lower, upper = latest.lower.ravel()[rows], latest.upper.ravel()[rows]
    line = series.measure[owner] * len(series.breakdowns) + series.breakdown[owner]
    many_kinds, many_periods = int(own_kind.max(initial=0)) + 1, len(points.periods.start)
    group = (line * many_periods + period) * many_kinds + own_kind
    low, high = _ends(value, lower, upper, sign)
    ranks = rank_ranges(group, sign * value, low, high)
    median = _medians(group, value)
    newest = period == latest.period[owner, -1]
    ranking = Ranking(owner, period, ranks.low, ranks.high, ranks.of, median, ~np.isnan(lower))
    return _only(ranking, newest & (ranks.of > rules.LEAST_FOR_MEDIAN))


def _ends(value: Floats, lower: Floats, upper: Floats, sign: Floats) -> tuple[Floats, Floats]:
    """Lower and upper end with better turned upwards; the value twice where there are no limits."""
    bare = np.isnan(lower) | np.isnan(upper)
    low, high = np.where(bare, value, lower), np.where(bare, value, upper)
    return np.where(sign > 0, low, -high), np.where(sign > 0, high, -low)


def _medians(group: Integers, value: Floats) -> Floats:
    table = pl.DataFrame({"group": group, "value": value})
    return table.select(pl.col("value").median().over("group"))["value"].to_numpy()


def _only(ranking: Ranking, keep: Flags) -> Ranking:
    return Ranking(
        ranking.series[keep],
        ranking.period[keep],
        ranking.low[keep],
        ranking.high[keep],
        ranking.of[keep],
        ranking.median[keep],
        ranking.limited[keep],
    )
