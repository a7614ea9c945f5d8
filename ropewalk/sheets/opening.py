"""A spreadsheet that somebody sends, opened: the sheet that has our headings, row by row, as plain texts.

Any XLSX, ODS or CSV: columns in any order, others beside them, rows left empty, the sheet renamed. Whoever
calls has looked first whether the file is what it says and holds nothing that runs.
"""

import csv
import io
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from ropewalk.sources.archives import check_archive
from ropewalk.sources.mapping.book import read_book
from ropewalk.sources.mapping.dialect import DELIMITERS, find_encoding
from ropewalk.sources.mapping.marks import csv_sheet
from ropewalk.sources.mapping.percents import first_columns
from ropewalk.vocabulary.errors import Fault, SourceError

KINDS: Final = ("xlsx", "ods", "csv")
MOST_CELLS: Final = 1_000_000
"""Cells that a sheet may span: readers hold all of them, empty ones too."""
HEAD: Final = 30
"""Rows in which the headings are looked for."""
AGAIN: Final = "Save it anew from your spreadsheet"


@dataclass(frozen=True)
class Opened:
    """A sheet with our headings. ``header``: their row, from 1; ``headings``: heading -> its column, from 0;
    ``rows``: row, from 1 -> what its cells say, by heading, those that say something; ``percents``: headings
    whose cells show percentages; ``empty``: columns before the first that is used."""

    file: str
    name: str
    header: int
    headings: Mapping[str, int]
    rows: Mapping[int, Mapping[str, str]]
    percents: frozenset[str] = frozenset()
    twice: tuple[str, ...] = ()
    empty: int = 0
    data: bytes = field(default=b"", repr=False)

    def column(self, heading: str) -> int:
        """The column of a heading as a spreadsheet counts, from 1; the first for one that is not there."""
        return self.headings.get(heading, 0) + 1 + self.empty


def opened(data: bytes, file: str, needed: Sequence[Collection[str]]) -> Opened:
    """The first sheet in which a row has all that is needed: of each of ``needed``, one heading. Raises
    SourceError where the file cannot be opened, would fill the memory, or has no such sheet."""
    try:
        for grid_name, rows, percents, empty in _grids(data, file):
            if (header := _header(rows, needed)) is not None:
                found = _read(rows, header, percents)
                return Opened(file, grid_name, header + 1, *found, empty=empty, data=data)
    except (ValueError, OSError, EOFError, zipfile.BadZipFile, csv.Error, pl.exceptions.PolarsError) as error:
        raise SourceError(Fault("the file cannot be read as a sheet", AGAIN, file=file)) from error
    names = ", ".join(next(iter(one)) for one in needed)
    remedy = "Take the list away anew, and change that file"
    raise SourceError(Fault(f"no sheet of the file has the columns {names}", remedy, file=file))


Rows = list[tuple[str | None, ...]]


def _grids(data: bytes, file: str) -> Iterator[tuple[str, Rows, frozenset[int], int]]:
    """Each sheet: its name, its rows, columns of percentages, columns left out before the first."""
    if data[:2] != b"PK":
        text = data.decode(find_encoding(data), errors="replace").removeprefix("\ufeff")
        for delimiter in DELIMITERS:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            rows: Rows = [tuple(row) for row in reader]
            yield csv_sheet(file), rows, frozenset(), 0
        return
    check_archive(data, file, cells=MOST_CELLS)
    firsts = first_columns(data)
    for grid in read_book(data, file).grids:
        yield grid.sheet, grid.cells.rows(), grid.percents, firsts.get(grid.sheet, 0)


def _header(rows: Rows, needed: Sequence[Collection[str]]) -> int | None:
    """The first row that has what is needed, from 0."""
    for index, cells in enumerate(rows[:HEAD]):
        has = {cell.strip() for cell in cells if cell}
        if all(has & set(one) for one in needed):
            return index
    return None


def _read(
    rows: Rows, header: int, percents: frozenset[int]
) -> tuple[Mapping[str, int], Mapping[int, Mapping[str, str]], frozenset[str], tuple[str, ...]]:
    headings: dict[str, int] = {}
    twice = []
    for index, cell in enumerate(rows[header]):
        name = (cell or "").strip()
        if name in headings:
            twice.append(name)
        elif name:
            headings[name] = index
    found = {}
    for number, cells in enumerate(rows[header + 1 :], start=header + 2):
        said = {name: cells[at] or "" for name, at in headings.items() if at < len(cells)}
        said = {name: text for name, text in said.items() if text.strip()}
        if said:
            found[number] = said
    shown = frozenset(name for name, at in headings.items() if at in percents)
    return headings, found, shown, tuple(twice)
