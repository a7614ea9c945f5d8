"""What one edition of a source says, asked for as much at a time as the asker can hold."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, Protocol

import polars as pl

from ropewalk.observations import delta, faults
from ropewalk.observations.names import Names
from ropewalk.vocabulary.tables import OBSERVATIONS

COLUMNS: Final = (*OBSERVATIONS, "file", "row")


class Edition(Protocol):
    """Observations as words: the exchange columns, file and row."""

    @property
    def height(self) -> int:
        """How many there are."""

    def counts(self, by: str = "indicator", indicators: Collection[str] | None = None) -> pl.DataFrame:
        """How many rows each word of a key column has, of some indicators or all: columns ``by``, rows."""

    def read(
        self, indicators: Collection[str] | None = None, places: Collection[str] | None = None
    ) -> pl.DataFrame:
        """The rows of some indicators and places, or of all (None)."""

    def firsts(self, column: str) -> pl.DataFrame:
        """One row for each word of a key column."""


@dataclass(frozen=True)
class Held:
    """Observations in memory."""

    rows: pl.DataFrame

    @property
    def height(self) -> int:
        """See ``Edition``."""
        return self.rows.height

    def counts(self, by: str = "indicator", indicators: Collection[str] | None = None) -> pl.DataFrame:
        """See ``Edition``."""
        rows = self.read(indicators)
        return rows.group_by(by, maintain_order=True).agg(pl.len().cast(pl.Int64).alias("rows"))

    def read(
        self, indicators: Collection[str] | None = None, places: Collection[str] | None = None
    ) -> pl.DataFrame:
        """See ``Edition``."""
        wanted = {"indicator": indicators, "place": places}
        tests = [pl.col(name).is_in(list(words)) for name, words in wanted.items() if words is not None]
        return self.rows.select(COLUMNS).filter(*tests)

    def firsts(self, column: str) -> pl.DataFrame:
        """See ``Edition``."""
        return self.rows.select(COLUMNS).unique(column, keep="first", maintain_order=True)


@dataclass(frozen=True)
class Coded:
    """Observations in Parquet files of coded rows. ``columns``: those of the files; ``names``: what the codes
    mean; ``owner``: whoever keeps the files there while somebody may ask."""

    folder: Path
    names: Names
    files: Sequence[str | Path]
    columns: Mapping[str, type[pl.DataType]]
    owner: object = field(default=None, repr=False)

    @cached_property
    def height(self) -> int:
        """See ``Edition``."""
        return int(self.counts()["rows"].sum())

    def counts(self, by: str = "indicator", indicators: Collection[str] | None = None) -> pl.DataFrame:
        """See ``Edition``."""
        rows = self._chosen({"indicator": indicators})
        found = self._collected(rows.group_by(by).agg(pl.len().cast(pl.Int64).alias("rows")))
        return found.with_columns(self.names.texts[by].gather(found[by]).alias(by))

    def read(
        self, indicators: Collection[str] | None = None, places: Collection[str] | None = None
    ) -> pl.DataFrame:
        """See ``Edition``."""
        return self._words(self._collected(self._chosen({"indicator": indicators, "place": places})))

    def firsts(self, column: str) -> pl.DataFrame:
        """See ``Edition``."""
        found = self._collected(self._rows().group_by(column).agg(pl.all().first()))
        return self._words(found.select(list(self.columns)))

    def _chosen(self, wanted: Mapping[str, Collection[str] | None]) -> pl.LazyFrame:
        codes = {name: self.names.codes(name, words) for name, words in wanted.items() if words is not None}
        return self._rows().filter(*(pl.col(name).is_in(some) for name, some in codes.items()))

    def _words(self, rows: pl.DataFrame) -> pl.DataFrame:
        return self.names.decode(rows).with_columns(pl.col("row").cast(pl.Int64)).select(COLUMNS)

    def _rows(self) -> pl.LazyFrame:
        if not self.files:
            return pl.LazyFrame(schema=dict(self.columns))
        return delta.scanned(self.files, self.columns)

    def _collected(self, rows: pl.LazyFrame) -> pl.DataFrame:
        with faults.reading(self.folder):
            return rows.collect(engine="streaming")
