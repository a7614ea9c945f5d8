"""Loops compiled to machine code, kept on disk, so that the seconds it takes to compile are paid once.

Compiled functions stand in files named ``*_kernel.py``. Numba keeps what it compiled for as long as that
function's own file stays the same; but a compiled function holds the functions and constants of other
files too. So what is kept lies in a folder named after all kernels and rules together: when one changes,
all are compiled again.
"""

import os
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

PACKAGE: Final = Path(__file__).resolve().parent.parent
_FROZEN_IN: Final = ("*/*_kernel.py", "*/rules.py")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The function, compiled for the types it is first called with, callable from threads at once.

    Divisions by nought give infinities and NaN, as NumPy's do; no rounding is traded for speed, and sums
    are taken in the order in which they are written.
    """
    import numba  # takes two seconds: who asks only where things are kept need not wait for it

    folder, settings = kept_in(), vars(numba.config)
    before = settings["CACHE_DIR"]
    settings["CACHE_DIR"] = str(folder or "")
    try:
        return numba.njit(cache=folder is not None, nogil=True, error_model="numpy")(function)
    finally:
        settings["CACHE_DIR"] = before


@cache
def kept_in() -> Path | None:
    """The folder of what is compiled: NUMBA_CACHE_DIR, else beside this file, else the user's own cache;
    None where nothing can be written, and every process then compiles for itself."""
    name = f"kernels-{digest(PACKAGE)}"
    given = os.environ.get("NUMBA_CACHE_DIR")
    homes = [Path(given)] if given else [PACKAGE / "stats" / "__pycache__", *_user_wide()]
    for home in homes:
        folder = home / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return None


def digest(package: Path) -> str:
    """A short name of all compiled code and the constants frozen in it."""
    found = sha256()
    for pattern in _FROZEN_IN:
        for path in sorted(package.glob(pattern)):
            found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:12]


def _user_wide() -> list[Path]:
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA", "")
    else:
        root = os.environ.get("XDG_CACHE_HOME", "") or os.path.expanduser("~/.cache")
    return [Path(root) / "ropewalk"] if os.path.isabs(root) else []
