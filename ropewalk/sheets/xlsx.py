"""XLSX: the list, how it is used, and what may be chosen as drop-down lists."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from ropewalk.sheets.columns import Kind, Table
from ropewalk.sheets.told import Head, cells, heads, how
from ropewalk.vocabulary.language import _

OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
GREY: Final = "#E4E4E4"
SPARE: Final = 500
"""Rows below the last that have the drop-down lists too."""
FIRST_DAY: Final = date(1900, 3, 1)
"""Days before this one are not the same in every spreadsheet."""


def xlsx(table: Table) -> bytes:
    """The file."""
    out, columns = io.BytesIO(), heads(table)
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": table.title, "author": "Ropewalk"})
        sheet = book.add_worksheet(sheet_name(table.title))
        begin(book, sheet, columns)
        last = 0
        formats = _formats(book)
        for last, row in enumerate(cells(table), start=1):
            for at, (head, text) in enumerate(zip(columns, row, strict=True)):
                _write(sheet, (last, at), head, text, formats)
        _choices(book, sheet, columns, last)
        sheet.set_column(len(columns) - 1, len(columns) - 1, 10, None, {"hidden": True})
        sheet.freeze_panes(1, 2)
        explain(book.add_worksheet(_("How to use this")), how(table))
    return out.getvalue()


def begin(book: Any, sheet: Any, columns: Iterable[Head]) -> None:
    """The headings and the widths of the columns."""
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for at, head in enumerate(columns):
        sheet.set_column(at, at, head.width)
        sheet.write_string(0, at, head.title, bold)


def explain(sheet: Any, lines: Iterable[str]) -> None:
    """A sheet of words."""
    sheet.set_column(0, 0, 100)
    for row, text in enumerate(lines):
        sheet.write_string(row, 0, text)


def offer(sheet: Any, at: tuple[int, int, int], source: list[str] | str) -> None:
    """A drop-down list in the rows of a column: first row, last row, column."""
    first, last, column = at
    rule = {"validate": "list", "source": source, "error_type": "warning"}
    sheet.data_validation(first, column, last, column, rule)


def sheet_name(title: str) -> str:
    """A name that a sheet may have."""
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in title).strip()[:31] or "List"


def _formats(book: Any) -> dict[tuple[bool, bool], Any]:
    """By whether a cell is to read only, and whether it is a day."""
    return {
        (fixed, day): book.add_format(
            {"text_wrap": not day, "valign": "top"}
            | ({"bg_color": GREY} if fixed else {})
            | ({"num_format": "dd/mm/yyyy"} if day else {})
        )
        for fixed in (False, True)
        for day in (False, True)
    }


def _write(sheet: Any, at: tuple[int, int], head: Head, text: str, formats: Any) -> None:
    kind = head.column.kind if head.column else Kind.TEXT
    look = formats[head.fixed, kind is Kind.DAY]
    if not text:
        sheet.write_blank(*at, None, look)
    elif kind is Kind.DAY and date.fromisoformat(text) >= FIRST_DAY:
        sheet.write_datetime(*at, date.fromisoformat(text), look)
    elif kind in (Kind.NUMBER, Kind.WHOLE):
        sheet.write_number(*at, float(text), look)
    else:
        sheet.write_string(*at, text, look)


def _choices(book: Any, sheet: Any, columns: tuple[Head, ...], last: int) -> None:
    """Drop-down lists; what they offer stands on a sheet of its own, where it may be as long as it is."""
    offered = [(at, head) for at, head in enumerate(columns) if head.choices]
    if not offered:
        return
    own = book.add_worksheet(_("Choices"))
    for n, (at, head) in enumerate(offered):
        own.set_column(n, n, 40)
        own.write_string(0, n, head.title)
        for row, text in enumerate(head.choices, start=1):
            own.write_string(row, n, text)
        letter = xl_col_to_name(n, col_abs=True)
        source = f"='{own.get_name()}'!${letter.lstrip('$')}$2:${letter.lstrip('$')}${len(head.choices) + 1}"
        offer(sheet, (1, last + SPARE, at), source)
