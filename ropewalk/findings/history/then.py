"""What today's rules say of the figures of then: the verdicts that an indicator had as of each revision.

Each indicator that more than one revision touched is asked about again as of each of them, with today's
rules, definitions and lists of places, and with the day of then: a figure that is old today was new then.
All indicators and revisions of one month are asked at once, each pair as an indicator of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

import polars as pl
from msgspec.structs import replace

from ropewalk.findings.comparators import NOBODY
from ropewalk.findings.comparison import Comparison
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.words import Question

COLUMNS: Final = pl.Schema(
    {
        "revision": pl.Int64,
        **dict.fromkeys(("indicator", "question", "comparator", "verdict", "period"), pl.String),
    }
)
_APART: Final = "\x1f"


class Reads(Protocol):
    """Observations without what must not be seen."""

    def read(
        self, indicators: list[str] | None, places: list[str] | None, *, as_of: int | None
    ) -> pl.DataFrame:
        """As ``Store.read``."""

    def marks(self) -> dict[str, str]:
        """What tells what is shown of protected sources."""

    def closed(self) -> tuple[str, ...]:
        """The sources that are protected today."""

    def sealed(self, papers: pl.DataFrame) -> pl.DataFrame:
        """Changes of documents without what gives hidden numbers away."""


@dataclass(frozen=True)
class Asked:
    """An indicator as of a revision, on the day on which its figures were new."""

    indicator: str
    revision: int
    day: date


def verdicts_then(
    reads: Reads,
    asked: Iterable[Asked],
    indicators: Mapping[str, Indicator],
    comparison: Comparison,
    place: str,
) -> pl.DataFrame:
    """Direction, and position beside the country, of ``place``: COLUMNS, one row a question, sorted by
    indicator and revision. Nothing of an indicator that has no figure for the place as of a revision."""
    months: dict[date, list[Asked]] = {}
    for one in asked:
        if one.indicator in indicators:
            months.setdefault(one.day.replace(day=1), []).append(one)
    country = [code for code in [comparison.above(place, "country")] if code]
    found = [_of_month(reads, each, indicators, comparison, [place, *country]) for each in months.values()]
    empty = pl.DataFrame(schema=COLUMNS)
    return pl.concat([empty, *found]).sort("indicator", "revision", "question", maintain_order=True)


def _of_month(
    reads: Reads,
    asked: list[Asked],
    indicators: Mapping[str, Indicator],
    comparison: Comparison,
    places: list[str],
) -> pl.DataFrame:
    from ropewalk.findings.assess import assess  # late: it loads the compiled engine

    measures = [_measure(indicators[one.indicator], one, comparison) for one in asked]
    rows = pl.concat([*_rows(reads, asked, places)])
    found = assess(rows, measures, comparison, revision=0, today=max(one.day for one in asked)).findings
    first = pl.col("breakdown") == pl.col("breakdown").min().over("indicator")
    told = found.filter(
        (pl.col("place") == places[0]) & (pl.col("question") != Question.PROSPECT.value)
    ).filter(first)
    name = pl.col("indicator").str.split_exact(_APART, 1).struct.unnest()
    split = told.select(name).rename({"field_0": "indicator", "field_1": "revision"})
    return (
        told.drop("indicator", "revision")
        .hstack(split)
        .select(pl.col(column).cast(kind) for column, kind in COLUMNS.items())
    )


def _measure(indicator: Indicator, one: Asked, comparison: Comparison) -> Indicator:
    alone = NOBODY in (indicator.comparators or comparison.default)
    beside = (NOBODY,) if alone else ("country",)
    return replace(indicator, id=f"{one.indicator}{_APART}{one.revision}", comparators=beside)


def _rows(reads: Reads, asked: list[Asked], places: list[str]) -> Iterator[pl.DataFrame]:
    """The figures of each revision, its indicators named apart from those of others."""
    by_revision: dict[int, list[str]] = {}
    for one in asked:
        by_revision.setdefault(one.revision, []).append(one.indicator)
    for revision, names in by_revision.items():
        rows = reads.read(names, places, as_of=revision)
        yield rows.with_columns(pl.col("indicator") + f"{_APART}{revision}")
