"""Files kept under the hash of their bytes, ``ab/abcdef...``: the same bytes once, and never other ones."""

import os
from hashlib import sha256
from pathlib import Path

from ropewalk.observations.whole import flush, whole

SHARED = 0o666
"""The rights of a file that whoever runs the machine may have others read, as far as the umask lets them."""


def name_of(content: bytes) -> str:
    """The name that bytes are kept under: their SHA-256 in hex."""
    return sha256(content).hexdigest()


def path_of(home: Path, name: str) -> Path:
    """Where a file lies below the folder ``home``."""
    return home / name[:2] / name


def put(home: Path, content: bytes, *, mode: int = SHARED, folder_mode: int = 0o777) -> str:
    """Keep bytes below a folder, and return their name. They are on the disk for good, whole, when this
    returns; what was cut short before is written again. Raises OSError where nothing can be written."""
    name = name_of(content)
    path = path_of(home, name)
    if path.is_file() and path.stat().st_size == len(content):
        return name
    path.parent.mkdir(parents=True, exist_ok=True, mode=folder_mode)
    with whole(path) as part:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    flush(path.parent)  # so that the folder's list of names is on the disk too
    return name
