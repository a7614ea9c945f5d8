"""Derived tables in a folder of their own, made under another name, renamed into place, then pointed to.

A reader sees the old tables or the new, never half: the name of the current folder is swapped last.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import Final

from ropewalk.vocabulary.errors import Fault, StoreError

KEPT: Final = 2
"""Finished folders kept: the newest, and the one that a reader may still be reading."""
POINTER: Final = "current"
AGAIN: Final = "."
"""Stands between a name and the random ending of a folder that was placed under it once more."""


def place(home: Path, name: str, fill: Callable[[Path], None], *, what: str) -> Path:
    """Fill a folder of ``home`` and make it the current one. Returns where it lies; ``what`` names it. Where
    there is a folder of that name, the new one's bears a random ending (see ``name_of``).

    Raises StoreError when the disk refuses; what was current then still is.
    """
    target, part = home / name, home / f".part-{token_hex(6)}"
    if target.exists():  # a folder that readers may be using is never emptied under their hands
        target = home / f"{name}{AGAIN}{token_hex(3)}"
    try:
        part.mkdir(parents=True)
        fill(part)
        part.rename(target)
        _point(home, target.name)
        _forget(home, target.name)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        problem = f"the {what} could not be written: {error.strerror}"
        raise StoreError(Fault(problem, "Make room or mend the rights", file=str(target))) from error
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
