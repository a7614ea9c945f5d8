"""Marks in a workbook written anew: for text files, older formats, and sheets of many cells."""

import io
import re
from collections.abc import Mapping

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ropewalk.sources.mapping.book import FAULT_SHEET, NOTE_COLUMN, Book, Grid
from ropewalk.sources.mapping.marks import (
    FILL,
    FRAME,
    HEADINGS,
    NOTED,
    TITLE_ROWS,
    WIDTHS,
    Mark,
    Marks,
    csv_sheet,
    link,
    listed,
    title_lines,
)

# A number is written as one only when the spreadsheet would show the very same figures: 0012 stays text.
FIGURES = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{0,9}[1-9])?")
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def rebuild(book: Book, firsts: Mapping[str, int], marks: Marks) -> bytes:
    """Every sheet's values in their places, the wrong ones marked, behind a sheet that lists them."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as made:
        looks = _looks(made)
        made.set_properties({"title": title_lines(marks)[0], "author": "Ropewalk"})
        _list_faults(made.add_worksheet(FAULT_SHEET), marks, looks)
        for grid in book.grids:
            name = grid.sheet or csv_sheet(book.file)
            _write(made.add_worksheet(name), grid, firsts.get(name, 0), marks, looks, name)
    return out.getvalue()


def _looks(made: xlsxwriter.Workbook) -> dict[str, Format]:
    frame = {"bg_color": f"#{FILL}", "border": 5, "border_color": f"#{FRAME}"}
    # The mark before a text tells a spreadsheet that it is one, even after the file is saved again.
    return {
        "text": made.add_format({"quote_prefix": True}),
        "wrong": made.add_format(frame),
        "wrong text": made.add_format({**frame, "quote_prefix": True}),
        "bold": made.add_format({"bold": True}),
        "title": made.add_format({"bold": True, "font_size": 14}),
        "wrap": made.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
        "link": made.add_format({"font_color": "#1D4F91", "underline": 1, "valign": "top"}),
    }


def _write(
    sheet: Worksheet, grid: Grid, first: int, marks: Marks, looks: dict[str, Format], name: str
) -> None:
    own = [mark for mark in marks.marks if mark.sheet == name]
    wrong = {(mark.row, mark.column): mark for mark in own}
    noted = frozenset(wrong.keys() if len(own) <= NOTED else [(m.row, m.column) for m in own[:NOTED]])
    notes = {**({marks.headers[name]: NOTE_COLUMN} if own else {}), **marks.row_notes(name)}
    last = first + grid.cells.width
    # Row by row: what is written is let go of, so that a sheet of any length fits in little memory.
    for row, cells in enumerate(grid.cells.iter_rows(), start=1):
        for column, value in enumerate(cells, start=first + 1):
            mark = wrong.get((row, column))
            if value is not None or mark:
                _cell(sheet, row - 1, column - 1, value, looks, marked=mark is not None)
            if mark and (row, column) in noted:
                sheet.write_comment(row - 1, column - 1, mark.note, {"author": "Ropewalk", "x_scale": 2.5})
        if row in notes:
            sheet.write_string(row - 1, last, notes[row], looks["bold"])
    if own:
        sheet.freeze_panes(marks.headers[name], 0)
        sheet.set_column(last, last, 60)


def _cell(
    sheet: Worksheet, row: int, column: int, value: str | None, looks: dict[str, Format], *, marked: bool
) -> None:
    if value is None:
        sheet.write_blank(row, column, None, looks["wrong"])
    elif FIGURES.fullmatch(value):
        sheet.write_number(row, column, float(value), looks["wrong"] if marked else None)
    elif marked:
        sheet.write_string(row, column, value, looks["wrong text"])
    else:
        sheet.write_string(row, column, value, looks["text"] if value[0] in "=+-@\t" else None)


def _list_faults(sheet: Worksheet, marks: Marks, looks: dict[str, Format]) -> None:
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for row, words in enumerate(title_lines(marks)):
        sheet.write_string(row, 0, words, looks["title" if row == 0 else "text"])
    for column, words in enumerate(HEADINGS):
        sheet.write_string(TITLE_ROWS - 1, column, words, looks["bold"])
    row = TITLE_ROWS - 1
    for mark, told in listed(marks):
        row += 1
        _link(sheet, row, mark, told[0], looks)
        for column, words in enumerate(told[1:], start=1):
            sheet.write_string(row, column, words, looks["wrap"])
    sheet.freeze_panes(TITLE_ROWS, 0)
    sheet.autofilter(TITLE_ROWS - 1, 0, max(row, TITLE_ROWS), len(HEADINGS) - 1)


def _link(sheet: Worksheet, row: int, mark: Mark | None, words: str, looks: dict[str, Format]) -> None:
    if mark is None:
        sheet.write_string(row, 0, words, looks["wrap"])
    else:
        sheet.write_url(row, 0, f"internal:{link(mark)}", looks["link"], string=words)
