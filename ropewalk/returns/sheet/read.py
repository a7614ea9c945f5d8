"""A sheet that came back, as rows to send in; what is wrong in it is named by cell."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from ropewalk.returns.safe_files import checked
from ropewalk.returns.said import NUMBERS, Said
from ropewalk.returns.sheet.columns import ASK, COLUMNS, FIELDS, SEEN, STATES
from ropewalk.sheets.numbers import number
from ropewalk.sheets.opening import MOST_CELLS
from ropewalk.sources.archives import check_archive
from ropewalk.sources.mapping.book import Book, Grid, read_book
from ropewalk.sources.mapping.marks import Mark, csv_sheet
from ropewalk.sources.mapping.percents import first_columns
from ropewalk.vocabulary.errors import Fault, SourceError, UserError
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.words import State

KINDS: Final = ("xlsx", "ods", "csv")


@dataclass(frozen=True, slots=True)
class Line:
    """A row with something in it: its row in the file (from 1), which return it is, and what it says."""

    row: int
    ask: int
    seen: int
    said: Said


@dataclass(frozen=True)
class Sheet:
    """A sheet that was read. ``columns``: heading -> its column, from 1; ``header``: the row of headings;
    ``marks``: cells that cannot be read; ``texts``: what each cell of a row says; ``empty``: columns before
    the first that is used, which readers leave out.
    """

    file: str
    name: str
    header: int
    columns: Mapping[str, int]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    texts: Mapping[tuple[int, str], str]
    empty: int = 0

    def mark(self, row: int, heading: str, wrong: str, remedy: str) -> Mark:
        """A cell that is wrong."""
        says = self.texts.get((row, heading), "")
        return Mark(self.name, row, self.columns.get(heading, 1) + self.empty, heading, says, wrong, remedy)


def read_sheet(data: bytes, file: str) -> Sheet:
    """Read an xlsx, ods or csv. Raises UserError for another kind of file, SourceError when it cannot be
    opened, or has not the columns that we write."""
    for grid in _open(data, file).grids:
        header = _header(grid)
        if header is not None:
            return _read(grid, header, file, first_columns(data).get(grid.sheet, 0))
    remedy = "Download the sheet anew, and fill that one in"
    raise SourceError(Fault(f"no sheet has the columns {ASK} and {SEEN}", remedy, file=file))


def _open(data: bytes, file: str) -> Book:
    """The file, looked into; one that would swell when it is opened is refused before."""
    if checked(file, data).kind not in KINDS:
        remedy = f"Save it as one of: {', '.join(KINDS)}"
        raise UserError(Fault("this is no sheet", remedy, value=file))
    try:
        if data[:2] == b"PK":
            check_archive(data, file, cells=MOST_CELLS)
        return read_book(data, file)
    except (ValueError, OSError, csv.Error, pl.exceptions.PolarsError) as error:
        remedy = "Save it anew from your spreadsheet"
        raise SourceError(Fault("the file cannot be read as a sheet", remedy, file=file)) from error


def _header(grid: Grid) -> int | None:
    """The first row that has our two headings, counted from 0."""
    for index, cells in enumerate(grid.cells.head(30).iter_rows()):
        if {ASK, SEEN} <= set(cells):
            return index
    return None


def _read(grid: Grid, header: int, file: str, empty: int) -> Sheet:
    names = grid.cells.row(header)
    columns = {name: index + 1 for index, name in enumerate(names) if name in COLUMNS}
    texts = dict(_texts(grid.cells, header, columns))
    bare = Sheet(file, grid.sheet or csv_sheet(file), header + 1, columns, (), (), texts, empty)
    percents = {name for name, index in columns.items() if index - 1 in grid.percents}
    lines, marks = [], list[Mark]()
    for row in sorted({row for row, _heading in texts}):
        if not any((row, heading) in texts for heading in FIELDS.values()):
            continue
        wrong = list(_wrong(bare, row, percents))
        marks += wrong
        if not wrong:
            lines.append(_line(bare, row))
    return Sheet(bare.file, bare.name, bare.header, columns, tuple(lines), tuple(marks), texts, empty)


def _texts(
    cells: pl.DataFrame, header: int, columns: Mapping[str, int]
) -> Iterator[tuple[tuple[int, str], str]]:
    for index, row in enumerate(cells.slice(header + 1).iter_rows(), start=header + 2):
        for name, column in columns.items():
            if row[column - 1] is not None:
                yield (index, name), row[column - 1]


def _wrong(sheet: Sheet, row: int, percents: set[str]) -> Iterator[Mark]:
    """What of a row cannot be read."""
    for heading in (ASK, SEEN):
        if _whole(sheet.texts.get((row, heading), "")) is None:
            yield sheet.mark(
                row, heading, _("this does not say which return it is"), _("Download the sheet anew")
            )
    for field in NUMBERS:
        heading = FIELDS[field]
        text = sheet.texts.get((row, heading), "")
        if not text:
            continue
        if heading in percents:
            remedy = _("Give the cells the format of plain numbers, and write 5 for 5%")
            yield sheet.mark(row, heading, _("the cell is formatted as a percentage"), remedy)
            continue
        try:
            number(text)
        except ValueError:
            yield sheet.mark(row, heading, _("this is not a number"), _("Write figures only, such as 12.5"))
    state = sheet.texts.get((row, FIELDS["state"]), "").strip().lower()
    if state and state not in STATES:
        remedy = _("Choose one of: {states}").format(states=", ".join(STATES))
        yield sheet.mark(row, FIELDS["state"], _("this is not a state"), remedy)


def _line(sheet: Sheet, row: int) -> Line:
    texts = {field: sheet.texts.get((row, heading), "") for field, heading in FIELDS.items()}
    state = texts["state"].strip().lower()
    said = Said(
        **{name: number(texts[name]) for name in NUMBERS},
        state=State(state) if state else None,
        comment=texts["comment"],
    )
    ask, seen = (_whole(sheet.texts[row, heading]) or 0 for heading in (ASK, SEEN))
    return Line(row, ask, seen, said)


def _whole(text: str) -> int | None:
    """A whole number, however a spreadsheet writes it; None for another text."""
    try:
        found = float(text)
    except ValueError:
        return None
    return int(found) if found.is_integer() and 0 < found < 2**53 else None
