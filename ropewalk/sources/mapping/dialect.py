"""The encoding and the delimiter of a text file that says neither."""

import csv
from collections import Counter

from charset_normalizer import from_bytes

# In the order in which they are preferred when two fit equally well.
DELIMITERS = (",", "\t", ";", "|")
LINES = 200
BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# What Windows writes in this country; the other Latin code pages that fit the same bytes differ from it in
# letters that English sheets do not have.
WINDOWS = "cp1252"


def find_encoding(data: bytes) -> str:
    """UTF-8 where the bytes are that, else what their mark says, else Windows' own unless that cannot be.

    charset-normalizer is asked last: on a short English file with a pound sign it names code pages of
    eastern Europe, which would turn £ into another letter.
    """
    for mark, encoding in BOMS.items():
        if data.startswith(mark):
            return encoding
    for encoding in ("utf-8", WINDOWS):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(letter in text for letter in "\x00\x81\x8d"):
            return encoding
    best = from_bytes(data[:200_000]).best()
    return best.encoding if best else WINDOWS


def find_delimiter(text: str) -> str:
    """The delimiter under which most lines have the same number of cells, and more than one.

    Each delimiter is tried with Python's own reader, so that one inside quotation marks does not count.
    """
    lines = [line for line in text.splitlines()[:LINES] if line.strip()]
    return max(DELIMITERS, key=lambda delimiter: (_evenness(lines, delimiter), -DELIMITERS.index(delimiter)))


def _evenness(lines: list[str], delimiter: str) -> float:
    """The share of lines of the commonest width over one, weighed towards tables with more columns."""
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
    except csv.Error:  # no table under this delimiter; whoever reads the whole file tells why
        return 0.0
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0.0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return count / sum(widths.values()) * (1 - 1 / width)
