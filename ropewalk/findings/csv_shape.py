"""What is wrong with a CSV file before its cells are read: its encoding, its header, its rows' lengths."""

import csv
from io import StringIO
from typing import Final

from ropewalk.vocabulary.errors import Fault, SourceError

MOST_FAULTS: Final = 20


def check_shape(file: str, content: bytes) -> None:
    """Raise SourceError unless ``content`` is UTF-8, no column stands twice, and every row that is not blank
    has a field for every column: a row cut short would else be read as one without figures."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(_not_utf8(file, content, error)) from error
    rows = csv.reader(StringIO(text, newline=""))
    faults = []
    try:
        header = next(rows, [])
        remedy = "Keep one of them"
        twice = sorted({name for name in header if header.count(name) > 1})
        faults += [Fault("the column stands twice", remedy, file, 1, name) for name in twice]
        for row, fields in enumerate(rows, 2):
            if fields and len(fields) != len(header):
                problem = f"the row has {len(fields)} fields and the header {len(header)}"
                remedy = "Mend the row; a field that holds a comma stands in double quotes"
                faults.append(Fault(problem, remedy, file, row, ",".join(fields)[:80]))
    except csv.Error as error:
        remedy = "Check its quotes, and that it is a CSV file with commas"
        raise SourceError(
            Fault(f"the row cannot be read ({error})", remedy, file, row=rows.line_num)
        ) from error
    if faults:
        raise SourceError(*capped(faults, file))


def capped(faults: list[Fault], file: str) -> list[Fault]:
    """At most MOST_FAULTS faults in order of row, and one that counts the rest."""
    faults = sorted(faults, key=lambda fault: fault.row or 0)
    more = len(faults) - MOST_FAULTS
    rest = [Fault(f"and {more:,} more faults", "Mend these first", file=file)] if more > 0 else []
    return faults[:MOST_FAULTS] + rest


def _not_utf8(file: str, content: bytes, error: UnicodeDecodeError) -> Fault:
    line = content[content.rfind(b"\n", 0, error.start) + 1 :].splitlines()[0]
    shown = line.decode("latin-1")[:80]
    remedy = "Save it as CSV in UTF-8"
    return Fault("the file is not UTF-8", remedy, file, content.count(b"\n", 0, error.start) + 1, shown)
