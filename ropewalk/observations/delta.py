"""Delta Lake tables on a disk: make one, look at a version of it, read its rows.

Two traps of deltalake 1.6, found by trying: ``history()`` gives commits later than the version that was
opened, wrongly numbered, and nothing at all when the folder's name holds a space; and ``scan_delta``
does not find files in such a folder. So notes are read from the log's own JSON, and files by Polars.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import msgspec
import polars as pl
from deltalake import DeltaTable, Field, Schema
from deltalake.schema import PrimitiveType

from ropewalk.observations import faults

# Delta tidies its log after 30 days unless told not to: then older revisions could not be read.
KEEP: Final = {
    "delta.enableExpiredLogCleanup": "false",
    "delta.logRetentionDuration": "interval 365000 days",
    "delta.deletedFileRetentionDuration": "interval 365000 days",
}
_TYPES: Final = {pl.Int32: "integer", pl.Float64: "double", pl.String: "string"}


@dataclass(frozen=True)
class Version:
    """A table as of one commit; ``table`` is the id it was made with, ``handle`` what a writer commits by.

    ``files``: path (text), size (bytes), low and high (least and greatest value of the first column;
    null where unknown), part (value of the partition column; null in a table without one).
    """

    folder: Path
    number: int
    table: str
    files: pl.DataFrame
    handle: DeltaTable = field(repr=False)

    def only(self, *wanted: pl.Expr | pl.Series) -> "Version":
        """This version with only the files for which every one of ``wanted`` holds."""
        return replace(self, files=self.files.filter(*wanted))

    def paths(self) -> list[str]:
        """The table's Parquet files as of this version, in a fixed order."""
        return self.files.get_column("path").to_list()


class _Info(msgspec.Struct):
    ropewalk: msgspec.Raw = msgspec.Raw()


class _Line(msgspec.Struct, rename={"info": "commitInfo"}):
    info: _Info | None = None


def create(folder: Path, columns: Mapping[str, type[pl.DataType]], part: str = "") -> None:
    """Make an empty table, unless there is one. ``part`` names the column to partition by."""
    fields = [Field(name, PrimitiveType(_TYPES[kind])) for name, kind in columns.items()]
    with faults.writing(folder):
        DeltaTable.create(
            str(folder),
            Schema(fields),
            mode="ignore",
            partition_by=[part] if part else None,
            name=folder.name,
            configuration=KEEP,
        )


def look(folder: Path, number: int | None = None) -> Version:
    """The table as of a version (the newest when none is given). Reads the log, never the data."""
    with faults.reading(folder):
        table = DeltaTable(str(folder), version=number)
        actions = pl.DataFrame(table.get_add_actions(flatten=True))
        first, parts = table.schema().fields[0].name, table.metadata().partition_columns
        files = actions.select(
            path=pl.lit(f"{folder}{os.sep}") + pl.col("path"),
            size=pl.col("size_bytes"),
            low=pl.col(f"min.{first}"),
            high=pl.col(f"max.{first}"),
            part=pl.col(f"partition.{parts[0]}") if parts else pl.lit(None, dtype=pl.Int32),
        )
        return Version(folder, table.version(), str(table.metadata().id), files.sort("path"), table)


def newest(version: Version) -> Version:
    """The version itself when no commit has followed it (one look at a file name), else the newest."""
    followed = log_entry(version.folder, version.number + 1).exists()
    return look(version.folder) if followed else version


def last(version: Version) -> int:
    """The number of the newest commit that has followed a version, or its own; nothing is read."""
    number = version.number
    while log_entry(version.folder, number + 1).exists():
        number += 1
    return number


def log_entry(folder: Path, number: int) -> Path:
    """Where the log keeps the commit that made a version."""
    return folder / "_delta_log" / f"{number:020}.json"


def notes(folder: Path, number: int) -> bytes | None:
    """What we noted in the commit that made a version, as JSON; None for a commit that is not ours."""
    with faults.reading(folder):
        for line in log_entry(folder, number).read_bytes().splitlines():
            info = msgspec.json.decode(line, type=_Line).info
            if info is not None:
                return bytes(info.ropewalk) or None
        return None


def scanned(
    files: Sequence[str | Path], columns: Mapping[str, type[pl.DataType] | pl.DataType]
) -> pl.LazyFrame:
    """Parquet files as one table, to be asked; there is at least one."""
    return pl.scan_parquet(
        [str(file) for file in files], hive_partitioning=False, glob=False, schema=dict(columns)
    )


def rows(
    version: Version,
    columns: Mapping[str, type[pl.DataType] | pl.DataType],
    *wanted: pl.Expr,
    only: Sequence[str] = (),
    keys: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The rows of a version for which every one of ``wanted`` holds, in the ``columns`` of its files
    (so without the partition column), or of these the ones named in ``only``; with ``keys`` only those that
    are equal to one of its rows."""
    if version.files.is_empty():
        return pl.DataFrame(schema=dict(columns)).select(list(only or columns))
    with faults.reading(version.folder):
        files = scanned(version.paths(), columns)
        found = files.filter(*wanted).select(list(only or columns))
        if keys is None:
            return found.collect()
        return found.join(keys.lazy(), on=keys.columns, how="semi").collect(engine="streaming")


def grouped(
    version: Version,
    columns: Mapping[str, type[pl.DataType] | pl.DataType],
    by: Sequence[str | pl.Expr],
    each: Sequence[pl.Expr],
    *wanted: pl.Expr,
) -> pl.DataFrame:
    """What ``each`` says of the rows with the same values of ``by``, of those for which every one of
    ``wanted`` holds; the rows stream by and are never all held."""
    if version.files.is_empty():
        return pl.DataFrame(schema=dict(columns)).group_by(by).agg(each)
    with faults.reading(version.folder):
        files = scanned(version.paths(), columns)
        return files.filter(*wanted).group_by(by).agg(each).collect(engine="streaming")


def height(version: Version) -> int:
    """How many rows a version has, as its files' own footers say."""
    if version.files.is_empty():
        return 0
    with faults.reading(version.folder):
        files = pl.scan_parquet(version.paths(), hive_partitioning=False, glob=False)
        return int(files.select(pl.len()).collect().item())
