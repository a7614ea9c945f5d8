"""A national table as it lies: a Delta table of codes, one file a block of whole indicators.

The words of the codes lie beside the files (``Words``), under the same mark that every file's name ends
in: the files of one run and their words cannot be taken for another's. A run writes its files first, each
named by its block, and enters them into Delta's log in one commit; until then nobody sees them.

Delta knows no unsigned numbers, so codes are the smallest signed ones.
"""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Final

import msgspec
import polars as pl
from deltalake import CommitProperties, DeltaTable, Field, PostCommitHookProperties, Schema
from deltalake.exceptions import TableNotFoundError
from deltalake.schema import PrimitiveType
from deltalake.transaction import AddAction, RemoveAction

from ropewalk.findings.blocks.storage import Folder
from ropewalk.observations import faults
from ropewalk.vocabulary.errors import Fault, StoreError

Columns = Mapping[str, type[pl.DataType]]

KEY: Final[Columns] = {"indicator": pl.Int32, "place": pl.Int32, "breakdown": pl.Int16, "period": pl.Int16}
NUMBERS: Final = ("value", "lower", "upper", "numerator", "denominator")
OBSERVATIONS: Final[Columns] = {**KEY, **dict.fromkeys(NUMBERS, pl.Float64), "state": pl.Int8}
"""Observations in codes. ``state``: as ``encode`` numbers it. Sorted by the key; missing numbers are null."""

_TYPES: Final = {
    pl.Int8: "byte",
    pl.Int16: "short",
    pl.Int32: "integer",
    pl.Float32: "float",
    pl.Float64: "double",
    pl.Boolean: "boolean",
}
ROWS_A_GROUP: Final = 131_072
TIGHT: Final = {"compression": "zstd", "compression_level": 1, "row_group_size": ROWS_A_GROUP}
"""How observations are written: small, with least and greatest by row group."""
FAST: Final = {"compression": "uncompressed", "statistics": False, "row_group_size": ROWS_A_GROUP}
"""How findings are written: codes are small as they are, and chance numbers do not get smaller."""
_MARK: Final = re.compile(r"block-(\d+)-([0-9a-f]+)\.parquet$")


@dataclass(frozen=True)
class Words:
    """The words behind the codes of each column, in order of code."""

    columns: Mapping[str, tuple[str, ...]]

    def __getitem__(self, column: str) -> tuple[str, ...]:
        return self.columns[column]


@dataclass(frozen=True)
class Written:
    """A file of a block that no log speaks of yet. ``low``, ``high``: its least and greatest indicator;
    ``part``: value of the partition column, empty in a table without one."""

    path: str
    size: int
    rows: int
    low: int
    high: int
    part: str = ""


@dataclass(frozen=True)
class Block:
    """One file of a table, in order of ``number``; ``low`` to ``high`` are its indicators' codes."""

    number: int
    path: str
    rows: int
    low: int
    high: int
    part: str


@dataclass(frozen=True)
class Version:
    """A table as of one commit: its blocks in order, and the mark of the run that wrote them ("": none)."""

    number: int
    mark: str
    blocks: tuple[Block, ...]


def new_mark() -> str:
    """A mark for the files of one run."""
    return token_hex(8)


def write_block(
    folder: Folder,
    number: int,
    mark: str,
    table: pl.DataFrame,
    *,
    part: tuple[str, str] | None = None,
    how: Mapping[str, object] = TIGHT,
) -> Written:
    """Write one block's rows; a block that is done again takes its own file's place."""
    inside = f"{part[0]}={part[1]}/" if part else ""
    name = f"{inside}block-{number:05d}-{mark}.parquet"
    size = folder.write(name, table, **how)
    low, high = table.select(pl.col("indicator").min().alias("l"), pl.col("indicator").max().alias("h")).row(
        0
    )
    return Written(name, size, table.height, -1 if low is None else low, -1 if high is None else high,
                   part[1] if part else "")  # fmt: skip


