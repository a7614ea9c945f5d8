"""Is the store what it was? Every log entry, and every file of every revision, against the hashes kept.

Nothing here trusts what it checks: logs are replayed from their own text, and files are hashed as bytes.
A store from before hashes were chained has fewer proofs, and no fault for that.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Final

import polars as pl

from ropewalk.observations import faults, harm, replay, witness
from ropewalk.observations.settle import CHECKPOINT, SIDES
from ropewalk.vocabulary.errors import Fault

TABLES: Final = ("observations", *SIDES)
SUMMARY: Final = (
    "Take this summary of the log away: it is only a help to readers, and the next load makes one"
)


@dataclass(frozen=True)
class Verified:
    """What was checked, and what is wrong: files and bytes hashed, log entries read, faults."""

    files: int
    bytes: int
    entries: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Kept:
    """A file that some version of a table refers to, as the log tells of it."""

    table: str
    path: Path
    size: int
    sha256: str
    stats: str | None
    since: int
    until: int | None


def verify(store: Path, progress: Callable[[str, int, int], None] = lambda *_: None) -> Verified:
    """Check a store's folder end to end. Reads everything, writes nothing, and raises for no damage."""
    head = witness.read(store)  # before the logs: a load that goes on meanwhile must not look like a loss
    logs = {name: list(replay.entries(store / name)) for name in TABLES}
    kept = [file for name in TABLES for file in _kept(store, name, logs[name])]
    found = [fault for name in TABLES for fault in _log_faults(store / name, logs[name])]
    found += [fault for name in SIDES for fault in _sealed(store / name, name, logs)]
    found += _witnessed(store, head, logs["observations"])
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for done, (file, problem) in enumerate(zip(kept, pool.map(_problem, kept), strict=True), start=1):
            progress("hashing the store's files", done, len(kept))
            if problem:
                found.append(harm.fault(store, file.table, file.path, problem, _span(file, logs)))
    found += [fault for name in TABLES for fault in _summary_faults(store / name, logs[name])]
    entries = sum(len(log) for log in logs.values())
    return Verified(len(kept), sum(file.size for file in kept), entries, tuple(found))


def verify_table(folder: Path) -> Verified:
    """Check one table of its own beside the store's (no table: nothing to check). Raises for no damage."""
    if not (folder / "_delta_log").is_dir():
        return Verified(0, 0, 0, ())
    log = list(replay.entries(folder))
    kept = list(_kept(folder.parent, folder.name, log))
    found = [*_log_faults(folder, log), *_summary_faults(folder, log)]
    found += [Fault(wrong, faults.RESTORE, file=str(file.path)) for file in kept if (wrong := _problem(file))]
    return Verified(len(kept), sum(file.size for file in kept), len(log), tuple(found))


def _kept(store: Path, table: str, log: list[replay.Entry]) -> Iterator[Kept]:
    """Every file that ever was part of a table, from which entry on and up to which."""
    until = {path: entry.number for entry in log for path in entry.removes}
    for entry in log:
        for add in entry.adds:
            digest, end = entry.note.sha256.get(add.path, ""), until.get(add.path)
            yield Kept(table, store / table / add.path, add.size, digest, add.stats, entry.number, end)


def _problem(file: Kept) -> str:
    """What is wrong with a file: it is not there, or its bytes are not those that were written."""
    try:
        with file.path.open("rb") as handle:
            size = os.fstat(handle.fileno()).st_size
            if size != file.size:
                return f"the file has {size:,} bytes and should have {file.size:,}"
            if file.sha256 and (found := file_digest(handle, "sha256").hexdigest()) != file.sha256:
                return f"the file's SHA-256 is {found} and should be {file.sha256}"
    except FileNotFoundError:
        return "the file is missing"
    except OSError as error:
        return f"the file cannot be read: {error.strerror}"
    return ""


