"""Derived tables in a folder of their own, made under another name, renamed into place, then pointed to.

A reader sees the old tables or the new, never half: the name of the current folder is swapped last.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Final

import polars as pl

from ropewalk.vocabulary.errors import Fault, StoreError

KEPT: Final = 2
"""Finished folders kept: the newest, and the one that a reader may still be reading."""
POINTER: Final = "current"
_PART: Final = ".part-"
AGAIN: Final = "."
"""Stands between a name and the random ending of a folder that was placed under it once more."""


def place(home: Path, name: str, fill: Callable[[Path], None], *, what: str) -> Path:
    """Fill a folder of ``home`` and make it the current one. Returns where it lies; ``what`` names it.

    Raises StoreError when the disk refuses; what was current then still is.
    """
    with filling(home, what=what) as part:
        with disk():
            fill(part)
        return put(part, name)


@contextmanager
def filling(home: Path, *, what: str) -> Iterator[Path]:
    """A folder to be filled and then ``put`` under a name; without that it is taken away again, and so is
    what a process that died left half filled.

    Raises StoreError when the disk refuses; what was current then still is.
    """
    part, lock = home / f"{_PART}{token_hex(6)}", None
    try:
        home.mkdir(parents=True, exist_ok=True)
        _sweep(home)
        part.mkdir()
        lock = _locked(part)
        yield part
    except OSError as error:
        problem = f"the {what} could not be written: {error.strerror or error}"
        raise StoreError(Fault(problem, "Make room or mend the rights", file=str(home))) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
        if lock is not None:
            os.close(lock)


@contextmanager
def disk() -> Iterator[None]:
    """Around what only writes: what Polars says of a disk that refuses becomes the OSError that it was."""
    try:
        yield
    except pl.exceptions.PolarsError as error:
        raise OSError(str(error).splitlines()[0]) from error


def put(part: Path, name: str) -> Path:
    """Make a filled folder the current one, under a name. Returns where it lies: where there is a folder of
    that name, the new one's bears a random ending (see ``name_of``). Raises OSError."""
    home = part.parent
    target = home / name
    if target.exists():  # a folder that readers may be using is never emptied under their hands
        target = home / f"{name}{AGAIN}{token_hex(3)}"
    part.rename(target)
    _point(home, target.name)
    _forget(home, target.name)
    return target


def placed(home: Path) -> str:
    """The name of the current folder. Raises OSError when there is none or it cannot be read."""
    return (home / POINTER).read_text(encoding="utf-8").strip()


def name_of(folder: str) -> str:
    """The name under which a folder was placed."""
    return folder.partition(AGAIN)[0]


def _point(home: Path, name: str) -> None:
    part = home / f".pointer-{token_hex(6)}"
    part.write_text(name + "\n", encoding="utf-8")
    os.replace(part, home / POINTER)


def _forget(home: Path, name: str) -> None:
    """Remove older folders; they can always be worked out again, observations never go."""
    finished = [p for p in home.iterdir() if p.is_dir() and not p.name.startswith(".") and p.name != name]
    finished.sort(key=lambda p: p.stat().st_mtime, reverse=True)
    for old in finished[KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


def _locked(part: Path) -> int:
    """Hold a folder, so that nobody takes it for one whose process has died. The system lets go of it when
    ours ends, however it ends."""
    handle = os.open(part, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    return handle


def _sweep(home: Path) -> None:
    """Take away the half-filled folders that nobody holds."""
    for part in home.glob(f"{_PART}*"):
        try:
            handle = os.open(part, os.O_RDONLY)
        except OSError:  # taken away by another meanwhile
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(part, ignore_errors=True)
        except OSError:  # held: its process lives
            continue
        finally:
            os.close(handle)