def commit(
    folder: Folder,
    columns: Columns,
    words: Words,
    mark: str,
    written: Sequence[Written],
    *,
    part: str | None = None,
    note: Mapping[str, object] | None = None,
) -> int:
    """Make these files the whole content of the table, in one commit. Returns the table's version.

    Raises StoreError when another commit comes between or the disk refuses; the table is then as it was.
    """
    _write_words(folder, words, mark)
    table = _opened_or_made(folder, columns, part)
    now = int(time.time() * 1000)
    new: list[AddAction | RemoveAction] = [
        AddAction(w.path, w.size, _partition(part, w.part), now, True, _statistics(w))
        for w in sorted(written, key=lambda w: w.path)
    ]
    with faults.writing(folder.uri):
        table.create_write_transaction(
            new,
            "overwrite",  # what the table held goes in the same commit
            table.schema(),
            [part] if part else [],
            commit_properties=CommitProperties({"ropewalk": dict(note or {})}, max_commit_retries=0),
            post_commithook_properties=PostCommitHookProperties(False, cleanup_expired_logs=False),
        )
    return table.version() + 1


def look(folder: Folder, number: int | None = None) -> Version:
    """The table as of a version (the newest when none is given). Raises StoreError when there is none."""
    with faults.reading(folder.uri):
        table = DeltaTable(folder.uri, version=number, storage_options=folder.asked)
        actions = pl.DataFrame(table.get_add_actions(flatten=True))
    parts = table.metadata().partition_columns
    blocks = [_block(row, parts) for row in actions.iter_rows(named=True)]
    marks = {match[2] for block in blocks if (match := _MARK.search(block.path))}
    if len(marks) > 1:
        remedy = "Write the whole table anew; its files must come from one run"
        raise StoreError(Fault("the table's files come from several runs", remedy, file=folder.uri))
    ordered = sorted(blocks, key=lambda block: (block.part, block.number))
    return Version(table.version(), next(iter(marks), ""), tuple(ordered))


def words_of(folder: Folder, mark: str) -> Words:
    """The words of the codes in the files with this mark."""
    table = folder.read(_words(mark))
    each = table.partition_by("column", as_dict=True, maintain_order=True)
    return Words({str(key[0]): tuple(rows["word"].to_list()) for key, rows in each.items()})


def _write_words(folder: Folder, words: Words, mark: str) -> None:
    parts = [
        pl.DataFrame({"column": [column] * len(each), "code": range(len(each)), "word": each},
                     schema={"column": pl.String, "code": pl.Int32, "word": pl.String})
        for column, each in words.columns.items()
    ]  # fmt: skip
    folder.write(_words(mark), pl.concat(parts))


def _words(mark: str) -> str:
    return f"_words/{mark}.parquet"  # readers of Delta pass over what begins with an underscore


def _opened_or_made(folder: Folder, columns: Columns, part: str | None) -> DeltaTable:
    try:
        with faults.reading(folder.uri):
            return DeltaTable(folder.uri, storage_options=folder.asked)
    except StoreError as error:
        if not isinstance(error.__cause__, TableNotFoundError):
            raise
    fields = [Field(name, PrimitiveType(_TYPES[kind])) for name, kind in columns.items()]
    fields += [Field(part, PrimitiveType("string"))] if part else []
    with faults.writing(folder.uri):
        return DeltaTable.create(
            folder.uri, Schema(fields), partition_by=[part] if part else None, storage_options=folder.asked
        )


def _block(row: dict[str, object], parts: list[str]) -> Block:
    match = _MARK.search(str(row["path"]))
    low, high = row.get("min.indicator"), row.get("max.indicator")
    part = str(row[f"partition.{parts[0]}"]) if parts else ""
    number = int(match[1]) if match else -1
    rows = int(str(row["num_records"]))
    return Block(number, str(row["path"]), rows, _whole(low), _whole(high), part)


def _whole(value: object) -> int:
    return -1 if value is None else int(str(value))


def _partition(part: str | None, value: object) -> dict[str, str | None]:
    return {part: str(value)} if part else {}


def _statistics(written: Written) -> str:
    bounds = ({"minValues": {"indicator": written.low}, "maxValues": {"indicator": written.high}}
              if written.rows else {})  # fmt: skip
    return msgspec.json.encode({"numRecords": written.rows, **bounds}).decode()
