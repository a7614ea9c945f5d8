"""Corrections: a wrong figure of a publisher's file, what is used instead, and a guard on it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from ropewalk.observations.batch import NUMBERS
from ropewalk.sources.documents import read_document
from ropewalk.vocabulary.accepted import Correction
from ropewalk.vocabulary.errors import DefinitionError, Fault, SourceError
from ropewalk.vocabulary.tables import OBSERVATION_KEY
from ropewalk.vocabulary.words import State

FILE: Final = "corrections.toml"
KIND: Final = "correction"
STATES: Final = tuple(str(state) for state in State)
PRESENT: Final = (str(State.MEASURED), str(State.PROVISIONAL))
WORDS: Final = ("indicator", "place", "period", "why", "by")


class Corrections(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole ``corrections.toml``."""

    correction: tuple[Correction, ...]


def read_corrections(folder: Path) -> tuple[Correction, ...]:
    """Every correction of a source. Raises DefinitionError naming the file, the field and the remedy."""
    if not (folder / FILE).is_file():
        return ()
    file = f"{folder.name}/{FILE}"
    found = read_document(folder / FILE, Corrections, file).correction
    if faults := [Fault(problem, remedy, file=file) for one in found for problem, remedy in _problems(one)]:
        raise DefinitionError(*faults)
    return found


def corrected(rows: pl.DataFrame, corrections: Sequence[Correction], source: str) -> pl.DataFrame:
    """The rows with what the corrections use. ``rows``: the exchange columns, file and row.

    Raises SourceError when a row is not there or does not say what its correction expects: the publisher
    has put it right, or changed it.
    """
    faults: list[Fault] = []
    for one in corrections:
        wanted = pl.all_horizontal(
            pl.col(name) == value for name, value in zip(OBSERVATION_KEY, one.key, strict=True)
        )
        at = rows.select(wanted.arg_true()).to_series()
        found = rows.row(at[0], named=True) if at.len() else None
        if found is None:
            remedy = f"Take the correction out of {source}/{FILE}, or mend its key"
            faults.append(Fault("there is no such figure to correct", remedy, source, None, _name(one)))
        elif _says(found, one.column) != one.expect:
            faults.append(_moved_on(one, found, source))
        else:
            rows = _replaced(rows, wanted, one)
    if faults:
        raise SourceError(*faults)
    return rows


def correction_paper(source: str, one: Correction) -> tuple[str, str, str]:
    """A correction as a document of the store: kind, id, text."""
    name = "/".join((source, *one.key, one.column))
    return KIND, name, msgspec.json.encode(one, order="deterministic").decode()


def _moved_on(one: Correction, found: dict[str, object], source: str) -> Fault:
    said = _says(found, one.column)
    remedy = (
        f"If the publisher has put it right, take the correction out of {source}/{FILE}: the store keeps "
        "what was said before. If not, mend `expect`"
    )
    problem = f"{_name(one)}: a correction expects {one.expect} and the publisher has changed it to {said}"
    row = found["row"] if isinstance(found["row"], int) else None
    return Fault(problem, remedy, f"{source}/{found['file']}", row, str(said))


def _says(row: dict[str, object], column: str) -> object:
    """What a row says: the number, or the word of its state where there is none."""
    return row["state"] if column == "state" or row[column] is None else row[column]


def _replaced(rows: pl.DataFrame, wanted: pl.Expr, one: Correction) -> pl.DataFrame:
    if isinstance(one.use, str):
        new = {"state": pl.lit(one.use)}
        if one.use not in PRESENT:
            lost = ("value", "lower", "upper", *(["numerator"] if one.use == State.SUPPRESSED else []))
            new |= {name: pl.lit(None, pl.Float64) for name in lost}
    else:
        new = {one.column: pl.lit(one.use)}
        if one.column == "value":
            present = pl.col("state").is_in(PRESENT)
            new["state"] = pl.when(present).then(pl.col("state")).otherwise(pl.lit(PRESENT[0]))
    return rows.with_columns(
        pl.when(wanted).then(value).otherwise(pl.col(name)).alias(name) for name, value in new.items()
    )


def _name(one: Correction) -> str:
    return ", ".join(part for part in (*one.key, one.column) if part)


def _problems(one: Correction) -> list[tuple[str, str]]:
    empty = [name for name in WORDS if not getattr(one, name).strip()]
    found = [(f"{_name(one)}: `{name}` is empty", "Fill it in") for name in empty]
    if one.column not in (*NUMBERS, "state"):
        remedy = f"Choose from: {', '.join((*NUMBERS, 'state'))}"
        found.append((f"{_name(one)}: there is no column {one.column!r} to correct", remedy))
    states = f"The states are {', '.join(STATES)}"
    for name in ("expect", "use"):
        said = getattr(one, name)
        if isinstance(said, str) and said not in STATES:
            found.append((f"{_name(one)}: `{name}` is no number and no state", states))
        if not isinstance(said, str) and one.column == "state":
            found.append((f"{_name(one)}: `{name}` of a state is a word", states))
    if one.expect == one.use:
        found.append((f"{_name(one)}: it uses what it expects", "Take it out, or mend one of the two"))
    return found
