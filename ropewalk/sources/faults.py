"""Faults from frames: the first few rows that are wrong, and how many more there are."""

from collections.abc import Callable, Sequence

import polars as pl

from ropewalk.vocabulary.errors import Fault

SHOWN = 20


def faults_of(
    wrong: pl.DataFrame, file: str, say: Callable[[dict[str, object]], tuple[str, str]], *, value: str
) -> list[Fault]:
    """A fault for each of the first rows of ``wrong`` (columns ``row``, ``value`` and what ``say`` reads).

    ``say`` gives problem and remedy for a row; ``value`` names the column to quote.
    """
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
