"""Workbooks for tests: rows of plain values as the bytes of an xlsx or an ods."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

MANIFEST = (
    '<?xml version="1.0"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
CONTENT = (
    '<?xml version="1.0"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="{sheet}">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
Rows = Sequence[Sequence[Any]]


def xlsx(
    sheets: Mapping[str, Rows],
    *,
    merged: Sequence[str] = (),
    formats: Mapping[str, str] | None = None,
    start: tuple[int, int] = (1, 1),
) -> bytes:
    """A workbook. ``merged`` ranges and number ``formats`` (cell -> format) are of the first sheet.

    ``start``: row and column of each sheet's first cell. Text that begins with = stays text.
    """
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for r, row in enumerate(rows, start=start[0]):
            for c, value in enumerate(row, start=start[1]):
                if value not in (None, ""):
                    cell = sheet.cell(r, c, value)
                    if isinstance(value, str):
                        cell.data_type = "s"
    first = book.worksheets[0]
    for cells in merged:
        first.merge_cells(cells)
    for address, form in (formats or {}).items():
        first[address].number_format = form
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def ods(rows: Rows, sheet: str = "One") -> bytes:
    """A sheet of the open format, as small as readers take it."""

    def cell(value: Any) -> str:
        if value in (None, ""):
            return "<table:table-cell/>"
        kind = "string" if isinstance(value, str) else f'float" office:value="{value}'
        return f'<table:table-cell office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", MANIFEST)
        book.writestr("content.xml", CONTENT.format(rows=body, sheet=sheet))
    return data.getvalue()
