"""ODS: the list and how it is used, every text as it is."""

import re
import zipfile
from datetime import datetime
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from ropewalk.sheets.columns import Kind, Table
from ropewalk.sheets.ods_parts import CONTENT_END, CONTENT_START, MANIFEST, MIME, STYLES, meta
from ropewalk.sheets.ods_sheet import Sheet, column_xml, head_xml, row_xml, sheet_xml
from ropewalk.sheets.told import Head, cells, heads, how
from ropewalk.sheets.xlsx import sheet_name
from ropewalk.vocabulary.language import _

SPACES: Final = re.compile(r"^ | {2,}| $")


def ods(table: Table, at: datetime) -> bytes:
    """The file, as of a moment."""
    held, columns = BytesIO(), heads(table)
    widths = "".join(column_xml(head.width) for head in columns)
    head = head_xml(tuple(one.title for one in columns))
    rows = "".join(
        row_xml("".join(_cell(one, text) for one, text in zip(columns, row, strict=True)))
        for row in cells(table)
    )
    name = quoteattr(sheet_name(table.title))
    listed = f"<table:table table:name={name}>{widths}{head}{rows}</table:table>"
    words = sheet_xml(Sheet(_("How to use this"), (table.title, *how(table))))
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        made.writestr("META-INF/manifest.xml", MANIFEST)
        made.writestr("meta.xml", meta(table.title, "Ropewalk", at))
        made.writestr("styles.xml", STYLES)
        made.writestr("content.xml", f"{CONTENT_START}{listed}{words}{CONTENT_END}")
    return held.getvalue()


def _cell(head: Head, text: str) -> str:
    """A cell: numbers and days as such, a text line by line."""
    kind = head.column.kind if head.column else Kind.TEXT
    if not text:
        return "<table:table-cell/>"
    lines = "".join(f"<text:p>{_line(line)}</text:p>" for line in text.split("\n"))
    if kind in (Kind.NUMBER, Kind.WHOLE):
        return f'<table:table-cell office:value-type="float" office:value="{text}">{lines}</table:table-cell>'
    if kind is Kind.DAY:
        opening = f'<table:table-cell office:value-type="date" office:date-value="{text}">'
        return f"{opening}{lines}</table:table-cell>"
    return (
        '<table:table-cell table:style-name="text" office:value-type="string">'
        + lines
        + "</table:table-cell>"
    )


def _line(text: str) -> str:
    """A line whose spaces stay: a file's reader would make one of several."""
    parts, at = [], 0
    for found in SPACES.finditer(text):
        parts.append(escape(text[at : found.start()]))
        parts.append(f'<text:s text:c="{len(found[0])}"/>')
        at = found.end()
    return "".join((*parts, escape(text[at:])))
