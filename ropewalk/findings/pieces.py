"""Indicators with more rows than should be read at once, read a few places at a time.

A row takes some 300 bytes while it is read, and 60 in the columns that findings need, texts as categories.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import polars as pl

from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.observations.at_a_time import some_at_a_time
from ropewalk.vocabulary.tables import OBSERVATIONS

ROWS: Final = 100_000
"""Rows of a piece, or as many as one place has."""


def pieces(reads: Disclosed, indicators: Sequence[str], *, as_of: int) -> Iterator[pl.DataFrame]:
    """The rows of some indicators as ``Disclosed.read`` gives them, in pieces of whole places, in the order
    of places: of at most ROWS, or of one place. At least one piece, if an empty one."""
    counts = reads.store.counted(indicators, "place", as_of=as_of)
    if counts["rows"].sum() <= ROWS:
        yield reads.read(indicators, as_of=as_of)
        return
    rows: Iterator[tuple[str, int]] = counts.iter_rows()
    for places in some_at_a_time(rows, ROWS):
        yield reads.read(indicators, places, as_of=as_of)


def gathered(reads: Disclosed, indicators: Sequence[str], *, as_of: int) -> pl.DataFrame:
    """The same together, in the exchange table's columns, the texts as categories."""
    kept = (piece.select(*OBSERVATIONS) for piece in pieces(reads, indicators, as_of=as_of))
    return pl.concat([piece.cast({pl.String: pl.Categorical}) for piece in kept], rechunk=False)
