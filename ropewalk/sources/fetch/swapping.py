"""One folder takes another's place in one step, so that whoever is killed leaves the one or the other.

Linux and macOS exchange two names in a single call. A file system that cannot (some that are shared over a
network) gets two renames; a kill between them leaves the old folder aside, and ``mend`` puts it back.
"""

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ropewalk.observations.whole import flush
from ropewalk.vocabulary.errors import Fault, SourceError

AREA = ".fetching"  # beside sources/, so on the same disk; hidden, so that no copy of a city takes it along
OLD = "old"
HERE = -100  # AT_FDCWD: paths as they are written
EXCHANGE = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV)


@contextmanager
def alone(root: Path) -> Iterator[Path]:
    """The folder that fetches of this city work in, empty; only one at a time. What a kill left is mended.

    The operating system lets go of the lock when its process ends, however it ends. Raises SourceError
    when another fetch is going on.
    """
    area = root / AREA
    area.mkdir(exist_ok=True)
    with (area / "lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            problem, remedy = "another fetch is going on here", "Wait until it has finished, then fetch again"
            raise SourceError(Fault(problem, remedy, file=str(area))) from error
        _mend(root)
        yield area
        _clear(area)


def mend(root: Path) -> None:
    """Put back what a fetch that was killed between two renames left aside; nothing while one goes on."""
    if not any((root / AREA).glob(f"*/{OLD}")):
        return
    with (root / AREA / "lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        _mend(root)


def _mend(root: Path) -> None:
    for aside in (root / AREA).glob(f"*/{OLD}"):
        folder = root / "sources" / aside.parent.name
        if not folder.exists():
            aside.rename(folder)
    _clear(root / AREA)


def _clear(area: Path) -> None:
    for path in area.iterdir():
        if path.name != "lock":
            shutil.rmtree(path, ignore_errors=True)


def swap(new: Path, folder: Path) -> None:
    """``new`` becomes ``folder``; what was there is left aside, to be cleared."""
    _settle(new)
    if not _exchange(new, folder):
        folder.rename(new.parent / OLD)
        new.rename(folder)
    flush(folder.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system or the disk cannot. Raises OSError."""
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(first, second, EXCHANGE)
    elif hasattr(library, "renameat2"):
        failed = library.renameat2(HERE, first, HERE, second, EXCHANGE)
    else:
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _settle(folder: Path) -> None:
    """Everything in ``folder`` is on the disk before its name is: a power cut leaves no empty files."""
    for path in (*folder.rglob("*"), folder):
        flush(path)
