"""Workbooks are zip archives: none is opened that would fill the memory, whatever its headers say."""

import io
import re
import zipfile
import zlib

from ropewalk.vocabulary.errors import Fault, SourceError

UNPACKED = 2 * 1024**3  # bytes; the largest council workbook met unpacks to 60 million
ENTRIES = 10_000
CELLS = 50_000_000
CHUNK = 1 << 20
AGAIN = "Fetch the file again: it is damaged, or not of the format that map.toml says"
TOO_LARGE = "Ask the publisher for the data as CSV or Parquet: this file would fill the memory"

ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\sr="(\d+)"')
COLUMN = re.compile(rb'\sr="([A-Z]{2,3})\d+"')
REPEATED_ROWS = re.compile(rb'<table:table-row\b[^>]*?number-rows-repeated="(\d+)"')
REPEATED_CELLS = re.compile(rb'<table:table-cell\b[^>]*?number-columns-repeated="(\d+)"[^>]*>')


def check_archive(data: bytes, file: str) -> None:
    """Raise SourceError for a damaged archive, one that unpacks too far, or sheets of empty vastness."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            total = sum(entry.file_size for entry in entries)
            if total > UNPACKED or len(entries) > ENTRIES:
                problem = f"the file would unpack to {total:,} bytes in {len(entries):,} parts"
                raise SourceError(Fault(problem, TOO_LARGE, file=file))
            for entry in entries:
                _check_entry(archive, entry, file)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
        raise SourceError(Fault("the file cannot be opened as a spreadsheet", AGAIN, file=file)) from error


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str) -> None:
    """Unpack one part, no further than it says it goes; a sheet's part is looked at for its extent."""
    with archive.open(entry) as part:
        if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
            _check_extent(*_extent_xlsx(part.read()), file)
        elif entry.filename == "content.xml":
            _check_extent(*_extent_ods(part.read()), file)
        else:
            while part.read(CHUNK):
                pass


def _extent_xlsx(xml: bytes) -> tuple[int, int]:
    """How many cells the sheet spans, at most, and how many there are: readers hold a full rectangle."""
    held = xml.count(b"<c ") + xml.count(b":c ")
    rows = max((int(row) for row in ROW.findall(xml)), default=held)
    columns = max((_column(name) for name in set(COLUMN.findall(xml))), default=26)
    return rows * columns, held


def _extent_ods(xml: bytes) -> tuple[int, int]:
    """The same, from rows and cells with something in them that say how often they are repeated."""
    held = xml.count(b"<text:p")
    rows = held
    for found in REPEATED_ROWS.finditer(xml):
        row = xml[found.start() : xml.find(b"</table:table-row>", found.end())]
        if b"<text:p" in row or b"office:value" in row:
            rows += int(found[1])
    filled = (int(n[1]) for n in REPEATED_CELLS.finditer(xml) if not n[0].endswith(b"/>") or b"value" in n[0])
    return rows * max(filled, default=1), held


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_extent(spanned: int, held: int, file: str) -> None:
    if spanned > CELLS and spanned > 100 * max(held, 1):
        problem = f"a sheet of the file spans {spanned:,} cells and holds {held:,}"
        raise SourceError(Fault(problem, TOO_LARGE, file=file))
