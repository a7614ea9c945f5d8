"""An older version of a table, told from the log's own text: twice as fast as opening the table again.

The newest summary that is not later gives the files there were; the few entries after it say what came and
went. It is what Delta's own reader does, without what readers of rows have no need of.
"""

from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from ropewalk.observations import delta, faults, replay
from ropewalk.vocabulary.errors import Fault, StoreError

SUMMARY: Final = ".checkpoint.parquet"
_FIELDS: Final = ("path", "size", "stats")


class _Stats(msgspec.Struct):
    low: dict[str, int] = msgspec.field(name="minValues", default_factory=dict)
    high: dict[str, int] = msgspec.field(name="maxValues", default_factory=dict)


def look(head: delta.Version, number: int) -> delta.Version:
    """The table of ``head`` as of an earlier version; it can be read, and not written after."""
    with faults.reading(head.folder):
        held = _files(head.folder, number)
        first = head.handle.schema().fields[0].name
        rows = [_row(head.folder, add, first) for add in held.values()]
        files = pl.DataFrame(rows, head.files.schema, orient="row")
    return replace(head, number=number, files=files.sort("path"))


def _files(folder: Path, number: int) -> dict[str, replay.Add]:
    start, held = _summed_up(folder, number)
    for at in range(start + 1, number + 1):
        entry = replay.read_entry(folder, at)
        if entry.problem:
            raise StoreError(Fault(entry.problem, faults.RESTORE, file=str(delta.log_entry(folder, at))))
        for path in entry.removes:
            held.pop(path, None)
        held.update((add.path, add) for add in entry.adds)
    return held


def _summed_up(folder: Path, number: int) -> tuple[int, dict[str, replay.Add]]:
    """The newest summary up to a version and its files; -1 and none when there is no summary."""
    names = (file.name.removesuffix(SUMMARY) for file in (folder / "_delta_log").glob(f"*{SUMMARY}"))
    newest = max((int(name) for name in names if name.isdecimal() and int(name) <= number), default=-1)
    if newest < 0:
        return -1, {}
    summary = folder / "_delta_log" / f"{newest:020}{SUMMARY}"
    adds = pl.read_parquet(summary, columns=["add"]).get_column("add").struct.unnest()
    kept = adds.select(_FIELDS).filter(pl.col("path").is_not_null())
    return newest, {path: replay.Add(path, size, stats) for path, size, stats in kept.iter_rows()}


def _row(folder: Path, add: replay.Add, first: str) -> tuple[str, int, int | None, int | None, int | None]:
    """A file as ``delta.Version`` lists it."""
    stats = msgspec.json.decode(add.stats, type=_Stats) if add.stats else _Stats()
    part = add.path.partition("=")[2].partition("/")[0]
    ends = stats.low.get(first), stats.high.get(first)
    return f"{folder}/{add.path}", add.size, *ends, int(part) if part else None
