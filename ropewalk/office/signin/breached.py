"""A list of stolen passwords, as a file of hashes that is looked through where it lies.

The file is as Have I Been Pwned gives it out, ordered by hash: a line for each, its SHA-1 in capitals as 40
figures, then ``:`` and a count. It may be of any size: about forty places of it are read. SHA-1 is that
list's; nothing is kept by it.
"""

import hashlib
from pathlib import Path
from typing import BinaryIO


def is_breached(file: Path, password: str) -> bool:
    """Whether a password is in the list. Raises OSError where there is no such file."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode("ascii")
    with file.open("rb") as lines:
        low, high = 0, lines.seek(0, 2)
        while low < high:
            middle = (low + high) // 2
            line = _line_from(lines, middle)
            if line and line[:40].upper() < wanted:
                low = lines.tell()
            else:
                high = middle
        return _line_from(lines, low)[:40].upper() == wanted


def _line_from(lines: BinaryIO, place: int) -> bytes:
    """The first line that begins at a place or after it."""
    lines.seek(max(0, place - 1))
    if place:
        lines.readline()
    return lines.readline()
