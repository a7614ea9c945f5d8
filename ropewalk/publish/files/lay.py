"""Where an answer lies in a folder of files, and how it is put there: whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from ropewalk.design.root import bare

PART: Final = ".ropewalk-part"
"""How a file's name ends while it is being written."""


def file_of(address: str) -> str:
    """The file, below the folder, that a web server gives for an address: ``/aims/1/`` is
    ``aims/1/index.html``. Raises ValueError for an address that leads out of the folder."""
    path = unquote(bare(address).partition("?")[0].partition("#")[0]).lstrip("/")
    parts = path.split("/")
    if any(part in ("..", ".") or "\0" in part for part in parts) or "" in parts[:-1]:
        raise ValueError(f"No file can stand for the address {address!r}")
    return f"{path}index.html" if not path or path.endswith("/") else path


def put(folder: Path, name: str, content: bytes, *, forced: bool = True) -> bool:
    """Write a file unless it holds just that already. True when it was written. Killed at any moment, it
    leaves the old file or the new one. ``forced``: onto the disk itself, so that this holds when the power
    fails, too. Raises OSError when the disk refuses."""
    target = folder / name
    with suppress(OSError):
        if target.stat().st_size == len(content) and target.read_bytes() == content:
            return False
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}{PART}")
    with part.open("wb") as file:
        file.write(content)
        if forced:
            file.flush()
            os.fsync(file.fileno())
    part.replace(target)
    return True


def remove(folder: Path, name: str) -> None:
    """Take a file away, and the folders that it leaves empty."""
    target = folder / name
    target.unlink(missing_ok=True)
    for parent in target.parents:
        if parent == folder:
            return
        with suppress(OSError):
            parent.rmdir()


def clear_parts(folder: Path) -> None:
    """Take away what a killed run was writing."""
    for part in folder.rglob(f".*{PART}"):
        part.unlink(missing_ok=True)