def _span(file: Kept, logs: dict[str, list[replay.Entry]]) -> harm.Span:
    """The revisions that read a file of the observations; of a side table, those since it was written."""
    log = logs["observations"]
    if file.table != "observations":
        first = next((e.note.revision for e in log if e.note.sides.get(file.table, 0) >= file.since), 1)
        return harm.Span(first, None, "", file.stats)
    own = [e for e in log if e.note.revision and e.number >= file.since]
    inside = [e for e in own if file.until is None or e.number < file.until]
    if not inside:
        return harm.Span(0, 0, "", file.stats)
    last = None if file.until is None else inside[-1].note.revision
    return harm.Span(inside[0].note.revision, last, harm.source_of(file.path), file.stats)


def _log_faults(folder: Path, log: list[replay.Entry]) -> Iterator[Fault]:
    """Entries that are lost, cannot be read, or are not those that the next entry saw."""
    by_number = {entry.number: entry for entry in log}
    for number in range(max(by_number, default=-1) + 1):
        file = str(folder / "_delta_log" / f"{number:020}.json")
        entry, following = by_number.get(number), by_number.get(number + 1)
        if entry is None:
            yield Fault("a log entry is missing", faults.RESTORE, file=file)
        elif entry.problem:
            yield Fault(entry.problem, faults.RESTORE, file=file)
        elif following and following.note.before not in ("", entry.digest):
            yield Fault("this log entry was changed after the next one was written", faults.RESTORE, file)
    if not by_number:
        yield Fault("the table has no log", faults.RESTORE, file=str(folder))


def _sealed(folder: Path, name: str, logs: dict[str, list[replay.Entry]]) -> Iterator[Fault]:
    """Entries of a side table that the observations' entries have seen, and that are others now, or lost."""
    digests = {entry.number: entry.digest for entry in logs[name]}
    seen = {
        e.note.sides[name]: e.note.seals.get(name, "") for e in logs["observations"] if name in e.note.sides
    }
    newest = max(digests, default=-1)
    for number, seal in seen.items():
        file = str(folder / "_delta_log" / f"{number:020}.json")
        if number > newest:
            yield Fault("a log entry that a revision needs is missing", faults.RESTORE, file=file)
        elif number == newest and seal and digests[number] != seal:
            yield Fault("this log entry was changed after a revision was made with it", faults.RESTORE, file)


def _witnessed(store: Path, head: witness.Head | None, log: list[replay.Entry]) -> Iterator[Fault]:
    """The newest entry has none after it to bear its hash: the witness does."""
    if head is None or not witness.at_home(store) or not log:
        return
    file, newest = str(store / "observations" / "_delta_log" / f"{head.version:020}.json"), log[-1].number
    if head.version > newest:
        yield Fault("the newest log entry is missing: the witness has seen it", faults.RESTORE, file)
    elif any(entry.number == head.version and entry.digest != head.entry for entry in log):
        yield Fault("this log entry is not the one that the witness has seen", faults.RESTORE, file)


def _summary_faults(folder: Path, log: list[replay.Entry]) -> Iterator[Fault]:
    """Summaries of the log say what the entries say; a wrong one would be believed."""
    held: dict[int, set[str]] = {}
    live: set[str] = set()
    for entry in log:
        live = (live | {add.path for add in entry.adds}) - set(entry.removes)
        held[entry.number] = live
    for summary in sorted((folder / "_delta_log").glob(f"*{CHECKPOINT}")):
        number = int(summary.name.removesuffix(CHECKPOINT))
        if number in held and _summed(summary) != held[number]:
            yield Fault("this summary does not say what the log says", SUMMARY, file=str(summary))


def _summed(summary: Path) -> set[str] | None:
    try:
        added = pl.read_parquet(summary, columns=["add"]).get_column("add").struct.field("path")
    except BaseException as error:  # Polars panics on some damaged files, and a panic is no Exception
        if not isinstance(error, (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException)):
            raise
        return None
    return set(added.drop_nulls())
