"""The store's door: what no row may be, whoever wrote it. Ranges and totals are the contracts' work.

Each rule is one expression over all rows; periods and breakdowns are read once for each different one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from ropewalk.observations.batch import COLUMNS, NUMBERS, REFUSED, Batch
from ropewalk.vocabulary.breakdown import read_breakdown
from ropewalk.vocabulary.errors import Fault, StoreError
from ropewalk.vocabulary.period import parse_period
from ropewalk.vocabulary.tables import OBSERVATION_KEY
from ropewalk.vocabulary.words import State

MOST: Final = 20
PRESENT: Final = (str(State.MEASURED), str(State.PROVISIONAL))


@dataclass(frozen=True)
class Broken:
    """A rule, and the rows that break it; ``shown`` is the column whose content the fault shows."""

    rows: pl.DataFrame
    problem: str
    remedy: str
    shown: str

    def faults(self) -> list[Fault]:
        """A fault for each of the first rows, naming file, row and value."""
        first = self.rows.select("file", "row", pl.col(self.shown).cast(pl.String).alias("shown")).head(MOST)
        return [Fault(self.problem, self.remedy, file, row, shown) for file, row, shown in first.iter_rows()]


def check_names(source: str, by: str) -> None:
    """Raise StoreError unless the source has an id that can stand in a path, and someone makes the load."""
    if not source.strip() or "/" in source:
        raise StoreError(Fault("this is not a source's id", "Use letters, digits and hyphens", value=source))
    if not by.strip():
        raise StoreError(Fault("nobody is named as making this load", "Say who, or which program, makes it"))


def checked(batch: Batch) -> pl.DataFrame:
    """The batch's rows, columns in order, with the exchange table's defaults filled in.

    Null breakdown: the headline; null state: measured. Raises StoreError with the faults: the first 20,
    and how many more there are.
    """
    rows = shaped(batch.observations, COLUMNS, "observations")
    rows = rows.with_columns(
        pl.col("breakdown", "file").fill_null(""), pl.col("state").fill_null(str(State.MEASURED))
    )
    refuse(*_words(rows), _strange_files(rows, batch), *_numbers(rows), *_states(rows), _repeats(rows))
    return rows


def checked_refusals(batch: Batch) -> pl.DataFrame:
    """The batch's refused rows, columns in order. Raises StoreError when a column is missing or wrong."""
    return shaped(batch.refused, REFUSED, "refused rows")


def shaped(frame: pl.DataFrame, columns: Mapping[str, type[pl.DataType]], what: str) -> pl.DataFrame:
    """``frame`` with exactly ``columns`` in that order and type; raises StoreError when it cannot be."""
    remedy = f"The columns of {what} are {', '.join(columns)}"
    odd = [*(f"no column {name}" for name in columns if name not in frame.columns)]
    odd += [f"a column {name} that is not read" for name in frame.columns if name not in columns]
    if odd:
        raise StoreError(*(Fault(f"the {what} have {problem}", remedy) for problem in odd))
    try:
        return frame.select(pl.col(name).cast(kind) for name, kind in columns.items())
    except pl.exceptions.PolarsError as error:
        problem = f"the {what} have a column of the wrong type: {str(error).splitlines()[0]}"
        raise StoreError(Fault(problem, remedy)) from error


def refuse(*rules: Broken) -> None:
    """Raise StoreError when any rule is broken: the first 20 faults, and how many more."""
    total = sum(rule.rows.height for rule in rules)
    faults = [fault for rule in rules for fault in rule.faults()][:MOST]
    if total > len(faults):
        more = f"and {total - len(faults):,} more faults"
        faults.append(Fault(more, "Mend these first, then load again to see the rest"))
    if faults:
        raise StoreError(*faults)


