"""ODS: a small file of XML parts that we write ourselves, whole columns at a time.

odfpy and odfdo make an object of every cell: seconds for a few thousand rows, and memory to match. This
writer streams a sheet of any length that fits; only parts of the format that a table needs are used.
"""

from pathlib import Path
from typing import IO, Final
from xml.sax.saxutils import quoteattr

import polars as pl

from ropewalk.publish.archive import add, begin, member
from ropewalk.publish.opendata.formats.spreadsheet import (
    TABLE,
    cells,
    padded,
    sheets,
    table_lines,
    widths,
)
from ropewalk.publish.opendata.given import Given
from ropewalk.sheets.ods_parts import (
    CONTENT_END,
    CONTENT_START,
    MANIFEST,
    MIME,
    STYLES,
    database_range,
    meta,
)
from ropewalk.sheets.ods_sheet import column_xml, head_xml, line_xml, sheet_xml

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
                content.write(sheet_xml(sheet).encode())
            _table(given, content)
            content.write(_ranges(given).encode())
            content.write(CONTENT_END.encode())


def _table(given: Given, content: IO[bytes]) -> None:
    columns = "".join(column_xml(one) for one in widths(given))
    lines = "".join(
        line_xml(text, "title" if not at else "line") for at, text in enumerate(table_lines(given))
    )
    head = head_xml(tuple(column.title for column in given.dataset.columns))
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
