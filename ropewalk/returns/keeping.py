"""Where evidence lies: in the workspace, outside all that is served, by the hash of its bytes."""

from pathlib import Path

from django.conf import settings

from ropewalk.observations import by_hash

FOLDER = "evidence"


def keep(data: bytes) -> str:
    """Write bytes for their owner alone to read, and return their hash: see ``by_hash.put``."""
    return by_hash.put(_home(), data, mode=0o600, folder_mode=0o700)


def path_of(name: str) -> Path:
    """Where the bytes of a hash lie."""
    return by_hash.path_of(_home(), name)


def _home() -> Path:
    return Path(settings.WORKSPACE) / FOLDER
