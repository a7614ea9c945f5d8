"""A whole workspace copied while people work in it: each part in the way that keeps it whole."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from ropewalk.observations.copying import ORDER, copy_store
from ropewalk.observations.store import Store
from ropewalk.vocabulary.errors import Fault, StoreError, UserError
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.load import Progress
from ropewalk.workspace.manifest import FILE, write_manifest
from ropewalk.workspace.restore import DUMP
from ropewalk.workspace.verify import Report, verify_workspace

AGAIN: Final = 5
"""How often derived files are copied anew when they are replaced meanwhile."""


def back_up(
    folder: Folder,
    target: Path,
    *,
    dump: Callable[[Path], object] | None = None,
    progress: Progress = lambda *_: None,
) -> Report:
    """Copy a workspace into a folder that is not there yet, verify the copy, and list its files with their
    hashes; all or nothing.

    The store is copied at one revision, the database by SQLite's own copying, the rest as it lies. ``dump``:
    writes a database that is not in the folder into one that it makes. See ``restore`` for the way back.
    Raises UserError when there is something at ``target``, StoreError when the workspace is damaged (see
    ``verify``).
    """
    if target.exists():
        remedy = "Choose a folder that does not exist yet"
        raise UserError(Fault("there is something here already", remedy, file=str(target)))
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part-{os.getpid()}")
    shutil.rmtree(part, ignore_errors=True)
    try:
        report = _copied(folder, Folder(part), dump, progress)
        progress("listing every file", 0, 1)
        write_manifest(part, revisions=report.revisions)
        part.rename(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return report


def _copied(
    folder: Folder, part: Folder, dump: Callable[[Path], object] | None, progress: Progress
) -> Report:
    part.path.mkdir()
    # The store first: definitions and files may only be newer than what was loaded of them, never older.
    if Store.exists(folder.store):
        Store.open(folder.store)  # a copy taken during a load is made whole first
        copy_store(folder.store, part.store, progress)
        _copy_derived(folder.store, part.store)
    # Then the database, and files last: what it names is written before it is named, and stays.
    if dump is not None:
        progress("copying the database", 0, 1)
        dump(part.path / DUMP)
    elif folder.database.exists():
        _copy_database(folder.database, part.database)
    for path in sorted(folder.path.iterdir()):
        passed_over = (".", folder.database.name)
        if path != folder.store and path.name != FILE and not path.name.startswith(passed_over):
            progress(f"copying {path.name}", 0, 1)
            _copy(path, part.path / path.name)
    report = verify_workspace(part, progress=progress)
    if report.faults:
        raise StoreError(*report.faults)
    return report


def _copy(path: Path, to: Path) -> None:
    if path.is_dir():
        shutil.copytree(path, to, symlinks=True)
    else:
        shutil.copy2(path, to)


def _copy_database(database: Path, to: Path) -> None:
    """SQLite copies a database as of one moment while others write to it."""
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)


def _copy_derived(store: Path, to: Path) -> None:
    """Findings and the like. A refresh may replace them while they are copied: then they are copied again,
    and at last left out, as ``ropewalk refresh`` makes them anew."""
    for path in sorted(store.iterdir()):
        if path.is_dir() and path.name not in (*ORDER, "aside"):
            for _ in range(AGAIN):
                if _copied_whole(path, to / path.name):
                    break
                shutil.rmtree(to / path.name, ignore_errors=True)


def _copied_whole(path: Path, to: Path) -> bool:
    before = _listing(path)
    try:
        shutil.copytree(path, to)
    except (shutil.Error, FileNotFoundError):
        return False
    return _listing(path) == before


def _listing(path: Path) -> list[tuple[str, int]]:
    """The names and times of all files; empty when they vanish while they are listed."""
    try:
        return [(str(file), file.stat().st_mtime_ns) for file in sorted(path.rglob("*"))]
    except FileNotFoundError:
        return []
