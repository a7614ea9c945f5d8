"""Sheets and parquet files: cells as text, rows as the sheet counts them."""

import io
import zipfile

import openpyxl
import polars as pl
import pytest

from ropewalk.sources.sheets import read_parquet, read_sheet
from ropewalk.vocabulary.errors import SourceError

MANIFEST = """<?xml version="1.0"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""

CONTENT = """<?xml version="1.0"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="One">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""

# Notes, an empty row, two rows of headers (the second counts), data, an empty row, a note.
ROWS = [
    ["Fly-tipping", None, None],
    [None, None, None],
    ["Place", "Incidents", "Incidents"],
    ["E1", 12, "c"],
    ["E2", 0.5, None],
    [None, None, None],
    ["Source: a toy office", None, None],
]


def xlsx(rows, sheet="One") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def ods(rows) -> bytes:
    def cell(value) -> str:
        if value is None:
            return "<table:table-cell/>"
        kind = "string" if isinstance(value, str) else f'float" office:value="{value}'
        return f'<table:table-cell office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", MANIFEST)
        book.writestr("content.xml", CONTENT.format(rows=body))
    return data.getvalue()


@pytest.mark.parametrize("data", [xlsx(ROWS), ods(ROWS)], ids=["xlsx", "ods"])
def test_cells_are_text_under_the_header_row_with_the_sheets_own_row_numbers(data):
    frame = read_sheet(data, file="toy/a", sheet="One", header_row=3)
    assert frame.columns == ["Place", "Incidents", "Incidents (2)", "row"]
    assert frame.rows() == [
        ("E1", "12", "c", 4),
        ("E2", "0.5", None, 5),
        ("Source: a toy office", None, None, 7),  # row 6 is empty, and left out
    ]


def test_data_may_begin_later_and_end_before_the_notes():
    frame = read_sheet(xlsx(ROWS), file="toy/a", sheet="One", header_row=3, first_row=5, last_row=6)
    assert frame.rows() == [("E2", "0.5", None, 5)]


def test_an_empty_first_row_still_counts():
    frame = read_sheet(xlsx([[None], [None], ["Place"], ["E1"]]), file="toy/a", sheet="One", header_row=3)
    assert frame.rows() == [("E1", 4)]


def test_an_unknown_sheet_names_those_there_are():
    with pytest.raises(SourceError, match=r"there is no such sheet \(value: 'Two'\). Choose from: One"):
        read_sheet(xlsx(ROWS), file="toy/a", sheet="Two")


def test_a_header_row_below_the_sheet_stops():
    with pytest.raises(SourceError, match="has 7 rows, so no header in row 70"):
        read_sheet(xlsx(ROWS), file="toy/a", sheet="One", header_row=70)


@pytest.mark.parametrize("data", [b"", b"code,value\n", xlsx(ROWS)[:-400], ods(ROWS)[:300]])
def test_a_damaged_spreadsheet_stops(data):
    with pytest.raises(SourceError, match=r"toy/a: the file cannot be opened as a spreadsheet"):
        read_sheet(data, file="toy/a", sheet="One")


def parquet(frame: pl.DataFrame) -> bytes:
    data = io.BytesIO()
    frame.write_parquet(data)
    return data.getvalue()


def test_parquet_cells_are_text_and_rows_count_from_the_first_of_data():
    frame = pl.DataFrame({"LA Number": [341.0, None], "Values": ["12.5", "c"], "n": [3, 4]})
    assert read_parquet(parquet(frame), file="toy/a").rows() == [
        ("341.0", "12.5", "3", 1),
        (None, "c", "4", 2),
    ]


@pytest.mark.parametrize("keep", [0, 10, -10])
def test_a_damaged_parquet_file_stops(keep):
    data = parquet(pl.DataFrame({"a": [1]}))[:keep]
    with pytest.raises(SourceError, match=r"toy/a: the file cannot be read as parquet"):
        read_parquet(data, file="toy/a")