def _words(rows: pl.DataFrame) -> list[Broken]:
    blank = [
        Broken(
            rows.filter(pl.col(name).fill_null("").str.strip_chars() == ""),
            f"a row without {name}",
            f"Give the row its {name}, or leave the row out",
            name,
        )
        for name in ("indicator", "place", "period")
    ]
    states = [str(state) for state in State]
    return [
        *blank,
        _unread(rows.filter(pl.col("period").is_not_null()), "period", parse_period),
        _unread(rows, "breakdown", read_breakdown),
        Broken(
            rows.filter(~pl.col("state").is_in(states)),
            "this is not a state of an observation",
            f"The states are {', '.join(states)}",
            "state",
        ),
    ]


def _unread(rows: pl.DataFrame, name: str, read: Callable[[str], object]) -> Broken:
    """The rows whose period (or breakdown) cannot be read."""
    wrong = [word for word in rows.get_column(name).unique() if not _readable(word, read)]
    remedy = {
        "period": "Write it as its first day and its length, such as 2022-01-01/P1Y",
        "breakdown": "Write name=value pairs in name order, joined by ;, such as age=16-24;sex=female",
    }[name]
    return Broken(rows.filter(pl.col(name).is_in(wrong)), f"this is not a {name}", remedy, name)


def _readable(word: str, read: Callable[[str], object]) -> bool:
    try:
        read(word)
    except (ValueError, OverflowError):
        return False
    return True


def _numbers(rows: pl.DataFrame) -> list[Broken]:
    return [
        Broken(
            rows.filter(~pl.col(name).is_finite()),
            f"the {name} is not a finite number",
            "Leave the cell empty and say why in the state",
            name,
        )
        for name in NUMBERS
    ]


def _states(rows: pl.DataFrame) -> list[Broken]:
    """A state that says there is no number, beside a number; and the other way about.

    A denominator may stand in any row: how many people live in a place is no secret because few of
    them died. A numerator may not stand beside a suppressed value, which it would give away.
    """
    present, hidden = pl.col("state").is_in(PRESENT), pl.col("state") == str(State.SUPPRESSED)
    given = pl.any_horizontal(pl.col("value", "lower", "upper").is_not_null())
    told = hidden & pl.col("numerator").is_not_null()
    known = pl.col("state").is_in([str(state) for state in State])
    return [
        Broken(
            rows.filter(known & ~present & given | told),
            "a number stands beside a state that says there is none",
            "Empty value, lower and upper (and numerator when suppressed), or correct the state",
            "state",
        ),
        Broken(
            rows.filter(present & pl.col("value").is_null()),
            "there is no value, and the state does not say why",
            f"Give the value, or one of the states {', '.join(s for s in State if s not in PRESENT)}",
            "state",
        ),
    ]


def _strange_files(rows: pl.DataFrame, batch: Batch) -> Broken:
    """Rows that came from a file whose hash the origin does not give: they would lead back to nothing."""
    names = ["", *(file.name for file in batch.origin.files)]
    remedy = "Name the file in origin.toml, with its sha256 and bytes"
    return Broken(
        rows.filter(~pl.col("file").is_in(names)), "the origin does not name this file", remedy, "file"
    )


def _repeats(rows: pl.DataFrame) -> Broken:
    """Rows that share indicator, place, period and breakdown with another row of the batch.

    Equal keys have equal hashes, so only the few rows with a shared hash are compared as words.
    """
    alike = rows.filter(rows.select(OBSERVATION_KEY).hash_rows().is_duplicated())
    again = alike.filter(pl.struct(OBSERVATION_KEY).is_duplicated()).sort(
        OBSERVATION_KEY, maintain_order=True
    )
    problem = "another row has the same indicator, place, period and breakdown"
    return Broken(
        with_key(again), problem, "Keep the row that is right, or tell them apart by a breakdown", "key"
    )


def with_key(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with ``key``: indicator, place, period and breakdown as one text, for a fault to show."""
    return rows.with_columns(pl.concat_str(*OBSERVATION_KEY, separator=", ").alias("key"))
