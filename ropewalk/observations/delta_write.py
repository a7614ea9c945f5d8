"""Changing a Delta table: rows into a file, then one entry in the log.

Parquet is written here rather than by ``write_deltalake``, for three reasons: the order of rows and the
size of row groups are ours (that is what makes reading one indicator fast); the SHA-256 of every file
goes into the log beside it; and one commit can take a source's old files away while it brings the new.
What lies on the disk is an ordinary Delta table that any Delta reader reads. Nothing is ever deleted.
"""

import io
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Final

import msgspec
import polars as pl
from deltalake import CommitProperties, DeltaTable, PostCommitHookProperties
from deltalake.exceptions import DeltaError
from deltalake.transaction import AddAction, RemoveAction

from ropewalk.observations import delta, faults

ROWS_A_GROUP: Final = 32_768
SMALL: Final = 1_000_000  # bytes: smaller files of a side table are gathered into one ...
LOOSE: Final = 16  # ... when there are this many, so that opening stays cheap after years of loads
CHECKPOINT: Final = 10  # commits between summaries of the log; reading 50 entries took three times as long


def write_file(folder: Path, frame: pl.DataFrame, part: str) -> tuple[AddAction, str]:
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


def commit(
    version: delta.Version,
    frame: pl.DataFrame,
    note: Mapping[str, str | int],
    *,
    part: str = "",
    drop: delta.Version | None = None,
) -> None:
    """Add rows to a table and drop the files of ``drop`` in one atomic commit that carries ``note``.

    ``version`` is the table's newest; StoreError when a commit has come between.
    ``part`` is the partition of the rows and of the dropped files, as ``name=value``. A kill before the
    log's entry stands leaves at most a file that nothing refers to.
    """
    actions: list[AddAction | RemoveAction] = []
    hashes, values = {}, _partition(part)
    folder = version.folder
    with faults.writing(folder):
        if frame.height:
            added, digest = write_file(folder, frame, part)
            actions.append(added)
            hashes[added.path] = digest
        for path in drop.paths() if drop else ():
            inside = Path(path).relative_to(folder).as_posix()
            actions.append(RemoveAction(inside, True, _now(), partition_values=values))
        enter(version, actions, {**note, "sha256": hashes}, list(values))


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
    if (version.number + 1) % CHECKPOINT == 0:
        # Only a help to readers. It is not left to deltalake, because a checkpoint that fails would
        # then make a commit that stands look like one that failed.
        with suppress(DeltaError, OSError):
            DeltaTable(str(version.folder)).create_checkpoint()


def append(version: delta.Version, frame: pl.DataFrame, note: Mapping[str, str | int]) -> None:
    """Append rows to a side table; gathers its small files into one when there are many."""
    small = version.only(pl.col("size") < SMALL)
    if small.files.height < LOOSE:
        commit(version, frame, note)
    else:
        commit(version, pl.concat([delta.rows(small, frame.schema), frame]), note, drop=small)


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
