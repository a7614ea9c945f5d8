"""The witness: a small file beside the tables that says how far the store had come, and where it lives.

It is written after a load's entry stands, in one piece and always in the same place, so:

- a log that ends before the entry which the witness names has lost its newest entries;
- a witness that is not the file it says it is (its inode) lies in a copy of the folder, and a copy made
  while a load ran may hold parts of a revision (see ``settle``).

It is a witness and no more: readers read the log. A load killed before writing it leaves it one behind.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from ropewalk.observations import delta, faults, replay
from ropewalk.vocabulary.errors import Fault, StoreError

NAME: Final = "head"
SIZE: Final = 512  # always written whole, in one call


class Head(msgspec.Struct, frozen=True):
    """The observations' table by its id, its newest version, that entry's SHA-256, and the file's inode."""

    table: str
    version: int
    entry: str
    home: int


def write(store: Path, table: str, version: int) -> None:
    """Say that the store's observations have come to a version. A disk that refuses changes nothing."""
    with suppress(OSError):
        file = os.open(store / NAME, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            head = Head(table, version, replay.digest(store / "observations", version), os.fstat(file).st_ino)
            os.pwrite(file, msgspec.json.encode(head).ljust(SIZE), 0)
        finally:
            os.close(file)


def read(store: Path) -> Head | None:
    """What the witness says; None when there is none, or when it cannot be understood."""
    try:
        return msgspec.json.decode((store / NAME).read_bytes(), type=Head)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def at_home(store: Path) -> bool:
    """Whether the store lies where its witness was written. A store without one (an older one) does."""
    try:
        inode = (store / NAME).stat().st_ino
    except FileNotFoundError:
        return True
    except OSError:
        return False
    head = read(store)
    return head is not None and head.home == inode


def check(head: Head | None, newest: delta.Version) -> None:
    """Raise StoreError when the log ends before the entry that the witness saw (read before the log was)."""
    if head and head.table == newest.table and head.version > newest.number:
        problem = f"the log's newest entries are lost: it ends at {newest.number} and had {head.version}"
        raise StoreError(Fault(problem, faults.RESTORE, file=str(newest.folder / "_delta_log")))
