"""What a file really is, by its first bytes, whatever its name says; the wrong sort is an error."""

from ropewalk.vocabulary.errors import Fault, SourceError

HEAD = 4096
ZIP, GZIP, OLE, PDF, PARQUET = (
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"%PDF-",
    b"PAR1",
)
WIDE_MARKS = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}

WORDS = {
    "html": "a web page (HTML)",
    "xlsx": "an Excel workbook (xlsx)",
    "ods": "an OpenDocument spreadsheet (ods)",
    "xls": "an Excel workbook (xls)",
    "zip": "a zip archive",
    "gzip": "packed with gzip",
    "pdf": "a PDF document",
    "parquet": "a Parquet file",
    "json": "JSON",
    "xml": "XML",
}
FETCH = "Fetch it again: the address gave something else than the data"
SHEET = 'Put format = "excel" and its sheet in map.toml'
REMEDIES = {
    "html": "Fetch it again: the address gave a page, perhaps an error page, instead of the file",
    "xlsx": SHEET,
    "ods": SHEET,
    "xls": SHEET,
    "zip": "Take the file out of the archive, and name it in origin.toml",
    "gzip": "Let its name end in .gz: it is then unpacked",
    "parquet": 'Put format = "parquet" in map.toml',
    "json": 'Put format = "json-stat" or "sdmx" in map.toml, whichever it is',
    "xml": 'Put format = "sdmx" in map.toml if it is SDMX-ML; other XML is not read',
}

# Which sorts of bytes a format of a map may be.
SORTS = {
    "csv": ("text",),
    "tsv": ("text",),
    "csvw": ("text",),
    "open-sdg": ("text",),
    "sdmx": ("text", "json", "xml"),
    "json-stat": ("json",),
    "parquet": ("parquet",),
    "excel": ("xlsx", "xls", "ods"),
}


def wide_encoding(data: bytes) -> str:
    """``utf-16`` or ``utf-32`` where a byte-order mark says so; else nothing."""
    return next((name for mark, name in WIDE_MARKS.items() if data.startswith(mark)), "")


def sniff(data: bytes) -> str:
    """The sort of the bytes: a key of ``WORDS``, or ``text`` for anything else that may be a table."""
    if data.startswith(ZIP):
        return _sort_of_zip(data)
    for magic, sort in ((GZIP, "gzip"), (OLE, "xls"), (PDF, "pdf"), (PARQUET, "parquet")):
        if data.startswith(magic):
            return sort
    wide = wide_encoding(data)
    head = data[:HEAD].decode(wide or "utf-8", errors="ignore").lstrip("\ufeff \t\r\n").lower()
    if head.startswith(("<!doctype html", "<html")) or (head.startswith("<") and "<html" in head):
        return "html"
    if head.startswith("<"):
        return "xml"
    # A text table may begin with a bracket too; JSON's next letter is a quotation mark or its end.
    return "json" if head[:1] == "{" and head[1:].lstrip()[:1] in ('"', "}") else "text"


def _sort_of_zip(data: bytes) -> str:
    if b"application/vnd.oasis.opendocument.spreadsheet" in data[:200]:
        return "ods"
    # The archive's list of names stands at its end.
    return "xlsx" if b"xl/" in data[-65536:] or b"xl/" in data[:HEAD] else "zip"


def check_sort(data: bytes, form: str, file: str) -> str:
    """The sort of the bytes, if the map's ``format`` can be read from them. Raises SourceError."""
    sort = sniff(data)
    if sort in SORTS[form]:
        return sort
    remedy = REMEDIES.get(sort, FETCH)
    if sort in WORDS:
        raise SourceError(Fault(f"the file is {WORDS[sort]}, not {form}", remedy, file=file))
    return sort
