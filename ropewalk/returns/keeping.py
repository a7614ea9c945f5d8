"""Where evidence lies: in the workspace, outside all that is served, by the hash of its bytes."""

import os
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from django.conf import settings

FOLDER = "evidence"


def keep(data: bytes) -> str:
    """Write bytes and return their hash; the same bytes are kept once. When this returns they are on the
    disk, whole or not at all."""
    name = sha256(data).hexdigest()
    path = path_of(name)
    if path.exists():
        return name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f".{name[:16]}-{token_hex(4)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return name


def path_of(name: str) -> Path:
    """Where the bytes of a hash lie."""
    return Path(settings.WORKSPACE) / FOLDER / name[:2] / name
