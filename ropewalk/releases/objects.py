"""Files of releases, by the hash of their bytes: ``releases/ab/abcdef...``. Written once, checked when read.

Bytes never change under their name, so that two releases share what is the same, and a copy of the workspace
can be held against the hashes in the database.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ropewalk.observations.by_hash import name_of, path_of
from ropewalk.observations.by_hash import put as put
from ropewalk.vocabulary.errors import Fault, StoreError

HOME: Final = "releases"
_REMEDY: Final = "Put it back from a backup: its name is the hash of its bytes"


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
