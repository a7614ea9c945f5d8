"""What a backup says of itself: every file with its hash, so that a damaged one is never restored."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import file_digest
from importlib.metadata import version
from pathlib import Path
from typing import Final

import msgspec

from ropewalk.vocabulary.errors import Fault, StoreError, UserError

FILE: Final = "backup.json"
REMEDY: Final = "Take another backup: nothing was restored from this one"


class File(msgspec.Struct, frozen=True):
    """A file of a backup: its path below the folder, its size and the hash of its bytes."""

    path: str
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """A backup. ``made``: when, in UTC; ``software``: which version made it; ``revisions``: of the store."""

    made: datetime
    software: str
    revisions: int
    files: tuple[File, ...]


def write_manifest(folder: Path, *, revisions: int) -> Manifest:
    """Hash every file of a finished copy, and write the list beside them. Returns it."""
    files = tuple(_file(folder, path) for path in _paths(folder))
    made = Manifest(datetime.now(UTC), version("ropewalk"), revisions, files)
    (folder / FILE).write_bytes(msgspec.json.format(msgspec.json.encode(made)) + b"\n")
    return made


def read_manifest(folder: Path) -> Manifest:
    """Raises UserError for a folder that is no finished backup, StoreError for a list that cannot be read."""
    try:
        content = (folder / FILE).read_bytes()
    except FileNotFoundError:
        remedy = "Give a folder that `ropewalk backup` has made and finished"
        raise UserError(Fault("this is no backup", remedy, file=str(folder))) from None
    try:
        return msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError as error:
        raise StoreError(
            Fault(f"the backup's list cannot be read: {error}", REMEDY, file=str(folder / FILE))
        ) from error


def faults_of(folder: Path, manifest: Manifest) -> Iterator[Fault]:
    """Every file that is missing, is not what was copied, or was put there since."""
    listed = {file.path: file for file in manifest.files}
    for file in manifest.files:
        path = folder / file.path
        if not path.is_file():
            yield Fault("a file of the backup is missing", REMEDY, file=file.path)
        elif (found := _file(folder, path)) != file:
            problem = "a file of the backup is not what was copied"
            yield Fault(problem, REMEDY, file=file.path, value=found.sha256[:12])
    for path in _paths(folder):
        if (name := path.relative_to(folder).as_posix()) not in listed:
            yield Fault("a file is here that the backup does not list", REMEDY, file=name)


def _paths(folder: Path) -> list[Path]:
    every = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path for path in every if path != folder / FILE]


def _file(folder: Path, path: Path) -> File:
    with path.open("rb") as file:
        hashed = file_digest(file, "sha256").hexdigest()
    return File(path.relative_to(folder).as_posix(), path.stat().st_size, hashed)
