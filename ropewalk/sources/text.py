"""CSV files as text: every cell a string, so that a wrong one can be quoted with its row."""

import csv
import io

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ropewalk.sources.faults import first_faults
from ropewalk.sources.headers import joined_headers, unique_headers
from ropewalk.vocabulary.errors import Fault, SourceError

Letters = NDArray[np.uint8]
Places = NDArray[np.intp]

BOM = b"\xef\xbb\xbf"


def read_csv(
    data: bytes,
    *,
    file: str,
    encoding: str = "utf-8",
    delimiter: str = ",",
    header_row: int = 1,
    header_rows: int = 1,
    first_row: int | None = None,
    last_row: int | None = None,
) -> pl.DataFrame:
    """A frame of strings, an empty cell null, and ``row``: 1-based as the file shows it, titles included.

    ``header_row`` is the last of the ``header_rows`` that hold the names. What stands above them and below
    ``last_row`` is not read, so it may be of any width.
    A byte-order mark is dropped. Raises SourceError for another encoding, no rows, an open quote,
    or rows whose number of cells is not the header's (a file cut short ends in one).
    """
    text = _as_utf8(data, encoding, file)
    above = header_row - header_rows
    if above or last_row:
        text = _between(text, above, last_row, file)
    header = _header(text, delimiter, file, header_rows)
    _check_width(text, len(header), delimiter, file, above)
    try:
        frame = pl.read_csv(
            io.BytesIO(text),
            separator=delimiter,
            has_header=False,
            skip_rows=0,
            new_columns=header,
            infer_schema=False,
        )
    except pl.exceptions.PolarsError as error:
        problem = "a quotation mark opens and never closes, or stands inside a cell"
        remedy = "Fetch the file again, and check its delimiter in map.toml"
        raise SourceError(Fault(problem, remedy, file=file)) from error
    numbered = frame.with_columns((pl.int_range(1, pl.len() + 1, dtype=pl.Int64) + above).alias("row"))
    return numbered.filter(pl.col("row") >= (first_row or header_row + 1))


def _between(text: bytes, above: int, last_row: int | None, file: str) -> bytes:
    """The bytes after the first ``above`` rows, to the end of ``last_row``."""
    letters = np.frombuffer(text, np.uint8)
    ends = _outside_quotes(letters, np.flatnonzero(letters == ord("\n")))
    if len(ends) < above:
        problem = f"the file has {len(ends)} rows, so no header in row {above + 1}"
        raise SourceError(Fault(problem, "Put the right header_row in map.toml", file=file))
    start = int(ends[above - 1]) + 1 if above else 0
    return text[start : int(ends[last_row - 1]) + 1 if last_row and last_row <= len(ends) else None]


def _as_utf8(data: bytes, encoding: str, file: str) -> bytes:
    plain = encoding.lower().replace("_", "-") in ("utf-8", "utf8")
    if data.isascii() and plain:
        return data
    try:
        text = data.decode("utf-8" if plain else encoding)
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        problem = f"the file is not {encoding}: byte {error.start + 1} cannot be read"
        remedy = "Put the file's encoding in map.toml (cp1252 is common), or fetch the file again"
        value = repr(data[error.start : error.start + 4])[2:-1]
        raise SourceError(Fault(problem, remedy, file, row, value)) from error
    except LookupError as error:
        remedy = "Use a name that Python knows, such as utf-8 or cp1252"
        raise SourceError(Fault("there is no such encoding", remedy, file, None, encoding)) from error
    if plain:
        return data.removeprefix(BOM)
    if not data.isascii() and _is_utf8(data):
        remedy = 'Put encoding = "utf-8" in map.toml, or letters with accents are garbled'
        raise SourceError(Fault(f"the file is UTF-8, not {encoding}", remedy, file=file))
    return text.removeprefix("\ufeff").encode()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _header(text: bytes, delimiter: str, file: str, header_rows: int = 1) -> list[str]:
    if not text.strip():
        raise SourceError(Fault("the file is empty", "Fetch the file again", file=file))
    lines = io.TextIOWrapper(io.BytesIO(text), encoding="utf-8", newline="")
    rows = [row for _, row in zip(range(header_rows), csv.reader(lines, delimiter=delimiter), strict=False)]
    width = max(map(len, rows))
    return unique_headers(joined_headers([row + [""] * (width - len(row)) for row in rows]))


def _check_width(text: bytes, width: int, delimiter: str, file: str, above: int = 0) -> None:
    """Polars fills a short row with nulls in silence; a short row is how a cut file ends.

    Delimiters are counted between line ends, on the bytes: as strings, a file of half a million rows
    would take ten times its size. What stands between quotation marks (an odd number of them before)
    is inside a cell.
    """
    letters = np.frombuffer(text, np.uint8)
    ends = _outside_quotes(letters, np.flatnonzero(letters == ord("\n")))
    if not text.endswith(b"\n"):
        ends = np.append(ends, len(letters))
    parts = _outside_quotes(letters, np.flatnonzero(letters == ord(delimiter)))
    cells = np.diff(np.searchsorted(parts, ends), prepend=0) + 1
    wrong = np.flatnonzero((cells != width) & ~_blank(letters, ends))
    if len(wrong) and b'"' in text:
        # A mark inside a cell without marks (5" pipe) upsets the counting: let Python's reader decide.
        found = _wrong_rows(text, width, delimiter)
    else:
        found = [(int(row) + 1, int(cells[row])) for row in wrong]
    _raise_width([(row + above, n) for row, n in found], width, file)


def _blank(letters: Letters, ends: Places) -> NDArray[np.bool_]:
    """Rows with nothing in them but a carriage return: readers make them rows of nothing, too."""
    lengths = np.diff(ends, prepend=-1) - 1
    blank: NDArray[np.bool_] = (lengths == 0) | ((lengths == 1) & (letters[ends - 1] == ord("\r")))
    return blank


def _outside_quotes(letters: Letters, places: Places) -> Places:
    marks = np.flatnonzero(letters == ord('"'))
    return places[np.searchsorted(marks, places) % 2 == 0] if len(marks) else places


def _wrong_rows(text: bytes, width: int, delimiter: str) -> list[tuple[int, int]]:
    lines = io.TextIOWrapper(io.BytesIO(text), encoding="utf-8", newline="")
    cells = (len(cells) for cells in csv.reader(lines, delimiter=delimiter))
    return [(row, n) for row, n in enumerate(cells, start=1) if n not in (0, width)]


def _raise_width(wrong: list[tuple[int, int]], width: int, file: str) -> None:
    remedy = "Fetch the file again: it is cut short or damaged; or check the delimiter in map.toml"
    faults = [
        Fault(f"the row has {cells} cells and the header has {width}", remedy, file, row)
        for row, cells in wrong
    ]
    if faults:
        raise SourceError(*first_faults(faults, file))
