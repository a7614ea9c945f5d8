"""A copy of a file with its wrong cells marked, and a first sheet that lists them: ready to send back."""

from collections.abc import Mapping, Sequence

import polars as pl

from ropewalk.sources.mapping.book import read_book
from ropewalk.sources.mapping.marks import Mark, Marks, csv_sheet
from ropewalk.sources.mapping.marks_on_copy import mark_copy
from ropewalk.sources.mapping.marks_rebuilt import rebuild
from ropewalk.sources.mapping.percents import first_columns
from ropewalk.sources.mapping.wrong_cells import Looked

# A workbook up to this many cells is opened, marked and kept as it looks; a larger one is written anew,
# because opening it cell by cell takes a minute where writing takes seconds.
KEPT_CELLS = 250_000


def marked_book(data: bytes, marks: Marks) -> bytes:
    """The marked copy as the bytes of an xlsx. Values stay where they are; the file itself is not touched.

    Raises SourceError when the file cannot be opened.
    """
    book = read_book(data, marks.file)
    cells = sum(grid.cells.height * grid.cells.width for grid in book.grids)
    is_workbook = book.format == "excel" and bool(first_columns(data))
    if is_workbook and cells <= KEPT_CELLS:
        return mark_copy(data, marks)
    return rebuild(book, first_columns(data), marks)


def place_marks(data: bytes, file: str, looked: Sequence[Looked], cells: Mapping[str, pl.DataFrame]) -> Marks:
    """Where each wrong cell is in the spreadsheet that will be written.

    ``cells``: sheet -> its cells as read, whose columns are in the file's order.
    """
    firsts = first_columns(data)
    marks = []
    for each in looked:
        sheet = each.table.sheet or csv_sheet(file)
        frame = cells.get(each.table.sheet)
        names = [name for name in frame.columns if name != "row"] if frame is not None else []
        place = {name: index + 1 + firsts.get(sheet, 0) for index, name in enumerate(names)}
        # A parquet file has no header row; the copy shows one above its first row.
        down = 1 if each.table.format == "parquet" else 0
        marks += [
            Mark(sheet, cell.row + down, place[cell.column], cell.column, cell.says, cell.wrong, cell.remedy)
            for cell in each.cells
        ]
    ordered = sorted(dict.fromkeys(marks), key=lambda mark: (mark.sheet, mark.row, mark.column))
    headers = {each.table.sheet or csv_sheet(file): each.table.header_row for each in looked}
    faults = tuple(dict.fromkeys(fault for each in looked for fault in each.faults))
    return Marks(file, tuple(ordered), faults, headers)
