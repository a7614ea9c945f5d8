"""Codes inside, names outside: each word that a row holds is stored once, as a number.

A dimension's codes are 0, 1, 2 ... in the order in which its words first came, and a code never
changes its word; so a list of words in code order both decodes (take by position) and encodes.
The ``file`` dimension's words are ``source/file``: a file belongs to one source, so a row's source
is known from its file and need not be kept twice.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Final

import polars as pl

from ropewalk.observations import delta, faults
from ropewalk.vocabulary.errors import Fault, StoreError
from ropewalk.vocabulary.tables import OBSERVATION_KEY

DIMENSIONS: Final = ("indicator", "place", "period", "breakdown", "state", "file", "source")
CODED: Final = DIMENSIONS[:-1]  # the columns of a stored row that hold codes
COLUMNS: Final[dict[str, type[pl.DataType]]] = {"dimension": pl.String, "code": pl.Int32, "text": pl.String}


@dataclass(frozen=True)
class Names:
    """``texts``: for each dimension, its words in the order of their codes."""

    texts: Mapping[str, pl.Series]

    def codes(self, dimension: str, words: Collection[str]) -> list[int]:
        """The codes of those of the words that are known; a word never seen has no rows."""
        found: list[int] = self.texts[dimension].is_in(list(words)).arg_true().to_list()
        return found

    def encode(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Words to codes in the coded columns. Every word must be known."""
        enums = {name: pl.Enum(self.texts[name]) for name in CODED}
        return rows.with_columns(
            rows.get_column(name).cast(enums[name]).to_physical().cast(pl.Int32) for name in CODED
        )

    def decode(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Codes to words; adds ``source``; sorts by indicator, place, period and breakdown as words."""
        order, names, files = self._order(rows), rows.columns, self._files
        words = {name: self.texts[name] for name in CODED[:-1]}
        made: dict[str, pl.Series] = {}
        left = rows.get_columns()
        del rows  # column by column, so that codes and words of a large table are never all held at once
        while left:
            column = left.pop()
            column = column if order is None else column.gather(order)
            if column.name == "file":
                made["source"] = files.get_column("field_0").gather(column)
                column = files.get_column("field_1").gather(column).alias("file")
            elif column.name in words:
                column = words[column.name].gather(column).alias(column.name)
            made[column.name] = column
        return pl.DataFrame({name: made[name] for name in (*names, "source")})

    def with_words(
        self, words: Mapping[str, pl.Series], *, in_order: bool = False
    ) -> tuple["Names", pl.DataFrame]:
        """These names and the new ones among ``words``; and the new ones as rows to append.

        New words are given their codes as they sort, or ``in_order``: as they come.
        """
        texts, new = dict(self.texts), [pl.DataFrame(schema=COLUMNS)]
        for name, heard in words.items():
            known, fresh = texts[name], heard.unique(maintain_order=in_order).rename("text")
            fresh = fresh.filter(~fresh.is_in(known.implode()))
            fresh = fresh if in_order else fresh.sort()
            if fresh.is_empty():
                continue
            codes = pl.int_range(known.len(), known.len() + fresh.len(), dtype=pl.Int32, eager=True)
            new.append(pl.select(dimension=pl.lit(name), code=codes, text=fresh))
            texts[name] = pl.concat([known, fresh])
        return Names(texts), pl.concat(new)

    def extended(self, words: Mapping[str, pl.Series]) -> "Names":
        """These names and the new ones among ``words``, in the order in which they come."""
        return self.with_words(words, in_order=True)[0]

    @cached_property
    def _files(self) -> pl.DataFrame:
        """Source and file of each word of the ``file`` dimension, in the order of their codes."""
        return self.texts["file"].str.splitn("/", 2).struct.unnest()

    @cached_property
    def _ranks(self) -> dict[str, pl.Series]:
        return {name: self.texts[name].rank("ordinal").cast(pl.Int64) for name in OBSERVATION_KEY}

    def _order(self, rows: pl.DataFrame) -> pl.Series | None:
        """The order in which rows sort as words do, from one packed number a row (twice as fast as sorting
        four columns); none where they lie so."""
        sizes = [self.texts[name].len() + 1 for name in OBSERVATION_KEY]
        ranks = (self._ranks[name].gather(rows.get_column(name)).alias(name) for name in OBSERVATION_KEY)
        if prod(sizes) >= 2**63:
            return pl.DataFrame(list(ranks)).select(pl.arg_sort_by(*OBSERVATION_KEY)).to_series()
        packed = next(ranks)
        for size, rank in zip(sizes[1:], ranks, strict=True):
            packed = packed * size + rank
        return None if packed.is_sorted() else packed.arg_sort()


EMPTY: Final = Names({name: pl.Series("text", [], pl.String) for name in DIMENSIONS})


def read(version: delta.Version) -> Names:
    """All names of a store, those of loads that never came to an end included: they do no harm."""
    rows = delta.rows(version, COLUMNS).sort("dimension", "code")
    texts = {}
    for name in DIMENSIONS:
        own = rows.filter(pl.col("dimension") == name)
        if own.get_column("code").to_list() != list(range(own.height)):
            raise StoreError(
                Fault(
                    f"the store's list of names for {name} has gaps", faults.RESTORE, file=str(version.folder)
                )
            )
        texts[name] = own.get_column("text")
    return Names(texts)
