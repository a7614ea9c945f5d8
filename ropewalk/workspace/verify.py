"""Is the workspace what it was? Publishers' files against their origins, the store against its hashes."""

import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ropewalk.findings.disclosure import record
from ropewalk.findings.history.said import FOLDER as SAID
from ropewalk.observations.settle import ASIDE
from ropewalk.observations.store import Store
from ropewalk.observations.verify import verify, verify_table
from ropewalk.sources.editions import FOLDER, LISTING, read_editions
from ropewalk.sources.streaming.bytes_of import Bytes
from ropewalk.vocabulary.errors import Fault, RopewalkError
from ropewalk.vocabulary.source import Origin
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.load import Progress

MEND = "Put the database back from a copy, or take it away and load again"


@dataclass(frozen=True)
class Report:
    """What was checked, and every fault. ``notes``: what is worth knowing and no fault."""

    publishers_files: int
    store_files: int
    log_entries: int
    revisions: int
    bytes: int
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def verify_workspace(folder: Folder, *, progress: Progress = lambda *_: None) -> Report:
    """Check a workspace end to end: publishers' files, the store, what was said and what was shown, and the
    database. Writes nothing, but that a copy taken during a load is made whole."""
    editions, found = _editions(folder)
    origins = {name: every[-1] for name, every in editions.items()}
    files = [one for name, every in editions.items() for one in _files(folder, name, every)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, faults in enumerate(pool.map(_checked, files), start=1):
            progress("hashing the publishers' files", done, len(files))
            found += faults
    revisions, store_faults, notes = _opened(folder, origins)
    checked = verify(folder.store, progress) if Store.exists(folder.store) else None
    said = verify_table(folder.store / SAID)
    shown, wrong = record.wrong(folder.store)
    found += [*store_faults, *(checked.faults if checked else ()), *said.faults, *wrong]
    found += _database(folder.database)
    kept = [one for one in (checked, said) if one]
    return Report(
        publishers_files=len(files),
        store_files=sum(one.files for one in kept) + shown,
        log_entries=sum(one.entries for one in kept),
        revisions=revisions,
        bytes=sum(one.done for one in files) + sum(one.bytes for one in kept),
        faults=tuple(dict.fromkeys(found)),
        notes=notes,
    )


def _editions(folder: Folder) -> tuple[dict[str, tuple[Origin, ...]], list[Fault]]:
    """The origins of each source's editions, the newest last; and what is wrong with their lists."""
    found: dict[str, tuple[Origin, ...]] = {}
    faults: list[Fault] = []
    for name in folder.source_ids():
        try:
            found[name] = read_editions(folder.sources / name)
        except RopewalkError as error:
            faults.extend(error.faults)
    return found, faults


def _files(folder: Folder, name: str, editions: tuple[Origin, ...]) -> Iterator[Bytes]:
    """Every file of every edition; those of earlier ones lie in folders of their own."""
    for origin in editions:
        newest = origin is editions[-1]
        place, listing = ("", "origin.toml") if newest else (f"{FOLDER}/{origin.edition}/", LISTING)
        for file in origin.files:
            path = folder.sources / name / place / file.name
            yield Bytes(path, f"{name}/{place}{file.name}", file, listing)


def _checked(file: Bytes) -> tuple[Fault, ...]:
    try:
        file.check()
    except RopewalkError as error:
        return error.faults
    except OSError as error:
        return (Fault(f"the file cannot be read: {error.strerror}", "See to the disk", file=file.name),)
    return ()


def _opened(folder: Folder, origins: dict[str, Origin]) -> tuple[int, tuple[Fault, ...], tuple[str, ...]]:
    """How many revisions the store opens at, and what of it does not fit the folder of sources."""
    if not Store.exists(folder.store):
        return 0, (), ("there is no store yet: ropewalk load makes it",)
    try:
        store = Store.open(folder.store)
        held = store.origins()
    except RopewalkError as error:
        return 0, error.faults, ()
    notes = [f"{name}: the store holds it, the folder does not" for name in held if name not in origins]
    notes += [
        f"{name}: the files are not those that were last loaded: ropewalk load brings them in"
        for name, origin in origins.items()
        if name in held and _bytes(held[name]) != _bytes(origin)
    ]
    notes += [
        f"{aside.name}: when this copy was first opened it held parts of a later revision, kept in {aside}"
        for aside in sorted((folder.store / ASIDE).glob("*"))
    ]
    return store.revision, (), tuple(notes)


def _bytes(origin: Origin) -> set[tuple[str, str]]:
    return {(file.name, file.sha256) for file in origin.files}


def _database(file: Path) -> list[Fault]:
    """What SQLite itself finds wrong with the database of plan and indicators."""
    if not file.exists():
        return []
    try:
        base = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
        try:
            found = [str(row[0]) for row in base.execute("PRAGMA integrity_check(5)")]
        finally:
            base.close()
    except sqlite3.Error as error:
        found = [str(error)]
    return [Fault(f"the database is damaged: {text}", MEND, file=str(file)) for text in found if text != "ok"]
