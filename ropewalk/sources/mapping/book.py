"""Any file a council may have, as grids of text: one a sheet, every cell where the file has it."""

import csv
import gzip
import io
import zipfile
import zlib
from codecs import BOM_UTF8
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import fastexcel
import polars as pl

from ropewalk.sources.archives import AGAIN
from ropewalk.sources.mapping.dialect import find_delimiter, find_encoding
from ropewalk.sources.mapping.percents import percent_columns
from ropewalk.sources.sheets import read_parquet
from ropewalk.vocabulary.errors import Fault, SourceError

# The sheet that a marked copy puts first, and the column that it adds: neither is the council's.
FAULT_SHEET = "What to mend"
NOTE_COLUMN = "What to mend in this row"

Format = Literal["csv", "parquet", "excel"]


@dataclass(frozen=True)
class Grid:
    """A sheet: strings without white space around them, null when empty; row 0 is the first of the file.

    ``percents``: columns whose cells the sheet shows as percentages, though it holds fractions.
    """

    sheet: str
    cells: pl.DataFrame
    percents: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Book:
    """A file looked into: how it is read, and what its sheets hold."""

    file: str
    format: Format
    grids: tuple[Grid, ...]
    encoding: str = "utf-8"
    delimiter: str = ","
    hidden: tuple[str, ...] = field(default=())


def read_book(data: bytes, name: str) -> Book:
    """Open a file by what it is, not by what it is called. Raises SourceError when it cannot be opened."""
    data = _unpacked(data, name)
    if not data.removeprefix(BOM_UTF8).strip():
        raise SourceError(Fault("the file is empty", "Ask for it again", file=name))
    if data[:4] == b"PAR1":
        return _parquet(data, name)
    if data[:4] == b"\xd0\xcf\x11\xe0" or zipfile.is_zipfile(io.BytesIO(data)):
        return _spreadsheet(data, name)
    return _text(data, name)


def _unpacked(data: bytes, name: str) -> bytes:
    try:
        return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise SourceError(Fault(f"the file is damaged: {error}", AGAIN, file=name)) from error


def _parquet(data: bytes, name: str) -> Book:
    frame = read_parquet(data, file=name).drop("row")
    head = pl.DataFrame({c: [c] for c in frame.columns})
    return Book(name, "parquet", (Grid("", _plain(pl.concat([head, frame]))),))


def _spreadsheet(data: bytes, name: str) -> Book:
    try:
        book = fastexcel.read_excel(data)
        sheets = [sheet for sheet in book.sheet_names if sheet != FAULT_SHEET]
        cells = {sheet: _sheet(book, sheet) for sheet in sheets}
    except fastexcel.FastExcelError as error:
        raise SourceError(Fault("the file cannot be opened as a spreadsheet", AGAIN, file=name)) from error
    percents = percent_columns(data) if data[:2] == b"PK" else {}
    grids = [Grid(s, frame, percents.get(s, frozenset())) for s, frame in cells.items() if frame.height]
    if not grids:
        raise SourceError(Fault("no sheet of the file holds anything", "Ask for it again", file=name))
    return Book(name, "excel", tuple(grids))


def _sheet(book: fastexcel.ExcelReader, sheet: str) -> pl.DataFrame:
    cells = book.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
    return _plain(cells.to_polars())


def _text(data: bytes, name: str) -> Book:
    encoding = find_encoding(data)
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    delimiter = find_delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:  # most often a quotation mark that nothing closes
        remedy = "Look for a quotation mark that is never closed, or save the sheet again as CSV"
        raise SourceError(Fault(f"the file cannot be read as rows: {error}", remedy, file=name)) from error
    width = max(map(len, rows), default=0)
    if not width:
        raise SourceError(Fault("the file is empty", "Ask for it again", file=name))
    columns = [[row[index] if index < len(row) else None for row in rows] for index in range(width)]
    frame = pl.DataFrame({str(index): column for index, column in enumerate(columns)}, schema=None)
    return Book(name, "csv", (Grid("", _plain(frame)),), encoding, delimiter)


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    cells = frame.rename({name: str(index) for index, name in enumerate(frame.columns)})
    return cells.with_columns(pl.all().cast(pl.String).str.strip_chars().replace("", None))


def file_name(path: Path) -> str:
    """The name a file has in its source's folder: as it lies, without white space."""
    return "-".join(path.name.split())
