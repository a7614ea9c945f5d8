"""Changing a Delta table: rows into a file, then one entry in the log.

Parquet is written here rather than by ``write_deltalake``, for three reasons: the order of rows and the
size of row groups are ours (that is what makes reading one indicator fast); the SHA-256 of every file
goes into the log beside it; and one commit can take a source's old files away while it brings the new.
What lies on the disk is an ordinary Delta table that any Delta reader reads. Nothing is ever deleted.
"""

import io
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path
from secrets import token_hex
from typing import Final

import msgspec
import polars as pl
from deltalake import CommitProperties, DeltaTable, PostCommitHookProperties
from deltalake.exceptions import DeltaError
from deltalake.transaction import AddAction, RemoveAction

from ropewalk.observations import delta, faults, replay
from ropewalk.observations.whole import flush

ROWS_A_GROUP: Final = 32_768
SMALL: Final = 1_000_000  # bytes: smaller files of a side table are gathered into one ...
LOOSE: Final = 16  # ... when there are this many, so that opening stays cheap after years of loads
CHECKPOINT: Final = 10  # commits between summaries of the log; reading 50 entries took three times as long
HINT: Final = "_last_checkpoint"
Written = tuple[AddAction, str]
"""A file that was written, as the log will tell of it, and its SHA-256."""


def write_file(folder: Path, frame: pl.DataFrame, part: str) -> Written:
    """Write rows to a new Parquet file that no version refers to yet. Returns its action and SHA-256."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, row_group_size=ROWS_A_GROUP, compression="zstd", compression_level=1)
    content, name = buffer.getbuffer(), f"{part}/{token_hex(16)}.parquet".lstrip("/")
    (folder / name).parent.mkdir(exist_ok=True)
    with (folder / name).open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())  # the rows are on the disk before the log speaks of them
    added = AddAction(name, len(content), _partition(part), _now(), True, _statistics(frame))
    return added, sha256(content).hexdigest()


def write_files(folder: Path, frames: Iterable[pl.DataFrame], part: str = "") -> list[Written]:
    """Write each frame that has rows to a file of its own, one after another, so that one is in memory."""
    with faults.writing(folder):
        return [write_file(folder, frame, part) for frame in frames if frame.height]


def commit(
    version: delta.Version,
    frame: pl.DataFrame,
    note: Mapping[str, object],
    *,
    part: str = "",
    drop: delta.Version | None = None,
) -> None:
    """Add rows to a table and drop the files of ``drop`` in one atomic commit. See ``commit_files``."""
    commit_files(version, write_files(version.folder, [frame], part), note, part=part, drop=drop)


def commit_files(
    version: delta.Version,
    files: Sequence[Written],
    note: Mapping[str, object],
    *,
    part: str = "",
    drop: delta.Version | None = None,
) -> None:
    """Make files that were written part of a table, and those of ``drop`` not, in one atomic commit.

    ``version`` is the table's newest; StoreError when a commit has come between.
    ``part`` is the partition of the rows and of the dropped files, as ``name=value``. ``note`` goes into
    the entry, with the files' hashes and that of the entry before. A kill before the log's entry stands
    leaves at most files that nothing refers to.
    """
    values, folder = _partition(part), version.folder
    actions: list[AddAction | RemoveAction] = [added for added, _ in files]
    with faults.writing(folder):
        for path in drop.paths() if drop else ():
            inside = Path(path).relative_to(folder).as_posix()
            actions.append(RemoveAction(inside, True, _now(), partition_values=values))
        hashes = {added.path: digest for added, digest in files}
        before = replay.digest(folder, version.number)
        enter(version, actions, {**note, "sha256": hashes, "before": before}, list(values))


def enter(
    version: delta.Version,
    actions: list[AddAction | RemoveAction],
    note: Mapping[str, object],
    parts: list[str],
) -> None:
    """Make the log's next entry: the one moment at which a commit comes to be."""
    table = version.handle
    table.create_write_transaction(
        actions,
        "append",
        table.schema(),
        parts,
        commit_properties=CommitProperties({"ropewalk": dict(note)}, max_commit_retries=0),
        post_commithook_properties=PostCommitHookProperties(False, cleanup_expired_logs=False),
    )
    # What follows is only a help, to readers and against a power cut. It is not left to deltalake, and it
    # may fail, because it must not make a commit that stands look like one that failed.
    with suppress(DeltaError, OSError):
        _force(delta.log_entry(version.folder, version.number + 1))
        if (version.number + 1) % CHECKPOINT == 0:
            summarise(version.folder)


def summarise(folder: Path) -> None:
    """Sum up a table's log in one file, so that opening stays cheap.

    The hint to the newest summary is taken away again: it is the one file of a log that changes, and a
    copy of the folder that has the hint and not the summary could not be opened.
    """
    DeltaTable(str(folder)).create_checkpoint()
    (folder / "_delta_log" / HINT).unlink(missing_ok=True)


def _force(entry: Path) -> None:
    """Have the disk keep a log's entry, and its name, before anything builds on it."""
    flush(entry)
    flush(entry.parent)


def append(version: delta.Version, frame: pl.DataFrame, note: Mapping[str, object]) -> None:
    """Append rows to a side table; gathers its small files into one when there are many."""
    small = version.only(pl.col("size") < SMALL)
    if small.files.height < LOOSE:
        commit(version, frame, note)
    else:
        commit(version, pl.concat([delta.rows(small, frame.schema), frame]), note, drop=small)


def append_all(version: delta.Version, frames: Iterable[pl.DataFrame], note: Mapping[str, object]) -> None:
    """Append frames to a side table in one commit, the first alone as ``append`` does; none: no commit."""
    rest = iter(frames)
    first, second = next(rest, None), next(rest, None)
    if first is not None and second is None:
        append(version, first, note)
    elif first is not None and second is not None:
        commit_files(version, write_files(version.folder, chain((first, second), rest)), note)


def _now() -> int:
    return int(time.time() * 1000)


def _partition(part: str) -> dict[str, str | None]:
    name, _, value = part.partition("=")
    return {name: value} if part else {}


def _statistics(frame: pl.DataFrame) -> str:
    """Delta's statistics of a file; least and greatest for whole-number columns only."""
    whole = frame.select(pl.col(pl.Int32))
    nulls = frame.null_count()
    low, high = (whole.select(pl.all().min()), whole.select(pl.all().max()))
    found = {
        "numRecords": frame.height,
        "minValues": low.row(0, named=True) if whole.width else {},
        "maxValues": high.row(0, named=True) if whole.width else {},
        "nullCount": nulls.row(0, named=True),
    }
    return msgspec.json.encode(found).decode()
