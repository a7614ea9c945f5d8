"""Sheets laid out for the eye: cells that mean the one above, and headings that belong in rows."""

from collections.abc import Iterable

import polars as pl

from ropewalk.sources.headers import PARTS
from ropewalk.sources.maps import Table, Wide
from ropewalk.vocabulary.errors import DefinitionError, Fault, SourceError

# Kept beside the cells of a wide table: the heading that a cell stood under, so that it can be found again.
# Where a part of the heading stayed a column's name, KEPT stands in that part's place.
HEADING = "heading of the cell"
KEPT = "\0"


def reshape(table: Table, cells: pl.DataFrame, file: str) -> pl.DataFrame:
    """The cells without empty rows, with ``fill_down`` carried down and ``wide`` columns turned into rows.

    A wide table gives a row for each group of headings, in the file's order, with the same ``row``.
    Raises SourceError for a column that is not there, DefinitionError for a heading with other parts.
    """
    named = [*table.fill_down, *(table.wide.columns if table.wide else ())]
    check_columns(named, [name for name in cells.columns if name != "row"], table.header_row, file)
    cells = _without_empty_rows(cells)
    if table.fill_down:
        filled = [_or_null(name).forward_fill().alias(name) for name in table.fill_down]
        cells = cells.with_columns(filled)
    return _lengthened(table.wide, cells, file) if table.wide else cells


def _without_empty_rows(cells: pl.DataFrame) -> pl.DataFrame:
    """A row whose first cell is filled is not empty: in most files no other cell need be looked at."""
    names = [name for name in cells.columns if name != "row"]
    if not cells.select(_or_null(names[0]).is_null().any()).item():
        return cells
    return cells.filter(~pl.all_horizontal(_or_null(name).is_null() for name in names))


def check_columns(named: Iterable[str], found: list[str], header_row: int, file: str) -> None:
    """Raise SourceError for the ``named`` columns that are not among the ``found``."""
    remedy = f"Mend the name in map.toml, or fetch the file again; its columns are: {', '.join(found[:60])}"
    faults = [
        Fault("there is no such column", remedy, file, header_row, name)
        for name in dict.fromkeys(named)
        if name not in found
    ]
    if faults:
        raise SourceError(*faults)


def cell_column(heading: str | None, column: str, wide: Wide | None) -> str:
    """The file's own column of a cell that a map calls ``column``; ``heading`` as HEADING has it."""
    if wide is None or heading is None:
        return column
    if column == wide.cells and KEPT not in heading:
        return heading
    found = heading.replace(KEPT, column)
    return found if found in wide.columns else column


def columns_under(heading: str, wide: Wide) -> list[str]:
    """The file's columns whose headings made ``heading``, as HEADING has it."""
    before, kept, after = heading.partition(KEPT)
    if not kept:
        return [heading]
    return [c for c in wide.columns if c.startswith(before) and c.endswith(after)]


def _or_null(name: str) -> pl.Expr:
    return pl.when(pl.col(name).str.strip_chars() != "").then(pl.col(name))


def _lengthened(wide: Wide, cells: pl.DataFrame, file: str) -> pl.DataFrame:
    beside = [name for name in cells.columns if name not in wide.columns]
    made = [*(name for name in wide.names if name), *([] if "" in wide.names else [wide.cells])]
    if clash := [name for name in made if name in beside]:
        remedy = "Choose names for [table.wide] that no column of the file has"
        raise DefinitionError(*(Fault("a column has this name", remedy, file, None, name) for name in clash))
    parts = []
    for heading, columns in _groups(wide, file).items():
        said = dict(zip(wide.names, heading, strict=True))
        kept = {name: pl.lit(part, pl.String) for name, part in said.items() if name}
        own = [pl.col(column).alias(name or wide.cells) for name, column in columns.items()]
        where = PARTS.join(part or KEPT for part in heading) if "" in said else PARTS.join(heading)
        parts.append(cells.select(*beside, *own, pl.lit(where).alias(HEADING), **kept))
    return pl.concat(parts, how="diagonal").sort("row", maintain_order=True)


def _groups(wide: Wide, file: str) -> dict[tuple[str, ...], dict[str, str]]:
    """Headings without the part that stays a name -> that name ("" when none stays) -> the file's column."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for column in wide.columns:
        parts = column.split(PARTS) if len(wide.names) > 1 else [column]
        if len(parts) != len(wide.names):
            problem = f"this heading has {len(parts)} parts, and wide.names names {len(wide.names)}"
            remedy = "Take the column out of wide.columns, or mend names and header_rows"
            raise DefinitionError(Fault(problem, remedy, file, None, column))
        stays = wide.names.index("") if "" in wide.names else None
        name = "" if stays is None else parts[stays]
        key = tuple("" if index == stays else part for index, part in enumerate(parts))
        found.setdefault(key, {})[name] = column
    return found
