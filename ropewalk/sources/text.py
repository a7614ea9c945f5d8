"""CSV files as text: every cell a string, so that a wrong one can be quoted with its row."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ropewalk.sources.encodings import as_utf8
from ropewalk.sources.faults import first_faults
from ropewalk.sources.headers import joined_headers, unique_headers
from ropewalk.vocabulary.errors import Fault, SourceError

Letters = NDArray[np.uint8]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Dialect:
    """How a text file parts its cells, and where its table lies in it. Rows count from 1 as the file shows.

    ``quote``: the mark around cells, or nothing. ``header_row`` is the last of the ``header_rows`` that hold
    the names; data run from ``first_row`` (the row after it) to ``last_row``, and end before the first row
    whose first cell begins with ``ends_before`` ("": before the first empty row).
    """

    delimiter: str = ","
    quote: str = '"'
    header_row: int = 1
    header_rows: int = 1
    first_row: int | None = None
    last_row: int | None = None
    ends_before: str | None = None

    @property
    def above(self) -> int:
        """How many rows stand above the names."""
        return self.header_row - self.header_rows


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
    """``read_text`` of a file parted by ``delimiter`` and quoted as usual."""
    dialect = Dialect(delimiter, '"', header_row, header_rows, first_row, last_row)
    return read_text(data, file=file, encoding=encoding, dialect=dialect)


def read_text(
    data: bytes, *, file: str, encoding: str = "utf-8", dialect: Dialect | None = None
) -> pl.DataFrame:
    """A frame of strings, an empty cell null, and ``row``: 1-based as the file shows it, titles included.

    What stands above the names and below the last row of data is not read, so it may be of any width.
    A byte-order mark is dropped. Raises SourceError for another encoding, no rows, an open quote,
    or rows whose number of cells is not the header's (a file cut short ends in one).
    """
    used = dialect or Dialect()
    text = as_utf8(data, encoding, file)
    if not text.strip():
        raise SourceError(Fault("the file is empty", "Fetch the file again", file=file))
    if used.above or used.last_row or used.ends_before is not None:
        text = _between(text, used, file)
    header = _header(text, used)
    _check_width(text, len(header), used, file)
    frame = _cells(text, header, used, file)
    numbered = frame.with_columns((pl.int_range(1, pl.len() + 1, dtype=pl.Int64) + used.above).alias("row"))
    return numbered.filter(pl.col("row") >= (used.first_row or used.header_row + 1))


def _cells(text: bytes, header: list[str], dialect: Dialect, file: str) -> pl.DataFrame:
    try:
        return pl.read_csv(
            io.BytesIO(text),
            separator=dialect.delimiter,
            quote_char=dialect.quote or None,
            has_header=False,
            skip_rows=0,
            new_columns=header,
            infer_schema=False,
        )
    except pl.exceptions.PolarsError as error:
        problem = "a quotation mark opens and never closes, or stands inside a cell"
        remedy = "Fetch the file again, and check its delimiter in map.toml"
        raise SourceError(Fault(problem, remedy, file=file)) from error


def _rows(text: bytes, dialect: Dialect) -> Iterator[list[str]]:
    lines = io.TextIOWrapper(io.BytesIO(text), encoding="utf-8", newline="")
    if not dialect.quote:
        return csv.reader(lines, delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE)
    return csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quote)


def _header(text: bytes, dialect: Dialect) -> list[str]:
    rows = list(islice(_rows(text, dialect), dialect.header_rows))
    width = max(map(len, rows))
    return unique_headers(joined_headers([row + [""] * (width - len(row)) for row in rows]))


def _between(text: bytes, dialect: Dialect, file: str) -> bytes:
    """The bytes from the names to the last row of data.

    Rows of titles or of footnotes have any width, so they must be gone before widths are checked.
    """
    letters = np.frombuffer(text, np.uint8)
    ends = _outside_quotes(letters, np.flatnonzero(letters == ord("\n")), dialect.quote)
    if not text.endswith(b"\n"):
        ends = np.append(ends, len(letters))
    if len(ends) <= dialect.above:
        problem = f"the file has {len(ends)} rows, so no header in row {dialect.above + 1}"
        raise SourceError(Fault(problem, "Put the right header_row in map.toml", file=file))
    starts = np.concatenate(([0], ends[:-1] + 1))
    first = dialect.first_row or dialect.header_row + 1
    last = min(dialect.last_row or len(starts), len(starts))
    stop = _first_footer(text, starts, range(first - 1, last), dialect)
    return text[starts[dialect.above] : ends[stop - 1] + 1]


def _first_footer(text: bytes, starts: Places, rows: range, dialect: Dialect) -> int:
    """How many rows of the file stand before the footer. Looked for in the bytes, not row by row."""
    if dialect.ends_before is None or not rows:
        return rows.stop
    quote, part = (re.escape(each.encode()) for each in (dialect.quote, dialect.delimiter))
    mark = re.escape(dialect.ends_before.encode())
    line = b"^(?:%s)?%s" % (quote, mark) if mark else b"^(?:%s|%s|[ \r])*$" % (part, quote)
    for found in re.compile(line, re.MULTILINE).finditer(text, int(starts[rows.start])):
        row = int(np.searchsorted(starts, found.start()))
        # A line that begins inside a quoted cell is no row's beginning.
        if row < rows.stop and starts[row] == found.start():
            return row
    return rows.stop


def _check_width(text: bytes, width: int, dialect: Dialect, file: str) -> None:
    """Polars fills a short row with nulls in silence; a short row is how a cut file ends.

    Delimiters are counted between line ends, on the bytes: as strings, a file of half a million rows
    would take ten times its size. What stands between quotation marks (an odd number of them before)
    is inside a cell.
    """
    letters = np.frombuffer(text, np.uint8)
    ends = _outside_quotes(letters, np.flatnonzero(letters == ord("\n")), dialect.quote)
    if not text.endswith(b"\n"):
        ends = np.append(ends, len(letters))
    parts = _outside_quotes(letters, np.flatnonzero(letters == ord(dialect.delimiter)), dialect.quote)
    cells = np.diff(np.searchsorted(parts, ends), prepend=0) + 1
    wrong = np.flatnonzero((cells != width) & ~_blank(letters, ends))
    if len(wrong) and dialect.quote and dialect.quote.encode() in text:
        # A mark inside a cell without marks (5" pipe) upsets the counting: let Python's reader decide.
        found = _wrong_rows(text, width, dialect)
    else:
        found = [(int(row) + 1, int(cells[row])) for row in wrong]
    _raise_width([(row + dialect.above, cells) for row, cells in found], width, file)


def _blank(letters: Letters, ends: Places) -> NDArray[np.bool_]:
    """Rows with nothing in them but a carriage return: readers make them rows of nothing, too."""
    lengths = np.diff(ends, prepend=-1) - 1
    blank: NDArray[np.bool_] = (lengths == 0) | ((lengths == 1) & (letters[ends - 1] == ord("\r")))
    return blank


def _outside_quotes(letters: Letters, places: Places, quote: str) -> Places:
    marks = np.flatnonzero(letters == ord(quote)) if quote else places[:0]
    return places[np.searchsorted(marks, places) % 2 == 0] if len(marks) else places


def _wrong_rows(text: bytes, width: int, dialect: Dialect) -> list[tuple[int, int]]:
    cells = (len(cells) for cells in _rows(text, dialect))
    return [(row, n) for row, n in enumerate(cells, start=1) if n not in (0, width)]


def _raise_width(wrong: list[tuple[int, int]], width: int, file: str) -> None:
    remedy = "Fetch the file again: it is cut short or damaged; or check the delimiter in map.toml"
    faults = [
        Fault(f"the row has {cells} cells and the header has {width}", remedy, file, row)
        for row, cells in wrong
    ]
    if faults:
        raise SourceError(*first_faults(faults, file))
