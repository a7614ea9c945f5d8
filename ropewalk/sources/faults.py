"""Faults from frames: the first few rows that are wrong, and how many more there are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import polars as pl

from ropewalk.vocabulary.errors import Fault

SHOWN = 20

Say = Callable[[dict[str, object]], tuple[str, str]]
Columns = str | Callable[[Mapping[str, object]], str]


@dataclass(frozen=True)
class Wrong:
    """Every row of one sort of fault. ``kind`` names the sort, ``column`` the map's column of the wrong cell.

    ``rows`` has ``row``, the quoted column ``value``, and for wide tables ``heading``.
    """

    kind: str
    rows: pl.DataFrame
    value: str
    column: Columns
    say: Say


_LISTED: ContextVar[list[Wrong] | None] = ContextVar("wrong cells", default=None)


@contextmanager
def every_wrong_row() -> Iterator[list[Wrong]]:
    """Inside, all that ``faults_of`` is given is kept, whole: to mark cells, the first few are not enough."""
    found: list[Wrong] = []
    token = _LISTED.set(found)
    try:
        yield found
    finally:
        _LISTED.reset(token)


def first_of_each(wrong: pl.DataFrame, column: str) -> pl.DataFrame:
    """One row for each word, the first; every row where each is to be listed."""
    if _LISTED.get() is not None:
        return wrong
    return wrong.unique(column, keep="first", maintain_order=True)


def faults_of(
    wrong: pl.DataFrame, file: str, say: Say, *, value: str, kind: str = "", column: Columns = ""
) -> list[Fault]:
    """A fault for each of the first rows of ``wrong`` (columns ``row``, ``value`` and what ``say`` reads).

    ``say`` gives problem and remedy for a row; ``value`` names the column to quote.
    """
    if (listed := _LISTED.get()) is not None and wrong.height:
        listed.append(Wrong(kind, wrong, value, column, say))
    found = []
    for row in wrong.head(SHOWN).iter_rows(named=True):
        problem, remedy = say(row)
        quoted = row[value]
        found.append(Fault(problem, remedy, file, row["row"], None if quoted is None else str(quoted)))
    return found + _more(wrong.height, file)


def first_faults(faults: Sequence[Fault], file: str) -> list[Fault]:
    """The first of many faults of one sort, and how many more there are."""
    return [*faults[:SHOWN], *_more(len(faults), file)]


def _more(count: int, file: str) -> list[Fault]:
    if count <= SHOWN:
        return []
    return [Fault(f"and {count - SHOWN} more rows like these", "Mend the first ones", file=file)]
