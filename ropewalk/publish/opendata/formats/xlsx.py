"""XLSX: XlsxWriter makes the workbook, its styles and its marked-up tables; the rows of the table itself are
written into its sheet as whole columns at a time, because cell by cell takes minutes for the largest."""

import re
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final
from zipfile import ZipFile

import polars as pl
import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell as cell

from ropewalk.publish.archive import add, begin, member
from ropewalk.publish.opendata.formats.spreadsheet import (
    TABLE,
    cells,
    padded,
    sheets,
    table_lines,
    widths,
)
from ropewalk.publish.opendata.given import LONG_AGO, Given
from ropewalk.sheets.ods_sheet import Sheet

_PART: Final = 20_000
_FONT: Final = {"font_name": "Arial", "font_size": 12, "font_scheme": ""}


def write_xlsx(given: Given, to: Path) -> None:
    """Write the workbook. Raises OSError when the disk refuses. The table must fit a sheet."""
    first = len(table_lines(given)) + 2
    with ZipFile(BytesIO(_frame(given))) as frame, begin(to) as made:
        for name in frame.namelist():
            content = _sized(frame.read(name), given, first)
            if name != f"xl/worksheets/sheet{len(sheets(given)) + 1}.xml":
                add(made, name, content)
                continue
            content = re.sub(rb'<dimension ref="[^"]*"', _dimension(given, first), content, count=1)
            before, end, after = content.partition(b"</sheetData>")
            with member(made, name) as sheet:
                sheet.write(before)
                _rows(given, first, sheet)
                sheet.write(end + after)


def _frame(given: Given) -> bytes:
    """The workbook without the rows of its table."""
    out = BytesIO()
    options = {"in_memory": True, "default_format_properties": dict(_FONT), "strings_to_formulas": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": given.title, "author": given.terms.publisher, "created": LONG_AGO})
    look = _Look(book)
    for sheet in sheets(given):
        look.sheet(sheet)
    look.table(given)
    book.close()
    return out.getvalue()


class _Look:
    """A workbook's formats, and the sheets made with them."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.title = book.add_format({**_FONT, "bold": True, "font_size": 16})
        self.head = book.add_format({**_FONT, "bold": True, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({**_FONT, "text_wrap": True, "valign": "top"})

    def sheet(self, sheet: Sheet) -> None:
        """A sheet of lines and a small table."""
        page = self._page(sheet.title, sheet.lines, wrap=not sheet.head)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width, self.text)
        if sheet.head:
            top = len(sheet.lines)
            for at, row in enumerate(sheet.rows, start=top + 1):
                for column, cell in enumerate(row):
                    page.write_string(at, column, cell, self.text)
            self._mark(page, sheet.name, sheet.head, top, len(sheet.rows))

    def table(self, given: Given) -> None:
        """The sheet of the table, all but its rows."""
        lines = table_lines(given)
        page = self._page(TABLE, lines, wrap=False)
        for column, width in enumerate(widths(given)):
            page.set_column(column, column, width)
        head = tuple(column.title for column in given.dataset.columns)
        self._mark(page, _name(given), head, len(lines), 1)

    def _page(self, title: str, lines: tuple[str, ...], *, wrap: bool) -> Any:
        page = self.book.add_worksheet(title)
        page.hide_gridlines(2)
        page.write_string(0, 0, lines[0], self.title)
        for at, line in enumerate(lines[1:], start=1):
            page.write_string(at, 0, line, self.text if wrap else None)
        return page

    def _mark(self, page: Any, name: str, head: tuple[str, ...], top: int, rows: int) -> None:
        columns = [{"header": title, "header_format": self.head} for title in head]
        options = {"name": name, "columns": columns, "style": None, "autofilter": False}
        # A table has at least one row, even one that holds nothing.
        page.add_table(top, 0, top + max(rows, 1), len(head) - 1, options)


def _sized(content: bytes, given: Given, first: int) -> bytes:
    """A part of the workbook with the true end of the table: it was made as if for a single row, because
    XlsxWriter keeps something of every row of a table in memory."""
    last = cell(first + max(given.rows.height, 1) - 2, len(given.dataset.columns) - 1)
    if f'displayName="{_name(given)}"'.encode() in content:
        return re.sub(rb' ref="([A-Z]+\d+):[A-Z]+\d+"', rf' ref="\1:{last}"'.encode(), content, count=1)
    return content


def _dimension(given: Given, first: int) -> bytes:
    last = cell(first + max(given.rows.height, 1) - 2, len(given.dataset.columns) - 1)
    return f'<dimension ref="A1:{last}"'.encode()


def _name(given: Given) -> str:
    """What the marked-up table is called."""
    return f"table_{given.dataset.name.replace('-', '_')}"


def _rows(given: Given, first: int, sheet: IO[bytes]) -> None:
    rows, made = padded(given), [_cell(text, number) for _, text, number in cells(given)]
    for at in range(0, rows.height, _PART):
        part = rows.slice(at, _PART).with_row_index("row ", offset=first + at)
        start = pl.format('<row r="{}">', pl.col("row "))
        row = pl.concat_str([start, *made, pl.lit("</row>")])
        sheet.write("".join(part.select(row).to_series().to_list()).encode())


def _cell(text: pl.Expr, number: pl.Expr) -> pl.Expr:
    as_number = pl.concat_str(pl.lit("<c><v>"), text, pl.lit("</v></c>"))
    opening = pl.lit('<c t="inlineStr"><is><t xml:space="preserve">')
    as_text = pl.concat_str(opening, escaped(text), pl.lit("</t></is></c>"))
    return pl.when(number).then(as_number).otherwise(as_text)


def escaped(text: pl.Expr) -> pl.Expr:
    """Text as XML holds it. What looks like Excel's own way of writing a character is written in that way."""
    safe = text.str.replace_all("&", "&amp;", literal=True).str.replace_all("<", "&lt;", literal=True)
    safe = safe.str.replace_all(">", "&gt;", literal=True).str.replace_all("\r", "&#13;", literal=True)
    return safe.str.replace_all("_x([0-9A-Fa-f]{4}_)", "_x005F_x$1")
