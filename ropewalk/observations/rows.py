"""A load's rows as the store takes them: coded, in shares of which no two have a key in common."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import polars as pl

from ropewalk.observations.names import CODED, Names
from ropewalk.observations.spill import Spilled
from ropewalk.observations.view import ROWS
from ropewalk.vocabulary.tables import OBSERVATION_KEY

STORED = {name: kind for name, kind in ROWS.items() if name != "revision"}


class Rows(Protocol):
    """Rows on their way in."""

    def named(self, known: Names) -> tuple[Names, pl.DataFrame]:
        """The store's names with this load's new ones, and the new ones as rows to append."""

    def shares(self, known: Names) -> Iterator[pl.DataFrame]:
        """The rows in the store's codes, without ``revision``, sorted by key. Can be asked twice."""

    def refused(self) -> Iterator[pl.DataFrame]:
        """The refused rows."""


@dataclass(frozen=True)
class InMemory:
    """Rows and refused rows that have passed the door."""

    source: str
    rows: pl.DataFrame
    left_out: pl.DataFrame

    def named(self, known: Names) -> tuple[Names, pl.DataFrame]:
        """See ``Rows``."""
        words = {name: self.rows.get_column(name) for name in CODED}
        return known.with_words({**words, "file": self._files(), "source": pl.Series([self.source])})

    def shares(self, known: Names) -> Iterator[pl.DataFrame]:
        """See ``Rows``: all rows at once."""
        rows = known.encode(self.rows.with_columns(self._files().alias("file")))
        yield rows.select(pl.col(name).cast(kind) for name, kind in STORED.items()).sort(OBSERVATION_KEY)

    def refused(self) -> Iterator[pl.DataFrame]:
        """See ``Rows``."""
        yield self.left_out

    def _files(self) -> pl.Series:
        return self.source + "/" + self.rows.get_column("file")


@dataclass(frozen=True)
class OnDisk:
    """Rows that were spilled. Their codes are the load's own until the store's names are known."""

    source: str
    spilled: Spilled
    _codes: dict[str, pl.Series] = field(default_factory=dict)

    def named(self, known: Names) -> tuple[Names, pl.DataFrame]:
        """See ``Rows``. New words keep their order, so that a share is a narrow range of codes."""
        texts = self._texts()
        return known.with_words({**texts, "source": pl.Series([self.source])}, in_order=True)

    def shares(self, known: Names) -> Iterator[pl.DataFrame]:
        """See ``Rows``: a share at a time."""
        codes = {name: _positions(words, known.texts[name]) for name, words in self._texts().items()}
        for file in self.spilled.shares:
            rows = pl.read_parquet(file)
            own = [codes[name].gather(rows.get_column(name)).alias(name) for name in CODED]
            yield rows.with_columns(own).select(list(STORED)).sort(OBSERVATION_KEY)

    def refused(self) -> Iterator[pl.DataFrame]:
        """See ``Rows``."""
        return self.spilled.refused_rows()

    def _texts(self) -> Mapping[str, pl.Series]:
        texts = self.spilled.names.texts
        return {**{name: texts[name] for name in CODED}, "file": self.source + "/" + texts["file"]}


def _positions(words: pl.Series, among: pl.Series) -> pl.Series:
    """The code of each word."""
    return words.cast(pl.Enum(among)).to_physical().cast(pl.Int32)
