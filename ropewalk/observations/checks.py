"""The store's door: a batch is put into shape and held against the rules, or refused with its faults."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from ropewalk.observations.batch import COLUMNS, REFUSED, Batch
from ropewalk.observations.rules import rules
from ropewalk.vocabulary.errors import Fault, StoreError
from ropewalk.vocabulary.tables import OBSERVATION_KEY
from ropewalk.vocabulary.words import State

MOST: Final = 20


@dataclass(frozen=True)
class Broken:
    """Rows that break a rule, with ``file`` and ``row``; ``shown`` is the column that the fault shows."""

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
    rows, broken = _held_to_rules(batch)
    refuse(*broken, *_repeats(rows))
    return rows


def checked_part(batch: Batch) -> pl.DataFrame:
    """As ``checked`` for rows that are not all of a load's: whether a key comes twice is seen to later."""
    rows, broken = _held_to_rules(batch)
    refuse(*broken)
    return rows


def _held_to_rules(batch: Batch) -> tuple[pl.DataFrame, list[Broken]]:
    rows = shaped(batch.observations, COLUMNS, "observations").with_columns(
        pl.col("breakdown", "file").fill_null(""), pl.col("state").fill_null(str(State.MEASURED))
    )
    held = rules(rows, batch)
    # All rules are asked in one pass; rows are picked out only for those that are broken.
    counts = rows.select(rule.broken.sum().alias(str(n)) for n, rule in enumerate(held)).row(0)
    broken = [
        Broken(rows.filter(rule.broken), rule.problem, rule.remedy, rule.shown)
        for rule, count in zip(held, counts, strict=True)
        if count
    ]
    return rows, broken


def checked_refusals(batch: Batch) -> pl.DataFrame:
    """The batch's refused rows, columns in order. Raises StoreError when a column is missing or wrong."""
    return shaped(batch.refused, REFUSED, "refused rows")


def shaped(frame: pl.DataFrame, columns: Mapping[str, type[pl.DataType]], what: str) -> pl.DataFrame:
    """``frame`` with exactly ``columns`` in that order and type; raises StoreError when it cannot be."""
    remedy = f"The columns of {what} are {', '.join(columns)}"
    odd = [f"no column {name}" for name in columns if name not in frame.columns]
    odd += [f"a column {name} that is not read" for name in frame.columns if name not in columns]
    if odd:
        raise StoreError(*(Fault(f"the {what} have {problem}", remedy) for problem in odd))
    try:
        return frame.select(pl.col(name).cast(kind) for name, kind in columns.items())
    except pl.exceptions.PolarsError as error:
        problem = f"the {what} have a column of the wrong type: {str(error).splitlines()[0]}"
        raise StoreError(Fault(problem, remedy)) from error


def refuse(*broken: Broken) -> None:
    """Raise StoreError when anything is broken: the first 20 faults, and how many more."""
    total = sum(one.rows.height for one in broken)
    faults = [fault for one in broken for fault in one.faults()][:MOST]
    if total > len(faults):
        more = f"and {total - len(faults):,} more faults"
        faults.append(Fault(more, "Mend these first, then load again to see the rest"))
    if faults:
        raise StoreError(*faults)


def with_key(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with ``key``: indicator, place, period and breakdown as one text, for a fault to show."""
    return rows.with_columns(pl.concat_str(*OBSERVATION_KEY, separator=", ").alias("key"))


def _repeats(rows: pl.DataFrame) -> list[Broken]:
    """Rows that share indicator, place, period and breakdown with another row of the batch.

    Equal keys have equal hashes, so only the few rows with a shared hash are compared as words.
    """
    alike = rows.filter(rows.select(OBSERVATION_KEY).hash_rows().is_duplicated())
    if alike.is_empty():
        return []
    again = alike.filter(pl.struct(OBSERVATION_KEY).is_duplicated())
    again = with_key(again).sort(*OBSERVATION_KEY, maintain_order=True)
    problem = "another row has the same indicator, place, period and breakdown"
    return [Broken(again, problem, "Keep the row that is right, or tell them apart by a breakdown", "key")]
