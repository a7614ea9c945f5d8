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

# Where a row or a cell says that it stands. Readers believe either, in any quotation marks.
PLACED = rb"\sr\s*=\s*[\"']"
# Past column Z or row 999,999: a sheet without such a place spans too little to matter.
FAR = re.compile(PLACED + rb"(?:[A-Z]{2}|[A-Z]?\d{7})")
ROWS = re.compile(PLACED + rb"[A-Z]{0,3}(\d+)")
COLUMNS = re.compile(PLACED + rb"([A-Z]{1,3})\d")
REPEATED = re.compile(rb"number-(rows|columns)-repeated\s*=\s*[\"'](\d{3,})")


def check_archive(data: bytes, file: str, *, cells: int = CELLS) -> None:
    """Raise SourceError for a damaged archive, one that unpacks too far, or sheets of empty vastness. Where
    fewer ``cells`` are allowed than usual, no sheet may span more, empty or not."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            total = sum(entry.file_size for entry in entries)
            if total > UNPACKED or len(entries) > ENTRIES:
                problem = f"the file would unpack to {total:,} bytes in {len(entries):,} parts"
                raise SourceError(Fault(problem, TOO_LARGE, file=file))
            for entry in entries:
                _check_entry(archive, entry, file, cells)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
        raise SourceError(Fault("the file cannot be opened as a spreadsheet", AGAIN, file=file)) from error


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str, cells: int) -> None:
    """Unpack one part, no further than it says it goes; a sheet's part is looked at for its extent."""
    with archive.open(entry) as part:
        if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
            _check_extent(*_extent_xlsx(part.read(), cells), file, cells)
        elif entry.filename == "content.xml":
            _check_extent(*_extent_ods(part.read()), file, cells)
        else:
            while part.read(CHUNK):
                pass


def _extent_xlsx(xml: bytes, cells: int) -> tuple[int, int]:
    """How many cells the sheet spans, at most, and how many there are: readers hold a full rectangle."""
    if cells >= CELLS and not FAR.search(xml):
        return 0, 0
    rows = max((int(row) for row in set(ROWS.findall(xml))), default=0)
    columns = max((_column(letters) for letters in set(COLUMNS.findall(xml))), default=1)
    return rows * columns, xml.count(b"<c ") + xml.count(b":c ")


def _extent_ods(xml: bytes) -> tuple[int, int]:
    """The same, from rows and cells with something in them that say how often they are repeated."""
    held = xml.count(b":p>") // 2
    rows, columns = held, 1
    for found in REPEATED.finditer(xml):
        if found[1] == b"rows" and _filled(xml, found.end(), b"table-row>"):
            rows += int(found[2])
        elif found[1] == b"columns" and _filled(xml, found.end(), b"table-cell>"):
            columns = max(columns, int(found[2]))
    return rows * columns, held


def _filled(xml: bytes, at: int, end: bytes) -> bool:
    """Whether the element whose tag goes on at ``at`` holds text or a value."""
    tag_end = xml.find(b">", at)
    start = xml.rfind(b"<", 0, at)
    if xml[tag_end - 1 : tag_end] == b"/":
        return b"value" in xml[start:tag_end]
    inside = xml[start : xml.find(end, tag_end)]
    return b"value" in inside or b":p>" in inside


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_extent(spanned: int, held: int, file: str, cells: int) -> None:
    if spanned > cells and (cells < CELLS or spanned > 100 * max(held, 1)):
        problem = f"a sheet of the file spans {spanned:,} cells and holds {held:,}"
        raise SourceError(Fault(problem, TOO_LARGE, file=file))
