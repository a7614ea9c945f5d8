"""Files of releases, by the hash of their bytes: ``releases/ab/abcdef...``. Written once, checked when read.

Bytes never change under their name, so that two releases share what is the same, and a copy of the workspace
can be held against the hashes in the database.
"""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from ropewalk.vocabulary.errors import Fault, StoreError

HOME: Final = "releases"
_REMEDY: Final = "Put it back from a backup: its name is the hash of its bytes"


def name_of(content: bytes) -> str:
    """The name that bytes are kept under: their SHA-256 in hex."""
    return sha256(content).hexdigest()


def path_of(home: Path, name: str) -> Path:
    """Where a file lies in a workspace's folder of releases."""
    return home / name[:2] / name


def put(home: Path, content: bytes) -> str:
    """Keep bytes, and return their name. On the disk for good before this returns."""
    name = name_of(content)
    path = path_of(home, name)
    if path.is_file() and path.stat().st_size == len(content):
        return name
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{name}.{os.getpid()}")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    _settle(path.parent)
    return name


def get(home: Path, name: str) -> bytes:
    """The bytes of a name. Raises StoreError when they are not there, or are not what they were."""
    path = path_of(home, name)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise StoreError(Fault("a file of a release is missing", _REMEDY, file=str(path))) from error
    if name_of(content) != name:
        raise StoreError(Fault("a file of a release is not what it was", _REMEDY, file=str(path)))
    return content


def held(home: Path) -> Iterator[str]:
    """The names of all that is kept, in order."""
    return (path.name for path in sorted(home.glob("??/*")) if not path.name.startswith("."))


def _settle(folder: Path) -> None:
    """Have the disk keep a folder's list of names too."""
    at = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(at)
    finally:
        os.close(at)
