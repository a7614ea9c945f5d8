"""A table's log read as it lies on the disk, entry by entry: what each brought and took away.

Each entry bears the SHA-256 of the entry before it, so a changed or lost entry is told by the next one.
Entries written before that was so, or by another program, bear none and are taken as they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec

from ropewalk.observations import delta


class Add(msgspec.Struct, rename="camel"):
    """A file that an entry brings; ``stats`` is JSON text."""

    path: str
    size: int
    stats: str | None = None


class Remove(msgspec.Struct):
    """A file that is part of the table no longer; it stays on the disk."""

    path: str


class Note(msgspec.Struct):
    """What our own entries say of themselves. ``sides``: how far the side tables had come; ``seals``: the
    SHA-256 of the entries that had brought them there."""

    revision: int = 0
    source: str = ""
    before: str = ""
    sha256: dict[str, str] = {}
    sides: dict[str, int] = {}
    seals: dict[str, str] = {}


class _Info(msgspec.Struct):
    timestamp: int = 0
    ropewalk: Note = msgspec.field(default_factory=Note)


class _Line(msgspec.Struct, rename={"info": "commitInfo"}):
    info: _Info | None = None
    add: Add | None = None
    remove: Remove | None = None


@dataclass(frozen=True)
class Entry:
    """An entry of a log: its number, the SHA-256 of its bytes, what it says, and when (milliseconds)."""

    number: int
    digest: str
    note: Note
    adds: tuple[Add, ...] = ()
    removes: tuple[str, ...] = ()
    problem: str = ""
    at: int = 0


def digest(folder: Path, number: int) -> str:
    """The SHA-256 of a log's entry."""
    return sha256(delta.log_entry(folder, number).read_bytes()).hexdigest()


def numbers(folder: Path) -> list[int]:
    """The numbers of the entries that lie in a table's log."""
    return sorted(int(file.stem) for file in (folder / "_delta_log").glob("*.json") if file.stem.isdecimal())


def entries(folder: Path) -> Iterator[Entry]:
    """Every entry that lies in a table's log, in order; one that cannot be read says so in ``problem``."""
    for number in numbers(folder):
        yield read_entry(folder, number)


def read_entry(folder: Path, number: int) -> Entry:
    """One entry. What is wrong with it, if anything, stands in ``problem``."""
    content = b""
    try:
        content = delta.log_entry(folder, number).read_bytes()
        lines = [msgspec.json.decode(line, type=_Line) for line in content.splitlines()]
        problem = "" if lines else "the entry is empty"
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        lines, problem = [], f"the entry cannot be read: {error}"
    info = next((line.info for line in lines if line.info), _Info())
    adds = tuple(line.add for line in lines if line.add)
    removes = tuple(line.remove.path for line in lines if line.remove)
    return Entry(number, sha256(content).hexdigest(), info.ropewalk, adds, removes, problem, info.timestamp)
