"""The part of a map's table that says which file it is and how its bytes become cells."""

from typing import Literal

import msgspec

Format = Literal["csv", "tsv", "excel", "parquet", "sdmx", "json-stat", "csvw", "open-sdg"]
TEXT = ("csv", "tsv", "open-sdg")
# Formats that a publisher may part otherwise than by commas.
PARTED = (*TEXT, "sdmx")
WITH_ROWS = ("csv", "tsv", "excel")


class TableFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file, one sheet of one or one data set of one. Rows count from 1 as the file shows them.

    ``header_row`` is the last of the ``header_rows`` that hold the names. ``metadata``: the file that
    describes this one (CSVW's JSON, an Open SDG indicator's own page), where its name does not follow from
    the file's. ``record_count``: a column that says how many rows there should be.
    """

    file: str = ""
    format: Format = "csv"
    encoding: str = "utf-8"
    delimiter: str = ","
    quote: str = '"'
    sheet: str = ""
    header_row: int = 1
    header_rows: int = 1
    first_row: int | None = None
    last_row: int | None = None
    ends_before: str | None = None
    metadata: str = ""
    record_count: str = ""


def file_problems(table: TableFile) -> list[tuple[str, str]]:
    """What is wrong with these fields: problem and remedy."""
    found = []
    if not table.file:
        found.append(("`file` is missing", "Name the file, as it lies in the source's folder"))
    if table.format == "excel" and not table.sheet:
        found.append(("`sheet` is missing", "Name the sheet to read"))
    if table.format not in ("excel", "json-stat") and table.sheet:
        remedy = "Take out sheet: it is for excel, and for json-stat files of several data sets"
        found.append((f"a {table.format} file has no sheet", remedy))
    return found + _row_problems(table) + _text_problems(table)


def _row_problems(table: TableFile) -> list[tuple[str, str]]:
    found = []
    given = (table.header_row, table.header_rows, table.first_row, table.last_row, table.ends_before)
    if given != (1, 1, None, None, None) and table.format not in WITH_ROWS:
        remedy = "Take out header_row, header_rows, first_row, last_row and ends_before"
        found.append((f"a {table.format} file has no header rows", remedy))
    if not 1 <= table.header_rows <= table.header_row:
        remedy = "header_row is the last of the header_rows, and both count from 1"
        found.append((f"there are no {table.header_rows} rows ending in row {table.header_row}", remedy))
    rows = [row for row in (table.header_row, table.first_row, table.last_row) if row is not None]
    if rows != sorted(rows):
        remedy = "The header stands first, then the first and the last row of data"
        found.append(("header_row, first_row and last_row do not follow one another", remedy))
    return found


def _text_problems(table: TableFile) -> list[tuple[str, str]]:
    found = []
    for name, value in (("delimiter", table.delimiter), ("quote", table.quote)):
        if (len(value) != 1 and not (name == "quote" and not value)) or not value.isascii():
            found.append((f"`{name}` {value!r} is not one plain letter", 'Write it as ";", "\\t" or "\'"'))
    if table.delimiter == table.quote:
        found.append(("delimiter and quote are the same", "Mend one of them"))
    other = (table.delimiter != "," and table.format != "tsv") or table.encoding != "utf-8"
    if other and table.format not in PARTED:
        remedy = "Take out encoding and delimiter: they are for text files; csvw's metadata says them itself"
        found.append((f"a {table.format} file has no encoding or delimiter", remedy))
    if table.metadata and table.format not in ("csvw", "open-sdg"):
        remedy = "Take it out: it is for csvw and open-sdg"
        found.append(("`metadata` is not read", remedy))
    return found
