"""Text cut at row ends, quotation marks respected: each part can be read as if it were a small file."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NoReturn

import numpy as np
from numpy.typing import NDArray

from ropewalk.vocabulary.errors import Fault, SourceError

PART: Final = 8_000_000  # bytes of text that become cells at once: about ten times as many in memory
LONGEST: Final = 64_000_000  # a row that has not ended by then never will


@dataclass(frozen=True)
class Part:
    """Some rows as text under the file's header; ``before``: how many rows of data come before them."""

    text: bytes
    before: int


@dataclass(frozen=True)
class Shape:
    """How text is cut: what parts and quotes its cells, how many rows (titles, the header) stand ``above``
    its data, and how many bytes a part shall have."""

    delimiter: str = ","
    quote: str = '"'
    above: int = 1
    size: int = PART


def parts(pieces: Iterator[bytes], shape: Shape, *, file: str) -> Iterator[Part]:
    """A file's text in parts of whole rows, each under the rows above its data.

    Raises SourceError when a row never ends.
    """
    header, rest, before = b"", b"", 0
    for piece in pieces:
        rest += piece
        if len(rest) < shape.size:
            continue
        if not header:
            header, rest = _first_rows(rest, shape)
        end, rows = _last_end(rest, shape) if header or not shape.above else (0, 0)
        if rows:
            yield Part(header + rest[:end], before)
            rest, before = rest[end:], before + rows
        elif len(rest) > max(LONGEST, 2 * shape.size):
            _never_ends(file, before)
    yield Part(header + rest, before)


def as_utf8(pieces: Iterator[bytes], encoding: str, file: str) -> Iterator[bytes]:
    """Text in an encoding that does not write ASCII as ASCII (UTF-16, say), as UTF-8."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in pieces:
            yield decoder.decode(piece).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeDecodeError as error:
        remedy = "Put the file's encoding in map.toml, or fetch the file again"
        raise SourceError(Fault(f"the file is not {encoding}", remedy, file=file)) from error


def plain(encoding: str) -> bool:
    """Whether an encoding writes ASCII as ASCII, so that rows can be cut before they are decoded."""
    try:
        return '\n",;\t|a0'.encode(encoding) == b'\n",;\t|a0'
    except LookupError:
        return True  # the reader tells of an encoding that there is not


def _first_rows(text: bytes, shape: Shape) -> tuple[bytes, bytes]:
    """The first rows and the rest; nothing and all of it when there are not so many yet."""
    ends = _ends(text, shape)
    if len(ends) < shape.above or not shape.above:
        return b"", text
    end = int(ends[shape.above - 1]) + 1
    return text[:end], text[end:]


def _last_end(text: bytes, shape: Shape) -> tuple[int, int]:
    """Where the last whole row ends, and how many rows there are up to there."""
    ends = _ends(text, shape)
    return (int(ends[-1]) + 1, len(ends)) if len(ends) else (0, 0)


def _ends(text: bytes, shape: Shape) -> NDArray[np.intp]:
    """The places of line ends that end a row, in text that begins with one.

    With an even number of quotation marks before it a line end is outside of them, so long as marks open
    only at the beginning of a cell. Where one opens elsewhere (5" pipe) Python's own reader is asked.
    """
    letters = np.frombuffer(text, np.uint8)
    ends = np.flatnonzero(letters == ord("\n"))
    if not shape.quote or shape.quote.encode() not in text:
        return ends
    quotes = np.flatnonzero(letters == ord(shape.quote))
    opening = quotes[::2]
    before = letters[opening[opening > 0] - 1]
    at_start = np.isin(
        before, np.frombuffer(b"\n\r\xbf" + (shape.quote + shape.delimiter).encode(), np.uint8)
    )
    if not at_start.all():
        return _read_ends(text, shape)
    outside: NDArray[np.bool_] = np.searchsorted(quotes, ends) % 2 == 0
    return ends[outside]


def _read_ends(text: bytes, shape: Shape) -> NDArray[np.intp]:
    """As ``_ends``, by reading row after row; the row in which the text stops is not counted."""
    lines, at, found = io.BytesIO(text), 0, []

    def feed() -> Iterator[str]:
        nonlocal at
        for line in lines:
            at += len(line)
            yield line.decode("latin-1")  # a byte a letter; only marks, delimiters and line ends matter

    for _ in csv.reader(feed(), delimiter=shape.delimiter, quotechar=shape.quote):
        found.append(at - 1)
    if found and not text.endswith(b"\n"):
        found.pop()
    return np.array(found, dtype=np.intp)


def _never_ends(file: str, rows: int) -> NoReturn:
    problem = f"no row ends in {LONGEST:,} bytes: a quotation mark opens and never closes, or it is no text"
    raise SourceError(Fault(problem, "Fetch the file again, and check its delimiter", file, rows + 2))
