"""Faults from frames: the first few rows that are wrong, and how many more there are."""

from collections.abc import Callable

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
    if wrong.height > SHOWN:
        found.append(
            Fault(f"and {wrong.height - SHOWN} more rows like these", "Mend the first ones", file=file)
        )
    return found
