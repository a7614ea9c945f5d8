"""CSV: UTF-8 with its mark, so that spreadsheets know it, and no text that one would run."""

import csv
import io

from ropewalk.sheets.columns import Kind, Table
from ropewalk.sheets.guards import guarded
from ropewalk.sheets.told import Head, cells, heads


def csv_file(table: Table) -> bytes:
    """The file."""
    out, columns = io.StringIO(newline=""), heads(table)
    writer = csv.writer(out)
    writer.writerow([head.title for head in columns])
    for row in cells(table):
        writer.writerow([_cell(head, text) for head, text in zip(columns, row, strict=True)])
    return out.getvalue().encode("utf-8-sig")


def _cell(head: Head, text: str) -> str:
    numbers = head.column is not None and head.column.kind in (Kind.NUMBER, Kind.WHOLE)
    return text if numbers else guarded(text)
