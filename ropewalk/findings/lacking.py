"""What derived tables lack: a workspace that an older version wrote may hold fewer tables, or columns."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import polars as pl

from ropewalk.vocabulary.errors import Fault

REMEDY: Final = "Work it out again: ropewalk refresh"


def lacking(folder: Path, tables: Mapping[str, Iterable[str]]) -> tuple[Fault, ...]:
    """A fault for each file of ``folder`` that is not there, is damaged, or lacks some of its columns.

    ``tables``: the names of columns that readers ask for, by the file's name. Only schemas are read.
    """
    found = (_fault(folder / name, columns) for name, columns in tables.items())
    return tuple(fault for fault in found if fault is not None)


def _fault(path: Path, columns: Iterable[str]) -> Fault | None:
    try:
        held = pl.read_parquet_schema(path)
    except FileNotFoundError:
        return Fault("a derived table is missing", REMEDY, file=str(path))
    except (OSError, pl.exceptions.PolarsError):
        return Fault("a derived table is damaged", REMEDY, file=str(path))
    gone = [name for name in columns if name not in held]
    problem = "a derived table was written by another version: it lacks columns"
    return Fault(problem, REMEDY, file=str(path), value=", ".join(gone)) if gone else None
