"""A broken rule: what is wrong, which rows show it, and exactly how a person may accept it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from ropewalk.sources.contracts.terms import Rule
from ropewalk.vocabulary.errors import Fault
from ropewalk.vocabulary.tables import OBSERVATION_KEY

SHOWN: Final = 5
KEY: Final = list(OBSERVATION_KEY)


@dataclass(frozen=True)
class Breach:
    """``rows``: KEY, file, row, ``was`` and ``is`` (texts), the plainest examples first; may be empty.
    ``count``: how many rows there are; ``of_last``: file and row are those of the last edition."""

    rule: Rule
    problem: str
    rows: pl.DataFrame
    count: int
    of_last: bool = False

    def faults(self, source: str, edition: str, last: str) -> list[Fault]:
        """The rule and how to accept it, then its first rows: file, row, what was and what is."""
        remedy = (
            "Look at the file, and at what the publisher says of it. To accept it for this edition alone: "
            f'ropewalk load {source} --accept {self.rule} --by "YOUR NAME" --because "THE REASON"; or write '
            f"[[acceptance]] in {source}/acceptances.toml with edition, rule, by, date and reason"
        )
        problem = f"edition {edition} breaks the contract, rule {self.rule}: {self.problem}"
        found = [Fault(problem, remedy, file=source)]
        whose = last if self.of_last else edition
        for row in self.rows.head(SHOWN).iter_rows(named=True):
            key = ", ".join(row[name] for name in KEY if row[name])
            told = f"{self.rule}: {key} was {row['was']} and is {row['is']}"
            file = f"{source}/{row['file']} of edition {whose}"
            found.append(Fault(told, "See the rule above", file, row["row"]))
        if self.count > SHOWN:
            more = f"{self.rule}: and {self.count - SHOWN:,} more rows"
            found.append(Fault(more, "See the rule above", file=source))
        return found


def examples(rows: pl.DataFrame, was: pl.Expr | str, now: pl.Expr | str) -> pl.DataFrame:
    """Rows (KEY, file, row) in the shape that a breach shows; ``was`` and ``now`` as text."""
    texts = {
        name: (pl.lit(value) if isinstance(value, str) else value.cast(pl.String).fill_null("nothing"))
        for name, value in {"was": was, "is": now}.items()
    }
    few = rows.head(SHOWN).cast({pl.Categorical: pl.String})
    return few.select(*KEY, "file", "row", **texts)


def share(value: float) -> str:
    """0.148 is 15%; a share between 0 and 1% is told to one decimal."""
    return f"{100 * value:.0f}%" if value == 0 or value >= 0.01 else f"{100 * value:.1f}%"


def counted(counts: Mapping[str, float] | Iterable[str], most: int = 6) -> str:
    """A few names in a sentence, and how many more there are."""
    names = list(counts)
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
