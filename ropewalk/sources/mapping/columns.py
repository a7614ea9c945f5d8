"""Each column of a table by itself: what its cells could be, and what its heading says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from ropewalk.sources.mapping.cells import WRITTEN
from ropewalk.sources.mapping.words import FLAGS, MARKERS, UNSURE_MARKERS
from ropewalk.sources.maps import Numbers
from ropewalk.sources.written import number
from ropewalk.vocabulary.words import State

SAMPLES = 3


@dataclass(frozen=True)
class Column:
    """A column looked at: how often each word stands in it, and what share of its cells are numbers.

    ``counts``: filled cells by word, the commonest first. ``empty``: how many are empty.
    ``numeric``: share of filled cells that are a number or a known marker. ``numbers``: how they are written.
    """

    name: str
    counts: Mapping[str, int]
    empty: int
    samples: tuple[str, ...]
    numeric: float
    numbers: Numbers = field(default_factory=Numbers)
    markers: Mapping[str, State] = field(default_factory=dict)
    odd: tuple[str, ...] = ()
    whole: bool = False

    @property
    def filled(self) -> int:
        return sum(self.counts.values())

    @property
    def unsure_markers(self) -> tuple[str, ...]:
        """Markers that stand for more than one thing in practice."""
        return tuple(word for word in self.markers if word.lower() in UNSURE_MARKERS)


def look_at(cells: pl.DataFrame, name: str) -> Column:
    """Profile one column. Every distinct word is looked at once."""
    words = cells.get_column(name).drop_nulls()
    counted = words.value_counts(sort=True, name="n")
    counts = dict(counted.select(name, "n").iter_rows())
    samples = tuple(words.unique(maintain_order=True).head(SAMPLES))
    written = _written(counted, name)
    parsed = counted.select(name, "n", number(name, written).alias("x"))
    known = pl.col(name).str.to_lowercase().is_in(list(MARKERS))
    marked = parsed.filter(pl.col("x").is_null() & known)
    numbers = parsed.filter(pl.col("x").is_not_null())
    odd = parsed.filter(pl.col("x").is_null() & ~known)[name]
    total = max(1, words.len())
    return Column(
        name=name,
        counts=counts,
        empty=cells.height - words.len(),
        samples=samples,
        numeric=(int(numbers["n"].sum()) + int(marked["n"].sum())) / total if numbers.height else 0.0,
        numbers=written,
        markers={word: MARKERS[word.lower()] for word in sorted(marked[name])},
        odd=tuple(odd.head(20)),
        whole=bool((numbers["x"] == numbers["x"].round()).all()) if numbers.height else False,
    )


def _written(counted: pl.DataFrame, name: str) -> Numbers:
    """What must be said of the column's numbers so that they read: marks, brackets, spaces, flags."""
    dressed = counted.filter(number(name).is_null() & pl.col(name).str.contains(WRITTEN))[name]
    if dressed.is_empty():
        return Numbers()
    marks = [mark for mark in ("£", "$", "€", "%") if dressed.str.contains(mark, literal=True).any()]
    brackets = dressed.str.contains(r"^[£$€]?\s*\([^()\[\]a-zA-Z]+\)\s*%?$").any()
    spaced = dressed.str.contains(r"\d[ \x{a0}]\d{3}").any()
    flags = {
        found: FLAGS[found.lower()]
        for found in sorted(dressed.str.extract(r"\d[%)]?\s*([\[(]?[A-Za-z]+[\])]?)$").drop_nulls().unique())
        if found.lower() in FLAGS
    }
    return Numbers(
        ignore=tuple(marks),
        brackets="negative" if brackets else "",
        thousands=" " if spaced else ",",
        flags=flags,
    )


def one_way(columns: list[Column]) -> Numbers:
    """How a whole table writes numbers: all that any of its columns needs."""
    marks = dict.fromkeys(mark for column in columns for mark in column.numbers.ignore)
    return Numbers(
        ignore=tuple(marks),
        brackets="negative" if any(column.numbers.brackets for column in columns) else "",
        thousands=" " if any(column.numbers.thousands == " " for column in columns) else ",",
        flags={flag: state for column in columns for flag, state in column.numbers.flags.items()},
    )
