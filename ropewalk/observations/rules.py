"""What no row may be: each rule is one expression over all rows. Ranges and totals are not among them.

Periods and breakdowns are read once for each different one, the rest by Polars.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import polars as pl

from ropewalk.observations.batch import NUMBERS, Batch
from ropewalk.vocabulary.breakdown import read_breakdown
from ropewalk.vocabulary.period import parse_period
from ropewalk.vocabulary.words import State

STATES: Final = tuple(str(state) for state in State)
PRESENT: Final = (str(State.MEASURED), str(State.PROVISIONAL))
ABSENT: Final = tuple(state for state in STATES if state not in PRESENT)


@dataclass(frozen=True)
class Rule:
    """``broken`` is true for a row that may not enter; ``shown`` is the column whose cell the fault shows."""

    broken: pl.Expr
    problem: str
    remedy: str
    shown: str


def rules(rows: pl.DataFrame, batch: Batch) -> list[Rule]:
    """The rules for the rows of a batch."""
    return [*_blanks(), *_words(rows), _files(batch), *_numbers(), *_states()]


def _blanks() -> list[Rule]:
    return [
        Rule(
            pl.col(name).fill_null("").str.strip_chars() == "",
            f"a row without {name}",
            f"Give the row its {name}, or leave the row out",
            name,
        )
        for name in ("indicator", "place", "period")
    ]


def _words(rows: pl.DataFrame) -> list[Rule]:
    period = "Write it as its first day and its length, such as 2022-01-01/P1Y"
    breakdown = "Write name=value pairs in name order, joined by ;, such as age=16-24;sex=female"
    states = f"The states are {', '.join(STATES)}"
    strange = ~pl.col("state").is_in(STATES)
    return [
        Rule(_unread(rows, "period", parse_period), "this is not a period", period, "period"),
        Rule(_unread(rows, "breakdown", read_breakdown), "this is not a breakdown", breakdown, "breakdown"),
        Rule(strange, "this is not a state of an observation", states, "state"),
    ]


def _unread(rows: pl.DataFrame, name: str, read: Callable[[str], object]) -> pl.Expr:
    """True where the column's word cannot be read."""
    words = rows.get_column(name).drop_nulls().unique()
    return pl.col(name).is_in([word for word in words if not _readable(word, read)])


def _readable(word: str, read: Callable[[str], object]) -> bool:
    try:
        read(word)
    except (ValueError, OverflowError):
        return False
    return True


def _files(batch: Batch) -> Rule:
    """A row from a file whose hash the origin does not give would lead back to nothing."""
    strange = ~pl.col("file").is_in(["", *(file.name for file in batch.origin.files)])
    remedy = "Name the file in origin.toml, with its sha256 and bytes"
    return Rule(strange, "the origin does not name this file", remedy, "file")


def _numbers() -> list[Rule]:
    remedy = "Leave the cell empty and say why in the state"
    return [
        Rule(~pl.col(name).is_finite(), f"the {name} is not a finite number", remedy, name)
        for name in NUMBERS
    ]


def _states() -> list[Rule]:
    """A state that says there is no number, beside a number; and the other way about.

    A denominator may stand in any row: how many people live in a place is no secret because few of
    them died. A numerator may not stand beside a suppressed value, which it would give away.
    """
    given = pl.any_horizontal(pl.col("value", "lower", "upper").is_not_null())
    told = (pl.col("state") == str(State.SUPPRESSED)) & pl.col("numerator").is_not_null()
    return [
        Rule(
            pl.col("state").is_in(ABSENT) & given | told,
            "a number stands beside a state that says there is none",
            "Empty value, lower and upper (and numerator when suppressed), or correct the state",
            "state",
        ),
        Rule(
            pl.col("state").is_in(PRESENT) & pl.col("value").is_null(),
            "there is no value, and the state does not say why",
            f"Give the value, or one of the states {', '.join(ABSENT)}",
            "state",
        ),
    ]
