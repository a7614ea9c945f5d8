"""Files that were made, kept in the workspace until something newer takes their room.

A file is made beside its place and then moved there: it is whole or it is not there, even when the machine
stops. Two askers never make it twice: the second waits a little, and is then told to come back.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Final

DERIVED: Final = ".derived"
"""Where in a workspace: a name that backups and copies pass over, as everything here can be made again."""
FOLDER: Final = (DERIVED, "opendata")
MOST_BYTES: Final = 4_000_000_000
PATIENCE: Final = 3.0
"""Seconds to wait for another who is making the same thing."""
_PAUSE: Final = 0.05
_UNSEEN: Final = 0.05
"""The part of a shelf that a process may fill before it looks through all of it again: a look takes longer
the more there is, and a copy of the account makes thousands of files, one after the other."""
_SINCE: Final[dict[Path, int]] = {}
"""Bytes that this process has put on each shelf since it last looked through it."""
_UNFINISHED: Final = ".part-"


class BusyError(Exception):
    """Somebody else is making it; it will be there in a while."""


class Shelf:
    """The folder of made files. ``most``: the bytes that it may hold, and a twentieth more for each process
    that makes some; those longest unused go first."""

    def __init__(self, home: Path, most: int = MOST_BYTES) -> None:
        self.home, self.most = home, most

    def kept(self, name: str) -> Path | None:
        """The file of that name; None where it is not there."""
        path = self.home / name
        return path if _used(path) else None

    def take(self, name: str, make: Callable[[Path], None], *, queue: str = "") -> Path:
        """The file of that name, made if it is not there. ``queue``: those that share one are made one after
        the other. Raises BusyError when another is making it and takes long, OSError when the disk refuses,
        and whatever ``make`` raises: then nothing is there."""
        path = self.home / name
        if _used(path):
            return path
        with self._lock(queue or name):
            if not _used(path):
                self._make(path, make)
        return path

    def _make(self, path: Path, make: Callable[[Path], None]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{_UNFINISHED}{token_hex(6)}-{path.name}")
        try:
            make(part)
            size = part.stat().st_size
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
        if self._is_due(size):
            self._make_room(path)

    @contextmanager
    def _lock(self, name: str) -> Iterator[None]:
        """Hold a file's lock, which goes with the process that holds it."""
        locks = self.home / "locks"
        locks.mkdir(parents=True, exist_ok=True)
        with (locks / name.replace("/", "+")).open("w") as file:
            until = time.monotonic() + PATIENCE
            while not _held(file.fileno()):
                if time.monotonic() > until:
                    raise BusyError(name)
                time.sleep(_PAUSE)
            yield

    def _is_due(self, size: int) -> bool:
        """Whether so much was made that all should be looked through, the first time in a process too."""
        since = _SINCE.get(self.home)
        due = since is None or since + size > self.most * _UNSEEN
        _SINCE[self.home] = 0 if due else (since or 0) + size
        return due

    def _make_room(self, made: Path) -> None:
        """Remove the files that nobody has asked for longest, and what killed makers left."""
        files = [(file.stat(), file) for file in self.home.rglob("*") if file.is_file()]
        total = sum(state.st_size for state, _ in files)
        for state, file in sorted(files, key=lambda each: each[0].st_mtime):
            left = file.name.startswith(_UNFINISHED) and state.st_mtime < time.time() - 3600
            if left or (total > self.most and file != made and file.parent.name != "locks"):
                file.unlink(missing_ok=True)
                total -= state.st_size


def _used(path: Path) -> bool:
    """Whether it is there; its time is put to now, which tells when it was last asked for."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _held(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
