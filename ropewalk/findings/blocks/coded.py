"""A block's answers as the columns of the tables that are written: whole numbers and single precision."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from ropewalk.findings import codes, ranks
from ropewalk.findings.blocks.tables import Columns
from ropewalk.findings.comparators import NOBODY
from ropewalk.findings.judge import Work, among_kinds, among_sets, judge
from ropewalk.vocabulary.words import Question

Integers = npt.NDArray[np.int64]

FINDINGS: Final[Columns] = codes.SCHEMA
"""Columns of the findings' files; ``question`` is the partition."""
RANKS: Final[Columns] = {
    "indicator": pl.Int32,
    "place": pl.Int32,
    "breakdown": pl.Int16,
    "period": pl.Int16,
    "group": pl.Int32,
    "low": pl.Int32,
    "high": pl.Int32,
    "of": pl.Int32,
    "median": pl.Float32,
    "limited": pl.Boolean,
}
"""Columns of the ranks' files. ``group``: all places of a kind, or a peer set. See ``ranked.SCHEMA``."""


@dataclass(frozen=True)
class Judged:
    """A block ready to be judged. ``indicators``: the table's code of each of its measures."""

    work: Work
    indicators: Integers


def finding_tables(judged: Judged) -> dict[Question, pl.DataFrame]:
    """All findings of a block, one table a question, with the columns of FINDINGS."""
    parts: dict[Question, list[pl.DataFrame]] = {question: [] for question in Question}
    for question, table in codes.coded_rows(judged.work, judge(judged.work)):
        parts[question].append(_as_written(table, judged.indicators))
    return {question: pl.concat(tables) if tables else pl.DataFrame(schema=FINDINGS)
            for question, tables in parts.items()}  # fmt: skip


def rank_table(judged: Judged, kinds: list[str]) -> pl.DataFrame:
    """All ranks of a block with the columns of RANKS: among each of ``kinds``, then in each peer set."""
    return pl.concat(_rank_parts(judged, kinds))


def _rank_parts(judged: Judged, kinds: list[str]) -> Iterator[pl.DataFrame]:
    found, kind = among_kinds(judged.work, kinds)
    yield _ranks(judged, found, kind)
    for which, found in among_sets(judged.work):
        yield _ranks(judged, found, np.full(len(found.series), len(kinds) + which))


def _as_written(table: pl.DataFrame, indicators: Integers) -> pl.DataFrame:
    """With the whole table's codes of indicators instead of the block's."""
    own = indicators.astype(np.int32).take(table["indicator"].to_numpy())
    return table.with_columns(pl.Series("indicator", own))


def _ranks(judged: Judged, found: ranks.Ranking, group: Integers) -> pl.DataFrame:
    series, each = judged.work.points.series, judged.work.measures.each
    compared = np.array([NOBODY not in measure.comparators for measure in each], dtype=np.bool_)
    keep = np.flatnonzero(compared[series.measure[found.series]]) if len(each) else np.zeros(0, np.int64)
    at = found.series[keep]
    columns: Sequence[npt.NDArray[np.generic]] = (
        judged.indicators[series.measure[at]],
        series.place[at],
        series.breakdown[at],
        found.period[keep],
        group[keep],
        found.low[keep],
        found.high[keep],
        found.of[keep],
        found.median[keep],
        found.limited[keep],
    )
    named = zip(RANKS.items(), columns, strict=True)
    return pl.DataFrame({name: pl.Series(name, column).cast(kind) for (name, kind), column in named})
