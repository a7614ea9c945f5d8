"""Marks on a workbook that is kept as it looks: its sheets, widths and colours stay."""

import io
import warnings
from copy import copy

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ropewalk.sources.mapping.book import FAULT_SHEET, NOTE_COLUMN
from ropewalk.sources.mapping.marks import (
    FILL,
    FRAME,
    HEADINGS,
    NOTED,
    TITLE_ROWS,
    WIDTHS,
    Mark,
    Marks,
    letters,
    link,
    listed,
    title_lines,
)

SIDE = Side(style="thick", color=FRAME)
BORDER = Border(left=SIDE, right=SIDE, top=SIDE, bottom=SIDE)
GROUND = PatternFill("solid", start_color=FILL, end_color=FILL)
BOLD, LINKED = Font(bold=True), Font(color="1D4F91", underline="single")
WRAPPED = Alignment(wrap_text=True, vertical="top")


def mark_copy(data: bytes, marks: Marks) -> bytes:
    """The workbook with its wrong cells marked, as bytes. Formulas become the values they last gave."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that a copy leaves out, such as charts
        book = load_workbook(io.BytesIO(data), data_only=True)
    if FAULT_SHEET in book.sheetnames:
        del book[FAULT_SHEET]
    for name, header in marks.headers.items():
        _mark_sheet(book[name], [mark for mark in marks.marks if mark.sheet == name], header, marks)
    _list_faults(book, marks)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _mark_sheet(sheet: Worksheet, marks: list[Mark], header: int, marks_of_file: Marks) -> None:
    last = _last_column(sheet)
    for index, mark in enumerate(marks):
        cell = sheet.cell(mark.row, mark.column)
        if isinstance(cell, MergedCell):
            continue
        cell.fill, cell.border = GROUND, BORDER
        if index < NOTED:
            _note(cell, mark)
    if not marks:
        return
    for row, words in {header: NOTE_COLUMN, **marks_of_file.row_notes(sheet.title)}.items():
        _text(sheet.cell(row, last + 1), words).font = copy(BOLD)
    sheet.column_dimensions[letters(last + 1)].width = 60
    if sheet.freeze_panes is None:
        sheet.freeze_panes = f"A{header + 1}"


def _last_column(sheet: Worksheet) -> int:
    """The last column that is the council's own: one of an earlier marking is written over."""
    last = int(sheet.max_column)
    ours = [cell for row in sheet.iter_rows(min_col=last, max_col=last) for cell in row if cell.value]
    return last - 1 if any(cell.value == NOTE_COLUMN for cell in ours) else last


def _note(cell: Cell, mark: Mark) -> None:
    before = f"{cell.comment.text}\n\n" if cell.comment else ""
    cell.comment = Comment(before + mark.note, "Ropewalk", width=320, height=110)


def _list_faults(book: Workbook, marks: Marks) -> None:
    sheet = book.create_sheet(FAULT_SHEET, 0)
    for row, words in enumerate(title_lines(marks), start=1):
        _text(sheet.cell(row, 1), words).font = Font(bold=row == 1, size=14 if row == 1 else 11)
    for column, (words, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True), start=1):
        _text(sheet.cell(TITLE_ROWS, column), words).font = BOLD
        sheet.column_dimensions[letters(column)].width = width
    row = TITLE_ROWS
    for mark, told in listed(marks):
        row += 1
        for column, words in enumerate(told, start=1):
            _text(sheet.cell(row, column), words).alignment = WRAPPED
        if mark:
            cell = sheet.cell(row, 1)
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=link(mark), display=mark.address)
            cell.font = LINKED
    sheet.freeze_panes = f"A{TITLE_ROWS + 1}"
    sheet.auto_filter.ref = f"A{TITLE_ROWS}:{letters(len(HEADINGS))}{max(row, TITLE_ROWS + 1)}"
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False


def _text(cell: Cell | MergedCell, words: str) -> Cell:
    """Words as text, whatever they begin with: a cell that says =1+1 is shown, never worked out."""
    cell.value = words
    cell.data_type = "s"
    cell.quotePrefix = words[:1] in ("=", "+", "-", "@", "\t")
    return cell  # type: ignore[return-value]
