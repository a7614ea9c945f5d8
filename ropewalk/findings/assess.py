"""Every question about every series, answered at once: observations and definitions in, findings out.

Pure (nothing is read or written) and total: a series however bad gets ``cannot say`` and a reason, and
never touches its neighbours. The work is done in blocks of series, so memory does not grow with the
number of comparisons that a block makes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from ropewalk.findings import direction, position, prospect, ranks, rules
from ropewalk.findings.comparators import NOBODY, Comparators, all_codes, comparators_of, members_of
from ropewalk.findings.comparison import Comparison
from ropewalk.findings.headlines import headlines
from ropewalk.findings.measures import Measures, as_arrays, month_of
from ropewalk.findings.points import Integers, Newest, Points, newest
from ropewalk.findings.prepare import read_points
from ropewalk.findings.rows import direction_rows, no_target_rows, position_rows, prospect_rows
from ropewalk.findings.window import is_charted, look, steps_of
from ropewalk.findings.words import Words, words_of
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.tables import FINDINGS

__all__ = ["Assessment", "Comparison", "assess"]

BLOCK: Final = 20_000
"""Series looked at together: large enough for NumPy, small enough for memory."""


@dataclass(frozen=True)
class Assessment:
    """``findings``: the findings table. ``ranks``: see ``ranks.SCHEMA``. ``headlines``: see
    ``headlines.COLUMNS``. Findings are sorted by indicator, place, breakdown, then question."""

    findings: pl.DataFrame
    ranks: pl.DataFrame
    headlines: pl.DataFrame


@dataclass(frozen=True)
class _Work:
    points: Points
    measures: Measures
    comparison: Comparison
    told: Words
    latest: Newest
    today: float


def assess(
    observations: pl.DataFrame,
    measures: Sequence[Measure],
    comparison: Comparison,
    *,
    revision: int,
    today: date,
) -> Assessment:
    """Findings for every series of an indicator that has a measure.

    ``observations``: the exchange table's columns (others are ignored, order does not matter, absent
    optional columns are null). ``today`` decides only what is old. Rules: docs/how-a-number-is-worked-out.md.
    """
    arrays = as_arrays(measures)
    lists = {tuple(m.comparators or comparison.default) for m in arrays.each}
    points = read_points(observations, arrays, sorted(all_codes(comparison, lists)))
    everything = np.arange(len(points.series))
    work = _Work(
        points=points,
        measures=arrays,
        comparison=comparison,
        told=words_of(points, arrays, comparison),
        latest=newest(points, everything, rules.FALL_BACK),
        today=month_of(today),
    )
    parts = [*_directions_and_prospects(work), *_positions(work)]
    findings = _ordered(parts, revision)
    return Assessment(findings, _ranks(work), headlines(findings))


def _blocks(rows: Integers) -> Iterator[Integers]:
    for at in range(0, len(rows), BLOCK):
        yield rows[at : at + BLOCK]


def _directions_and_prospects(work: _Work) -> Iterator[pl.DataFrame]:
    points, measures = work.points, work.measures
    everything = np.arange(len(points.series))
    charted = is_charted(points, measures, everything)
    step = steps_of(points, measures, everything)
    for chosen in _blocks(everything[~charted]):
        window = look(points, measures, chosen, rules.SHALLOW, rules.WINDOW)
        yield direction_rows(
            points, work.told, window, direction.judge_trends(points, measures, window, work.today)
        )
        yield from _prospects(work, chosen, rules.SHALLOW, rules.WINDOW)
    for months in np.unique(step[charted]):
        most = rules.MONTHS if months == 1 else rules.QUARTERS
        for chosen in _blocks(everything[charted & (step == months)]):
            window = look(points, measures, chosen, rules.DEEPEST, most)
            judged = direction.judge_charts(points, measures, window, work.today)
            yield direction_rows(points, work.told, window, judged)
            yield from _prospects(work, chosen, rules.DEEPEST, rules.DEEPEST)


def _prospects(work: _Work, chosen: Integers, depth: int, most: int) -> Iterator[pl.DataFrame]:
    points, measures = work.points, work.measures
    has_target = ~np.isnan(measures.target[points.series.measure[chosen]])
    period = newest(points, chosen[~has_target], 1).period[:, 0]
    yield no_target_rows(points, work.told, chosen[~has_target], period)
    if has_target.any():
        window = look(points, measures, chosen[has_target], depth, most)
        found = prospect.judge(points, measures, window, work.today)
        yield prospect_rows(points, measures, work.told, window, found)


def _positions(work: _Work) -> Iterator[pl.DataFrame]:
    points, measures, latest = work.points, work.measures, work.latest
    series = points.series
    owner = np.repeat(series.measure, latest.period.shape[1])
    flat = (latest.value.ravel(), latest.lower.ravel(), latest.upper.ravel())
    texts = (work.told.value(owner, *flat, bare=True), work.told.value(owner, *flat))
    for comparators, rows in _by_comparators(work):
        sets = [(s.id, s.title.partition(":")[0]) for s in comparators.sets]
        for chosen in _blocks(rows):
            answers = [position.against_places(points, measures, latest, chosen, comparators)]
            for which, members in enumerate(comparators.sets):
                has_set = (members.of[series.place[chosen]] >= 0).any(axis=1)
                mine = chosen[has_set]
                peers = position.peers_at(points, latest, mine, members)
                answers.append(position.against_middle(points, measures, latest, mine, which, peers))
            answers.append(position.against_target(points, measures, latest, chosen))
            for found in answers:
                yield position_rows(points, work.told, texts, latest, sets, found)


def _by_comparators(work: _Work) -> Iterator[tuple[Comparators, Integers]]:
    names = [tuple(m.comparators or work.comparison.default) for m in work.measures.each]
    distinct = sorted(set(names))
    which = np.array([distinct.index(name) for name in names], dtype=np.int64)
    for at, listed in enumerate(distinct):
        rows = np.flatnonzero(which[work.points.series.measure] == at)
        yield comparators_of(listed, work.comparison, work.points.series.places), rows


def _ordered(parts: list[pl.DataFrame], revision: int) -> pl.DataFrame:
    schema = {
        name: {str: pl.String, float: pl.Float64, int: pl.Int64}[kind] for name, kind in FINDINGS.items()
    }
    if not parts:
        return pl.DataFrame(schema=schema)
    question = {"direction": 0, "position": 1, "prospect": 2}
    table = pl.concat(parts)
    rank = table["question"].replace_strict(question, return_dtype=pl.Int64).to_numpy()
    order = np.argsort(table["series"].to_numpy() * 4 + rank, kind="stable")
    table = table.drop("series")[order].with_columns(pl.lit(revision, dtype=pl.Int64).alias("revision"))
    return table.select(pl.col(name).cast(dtype) for name, dtype in schema.items())


def _ranks(work: _Work) -> pl.DataFrame:
    points, measures, latest = work.points, work.measures, work.latest
    places = points.series.places
    kinds = sorted(set(work.comparison.kinds.values()))
    number = {kind: at for at, kind in enumerate(kinds)}
    kind_of = np.array([number.get(work.comparison.kinds.get(p, ""), -1) for p in places], dtype=np.int64)
    all_kind = ranks.among_kind(points, measures, latest, kind_of)
    labels = pl.Series([f"all:{kind}" for kind in kinds] or [""], dtype=pl.String)
    comparator = labels.gather(np.maximum(kind_of[points.series.place[all_kind.series]], 0))
    frames = [_rank_rows(work, all_kind, comparator)]
    for peer_set in work.comparison.peer_sets:
        members = members_of(peer_set, places)
        with_set = np.flatnonzero((members.of[points.series.place] >= 0).any(axis=1))
        for chosen in _blocks(with_set):
            peers = position.peers_at(points, latest, chosen, members)
            found = ranks.among_peers(points, measures, latest, chosen, peers)
            label = pl.Series([peer_set.id], dtype=pl.String).new_from_index(0, len(found.series))
            frames.append(_rank_rows(work, found, label))
    alone = [m.id for m in measures.each if NOBODY in m.comparators]
    table = pl.concat(frames).filter(~pl.col("indicator").is_in(alone))
    return table.sort("indicator", "place", "breakdown", "comparator")


def _rank_rows(work: _Work, found: ranks.Ranking, comparator: pl.Series) -> pl.DataFrame:
    series, told = work.points.series, work.told
    basis = pl.Series([ranks.VALUES, ranks.LIMITS], dtype=pl.String)
    return pl.DataFrame(
        {
            "indicator": told.indicators.gather(series.measure[found.series]),
            "place": told.places.gather(series.place[found.series]),
            "breakdown": told.breakdowns.gather(series.breakdown[found.series]),
            "period": told.periods.gather(found.period),
            "comparator": comparator,
            "low": found.low,
            "high": found.high,
            "of": found.of,
            "median": found.median,
            "basis": basis.gather(found.limited.astype(np.int64)),
        },
        schema=ranks.SCHEMA,
    )
