"""A backup put back as a workspace: checked first, all or nothing, and never over something."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ropewalk.vocabulary.errors import Fault, StoreError, UserError
from ropewalk.workspace.load import Progress
from ropewalk.workspace.manifest import FILE, Manifest, faults_of, read_manifest

DUMP: Final = "database"
"""The folder of a backup in which a PostgreSQL's tables lie."""
Fill = Callable[[Path], None]


def restore(
    backup: Path, target: Path, *, fill: Fill = lambda _: None, progress: Progress = lambda *_: None
) -> Manifest:
    """Check every file of a backup, and make a workspace of it. Returns what the backup says of itself.

    ``fill``: puts what the new folder holds of the database where it belongs, before the folder gets its
    name. Raises UserError when something is at ``target`` or ``backup`` is none, StoreError naming every
    file that is not as it was copied; then nothing was changed.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        remedy = "Choose a folder that does not exist; move the one that does aside first"
        raise UserError(Fault("there is something here already", remedy, file=str(target)))
    manifest = read_manifest(backup)
    progress("checking the backup", 0, 1)
    if found := tuple(faults_of(backup, manifest)):
        raise StoreError(*found)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part-{os.getpid()}")
    shutil.rmtree(part, ignore_errors=True)
    try:
        _copy(backup, part, manifest, progress)
        fill(part)
        shutil.rmtree(part / DUMP, ignore_errors=True)
        if target.exists():
            target.rmdir()
        part.rename(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return manifest


def _copy(backup: Path, part: Path, manifest: Manifest, progress: Progress) -> None:
    """Copy what is listed, and look at what arrived: the disk may be the damaged part."""
    top = str(backup)
    shutil.copytree(backup, part, ignore=lambda folder, _: {FILE} if folder == top else set())
    progress("checking the copy", 0, 1)
    if found := tuple(faults_of(part, manifest)):
        raise StoreError(*found)
