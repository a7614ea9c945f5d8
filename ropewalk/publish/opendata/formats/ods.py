"""ODS: a small file of XML parts that we write ourselves, whole columns at a time.

odfpy and odfdo make an object of every cell: seconds for a few thousand rows, and memory to match. This
writer streams a sheet of any length that fits; only parts of the format that a table needs are used.
"""

from pathlib import Path
from typing import IO, Final
from xml.sax.saxutils import escape as escape_text
from xml.sax.saxutils import quoteattr

import polars as pl

from ropewalk.publish.opendata.formats.archive import add, begin, member
from ropewalk.publish.opendata.formats.ods_parts import (
    CONTENT_END,
    CONTENT_START,
    MANIFEST,
    MIME,
    STYLES,
    database_range,
    meta,
)
from ropewalk.publish.opendata.formats.spreadsheet import (
    TABLE,
    Sheet,
    cells,
    padded,
    sheets,
    table_lines,
    widths,
)
from ropewalk.publish.opendata.given import Given

_PART: Final = 20_000
_SPACE: Final = "\x00"
"""Stands for a space that must be kept, until all texts are escaped; no text holds it."""


def write_ods(given: Given, to: Path) -> None:
    """Write the workbook. Raises OSError when the disk refuses. The table must fit a sheet."""
    with begin(to) as made:
        add(made, "mimetype", MIME.encode(), stored=True)
        add(made, "META-INF/manifest.xml", MANIFEST.encode())
        add(made, "meta.xml", meta(given.title, given.terms.publisher, given.terms.at).encode())
        add(made, "styles.xml", STYLES.encode())
        with member(made, "content.xml") as content:
            content.write(CONTENT_START.encode())
            for sheet in sheets(given):
                content.write(_sheet(sheet).encode())
            _table(given, content)
            content.write(_ranges(given).encode())
            content.write(CONTENT_END.encode())


def _sheet(sheet: Sheet) -> str:
    width = max(len(sheet.head), 1)
    columns = "".join(_column(one) for one in sheet.widths)
    lines = "".join(_line(line, "title" if not at else "text") for at, line in enumerate(sheet.lines))
    if not sheet.head:
        return f"<table:table table:name={quoteattr(sheet.title)}>{columns}{lines}</table:table>"
    head = _head(sheet.head)
    rows = "".join(_row("".join(_text(cell, "text") for cell in row[:width])) for row in sheet.rows)
    return f"<table:table table:name={quoteattr(sheet.title)}>{columns}{lines}{head}{rows}</table:table>"


def _table(given: Given, content: IO[bytes]) -> None:
    columns = "".join(_column(one) for one in widths(given))
    lines = "".join(_line(text, "title" if not at else "line") for at, text in enumerate(table_lines(given)))
    head = _head(tuple(column.title for column in given.dataset.columns))
    content.write(f"<table:table table:name={quoteattr(TABLE)}>{columns}{lines}{head}".encode())
    rows, made = padded(given), [_cell(text, number) for _, text, number in cells(given)]
    row = pl.concat_str([pl.lit("<table:table-row>"), *made, pl.lit("</table:table-row>")])
    for at in range(0, rows.height, _PART):
        part = rows.slice(at, _PART).select(row).to_series()
        content.write("".join(part.to_list()).encode())
    content.write(b"</table:table>")


def _ranges(given: Given) -> str:
    """Which cells of each sheet are its table: so a screen reader can find it, and name it."""
    found = [
        database_range(one.name, one.title, len(one.lines), len(one.head), len(one.rows))
        for one in sheets(given)
        if one.head
    ]
    name = f"table_{given.dataset.name.replace('-', '_')}"
    size = len(table_lines(given)), len(given.dataset.columns), given.rows.height
    whole = "".join((*found, database_range(name, TABLE, *size)))
    return f"<table:database-ranges>{whole}</table:database-ranges>"


def _column(width: int) -> str:
    return f'<table:table-column table:style-name="w{min(max(width // 10 + 1, 1), 10)}"/>'


def _head(titles: tuple[str, ...]) -> str:
    cells_ = "".join(_text(title, "head") for title in titles)
    return f"<table:table-header-rows>{_row(cells_)}</table:table-header-rows>"


def _line(text: str, style: str) -> str:
    return _row(_text(text, style))


def _row(content: str) -> str:
    return f"<table:table-row>{content}</table:table-row>"


def _text(text: str, style: str) -> str:
    inner = escape_text(" ".join(text.split()))
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">'
        f"<text:p>{inner}</text:p></table:table-cell>"
    )


def _cell(text: pl.Expr, number: pl.Expr) -> pl.Expr:
    opening = pl.lit('<table:table-cell office:value-type="float" office:value="')
    middle, closing = pl.lit('"><text:p>'), pl.lit("</text:p></table:table-cell>")
    as_number = pl.concat_str(opening, text, middle, text, closing)
    start = pl.lit('<table:table-cell office:value-type="string"><text:p>')
    return pl.when(number).then(as_number).otherwise(pl.concat_str(start, escaped(text), closing))


def escaped(text: pl.Expr) -> pl.Expr:
    """Text as a paragraph holds it: ODF folds spaces, so that those to keep are elements of their own."""

    def swap(found: pl.Expr, what: str, to: str) -> pl.Expr:
        return found.str.replace_all(what, to, literal=True)

    safe = swap(swap(swap(text, "&", "&amp;"), "<", "&lt;"), ">", "&gt;")
    safe = swap(swap(safe, "  ", _SPACE * 2), f"{_SPACE} ", _SPACE * 2)
    safe = safe.str.replace_all("(?m)^ ", _SPACE).str.replace_all("(?m) $", _SPACE)
    safe = swap(safe, "\r", "&#13;")
    safe = swap(swap(safe, "\t", "<text:tab/>"), "\n", "</text:p><text:p>")
    return swap(safe, _SPACE, "<text:s/>")
