"""Every question about every series, answered at once: observations and definitions in, findings out.

Pure (nothing is read or written) and total: a series however bad gets ``cannot say`` and a reason, and
never touches its neighbours.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import numpy as np
import polars as pl

from ropewalk.findings import ranks
from ropewalk.findings.assessment import Assessment
from ropewalk.findings.comparators import NOBODY, all_codes
from ropewalk.findings.comparison import Comparison
from ropewalk.findings.crossing import Mergers, crossed
from ropewalk.findings.encode import encode
from ropewalk.findings.headlines import headlines
from ropewalk.findings.joined import joined_of
from ropewalk.findings.judge import Work, among_kinds, among_sets, judge, work_of
from ropewalk.findings.measures import Measures, as_arrays
from ropewalk.findings.prepare import points_of
from ropewalk.findings.ranked import SCHEMA
from ropewalk.findings.told import told_rows
from ropewalk.findings.words import Words, words_of
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.tables import FINDINGS

__all__ = ["Assessment", "Comparison", "assess", "assess_read"]


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
    optional columns are null). ``today`` decides only what is old. The comparators ``country`` and ``region``
    reach only places whose ``comparison.parents`` and ``kinds`` name one; others get no such finding. A
    series crosses a merger of ``comparison.parts`` where its measure declares how (see ``crossing``).
    Rules: docs/how-a-number-is-worked-out.md.
    """
    return assess_read(lambda: observations, measures, comparison, revision=revision, today=today)


def assess_read(
    read: Callable[[], pl.DataFrame],
    measures: Sequence[Measure],
    comparison: Comparison,
    *,
    revision: int,
    today: date,
) -> Assessment:
    """As ``assess``, for more rows than should be held twice: what ``read`` gives is let go of as soon as it
    is in numbers, before anything is judged. Its texts may be categories."""
    work = _work(read, as_arrays(measures), comparison, today)
    told = words_of(work.points, work.measures, comparison)
    findings = _ordered(list(told_rows(work, told, judge(work))), revision)
    return Assessment(findings, _ranks(work, told), headlines(findings))


def _work(read: Callable[[], pl.DataFrame], arrays: Measures, comparison: Comparison, today: date) -> Work:
    observations = read()
    if any(one.crossing for one in arrays.each):
        observations = observations.with_columns(pl.col(pl.Categorical).cast(pl.String))
    made = crossed(observations, arrays.each, Mergers(comparison.parts, comparison.begun))
    observations = pl.concat([observations, made]) if made.height else observations
    lists = {tuple(m.comparators or comparison.default) for m in arrays.each}
    coded = encode(observations, arrays, sorted(all_codes(comparison, lists)))
    del observations
    points = points_of(coded, arrays)
    return work_of(points, arrays, comparison, today, joined_of(points, arrays, made))


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


def _ranks(work: Work, told: Words) -> pl.DataFrame:
    alone = [m.id for m in work.measures.each if NOBODY in m.comparators]
    table = pl.concat(_rank_parts(work, told)).filter(~pl.col("indicator").is_in(alone))
    return table.sort("indicator", "place", "breakdown", "comparator")


def _rank_parts(work: Work, told: Words) -> Iterator[pl.DataFrame]:
    kinds = sorted(set(work.comparison.kinds.values()))
    labels = pl.Series([f"all:{kind}" for kind in kinds] or [""], dtype=pl.String)
    found, kind = among_kinds(work, kinds)
    yield _rank_rows(work, told, found, labels.gather(kind))
    for which, found in among_sets(work):
        label = pl.Series([work.comparison.peer_sets[which].id], dtype=pl.String)
        yield _rank_rows(work, told, found, label.new_from_index(0, len(found.series)))


def _rank_rows(work: Work, told: Words, found: ranks.Ranking, comparator: pl.Series) -> pl.DataFrame:
    series = work.points.series
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
        schema=SCHEMA,
    )
