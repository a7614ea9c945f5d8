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

    def counts(self) -> pl.DataFrame:
        """Columns indicator and rows."""

    def read(self, indicators: Collection[str] | None = None) -> pl.DataFrame:
        """The rows of some indicators, or all (None)."""

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

    def counts(self) -> pl.DataFrame:
        """See ``Edition``."""
        return self.rows.group_by("indicator").agg(pl.len().cast(pl.Int64).alias("rows"))

    def read(self, indicators: Collection[str] | None = None) -> pl.DataFrame:
        """See ``Edition``."""
        rows = self.rows.select(COLUMNS)
        return rows if indicators is None else rows.filter(pl.col("indicator").is_in(list(indicators)))

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

    def counts(self) -> pl.DataFrame:
        """See ``Edition``."""
        found = self._collected(self._rows().group_by("indicator").agg(pl.len().cast(pl.Int64).alias("rows")))
        words = self.names.texts["indicator"].gather(found["indicator"]).alias("indicator")
        return found.with_columns(words)

    def read(self, indicators: Collection[str] | None = None) -> pl.DataFrame:
        """See ``Edition``."""
        rows = self._rows()
        if indicators is not None:
            rows = rows.filter(pl.col("indicator").is_in(self.names.codes("indicator", indicators)))
        return self._words(self._collected(rows))

    def firsts(self, column: str) -> pl.DataFrame:
        """See ``Edition``."""
        found = self._collected(self._rows().group_by(column).agg(pl.all().first()))
        return self._words(found.select(list(self.columns)))

    def _words(self, rows: pl.DataFrame) -> pl.DataFrame:
        return self.names.decode(rows).with_columns(pl.col("row").cast(pl.Int64)).select(COLUMNS)

    def _rows(self) -> pl.LazyFrame:
        if not self.files:
            return pl.LazyFrame(schema=dict(self.columns))
        return delta.scanned(self.files, self.columns)

    def _collected(self, rows: pl.LazyFrame) -> pl.DataFrame:
        with faults.reading(self.folder):
            return rows.collect(engine="streaming")
