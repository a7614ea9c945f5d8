"""Column maps: how a source's files become observations, as ``map.toml`` says it. See docs/column-maps.md."""

from pathlib import Path

from ropewalk.sources.documents import read_document
from ropewalk.sources.map_checks import problems
from ropewalk.sources.map_words import (
    BreakdownColumn,
    LeaveOut,
    Notation,
    Numbers,
    Per,
    PeriodColumn,
    PlaceColumn,
    Policy,
    Scheme,
    Series,
    SourceMap,
    StateColumn,
    Table,
    Where,
    Wide,
)
from ropewalk.vocabulary.errors import DefinitionError, Fault

__all__ = [
    "BreakdownColumn",
    "LeaveOut",
    "Notation",
    "Numbers",
    "Per",
    "PeriodColumn",
    "PlaceColumn",
    "Policy",
    "Scheme",
    "Series",
    "SourceMap",
    "StateColumn",
    "Table",
    "Where",
    "Wide",
    "read_map",
]


def read_map(folder: Path) -> SourceMap:
    """Read ``map.toml``. Raises DefinitionError naming the file, the field and the remedy."""
    path = folder / "map.toml"
    file = f"{folder.name}/{path.name}"
    found = read_document(path, SourceMap, file)
    faults = [
        Fault(f"table {number} ({table.file or table.code}): {problem}", remedy, file=file)
        for number, table in enumerate(found.table, start=1)
        for problem, remedy in problems(table)
    ]
    if bool(found.table) == bool(found.no_tables):
        remedy = "Add a [[table]] for each file to read, or say in no_tables why there is none; not both"
        faults.append(Fault("`table` and `no_tables` do not fit", remedy, file=file))
    remedy = "Look at it in map.toml, mend it if need be, and take the line out of `doubts`"
    faults += [Fault(f"not confirmed yet: {doubt}", remedy, file=file) for doubt in found.doubts]
    if faults:
        raise DefinitionError(*faults)
    return found
