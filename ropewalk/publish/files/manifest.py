"""What a copy holds, and of which state of the account: told first as being written, last as whole."""

from pathlib import Path
from typing import Final

import msgspec

from ropewalk.publish.files.lay import put
from ropewalk.vocabulary.errors import Fault, UserError

NAME: Final = ".ropewalk-copy.json"


class Manifest(msgspec.Struct, frozen=True):
    """``key`` names the state that all files are of; empty while a run writes, or was stopped in writing.
    ``files``: the size of each by its name; while a run writes, of all that may be there."""

    key: str = ""
    files: dict[str, int] = {}


def read(folder: Path) -> Manifest:
    """The manifest of a folder; an empty one for a folder that is empty or not there.

    Raises UserError for a folder with something else in it, so that nobody's files are written over.
    """
    try:
        return msgspec.json.decode((folder / NAME).read_bytes(), type=Manifest)
    except FileNotFoundError:
        if folder.is_dir() and any(folder.iterdir()):
            problem = "the folder has files that are not of a copy of an account"
            raise UserError(Fault(problem, "Name an empty folder with --out", file=str(folder))) from None
        return Manifest()
    except (msgspec.DecodeError, NotADirectoryError) as error:
        problem = f"this is no folder of a copy that can be gone on with: {error}"
        raise UserError(Fault(problem, "Name an empty folder with --out", file=str(folder))) from error


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    put(folder, NAME, msgspec.json.encode(manifest, order="deterministic"))


def is_whole(folder: Path, manifest: Manifest) -> bool:
    """Whether every file is there with its size: a look at each, and none is read."""
    try:
        return all((folder / name).stat().st_size == size for name, size in manifest.files.items())
    except OSError:
        return False
