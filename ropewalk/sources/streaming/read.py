"""A source with files larger than memory becomes a batch on the disk, read part by part."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import polars as pl

from ropewalk.observations import checks
from ropewalk.observations.batch import COLUMNS, Batch
from ropewalk.observations.spill import Spill
from ropewalk.sources import duplicates
from ropewalk.sources.maps import SourceMap, Table
from ropewalk.sources.opening import Files
from ropewalk.sources.register import Register
from ropewalk.sources.selecting import no_rows
from ropewalk.sources.streaming.bytes_of import Bytes
from ropewalk.sources.streaming.cut import PART
from ropewalk.sources.streaming.large import file_encoding, file_parts, in_utf8, tables_of
from ropewalk.sources.table import TableRead, read_table
from ropewalk.vocabulary.errors import Fault, RopewalkError, SourceError
from ropewalk.vocabulary.source import Origin

MOST_SERIES: Final = 100_000  # of one table; tables' parts are numbered one after another
Reading = Callable[[str, int, int], None]
"""Called with what is being done, and how far along it is."""


@dataclass(frozen=True)
class Source:
    """What there is to read: ``files`` has the small files' bytes, ``large`` the large ones by name."""

    origin: Origin
    plan: SourceMap
    files: Files
    large: Mapping[str, Bytes]
    register: Register
    beside: Callable[[str], pl.DataFrame]


@dataclass
class _Found:
    """What the parts read so far have in common."""

    old_codes: set[str] = field(default_factory=set)
    series: set[tuple[int, int]] = field(default_factory=set)


def read_large(
    source: Source, room: Path, *, progress: Reading = lambda *_: None, part_size: int | None = None
) -> Batch:
    """Read and check every table into temporary files in ``room``; the batch's ``close`` takes them away.

    Raises what reading small files raises. Reading stops at the first part of a file that has a fault.
    """
    spill = Spill.start(room, source.origin.id)
    try:
        found = _Found()
        for number, table in enumerate(source.plan.table):
            if table.file not in source.large:
                _keep(source, spill, found, number, read_table(*_asked(source, table, source.files)))
        for name in source.large:
            _read_parts(source, name, spill, found, progress, part_size or PART)
        _check_series(source, found)
        return _batch(source, spill, found, progress)
    except BaseException:
        spill.close()
        raise


def _asked(
    source: Source, table: Table, files: Files
) -> tuple[Table, Files, Register, Callable[[str], pl.DataFrame]]:
    return table, files, source.register, source.beside


def _read_parts(source: Source, name: str, spill: Spill, found: _Found, progress: Reading, size: int) -> None:
    file, tables = source.large[name], tables_of(source.plan, name)
    encoding = file_encoding(file, tables[0][1])
    above = _above(tables[0][1])
    tables = [(number, in_utf8(table, encoding)) for number, table in tables]
    for part in file_parts(file, tables[0][1], encoding, size):
        progress(f"reading {file.name}", file.done, file.expected.bytes)
        files = replace(source.files, data={name: part.text}, opened={}, whole=False)
        faults: list[Fault] = []
        for number, table in tables:
            try:
                read = read_table(*_asked(source, table, files))
                _keep(source, spill, found, number, _moved(read, part.before))
            except RopewalkError as error:
                faults += [_lower(fault, part.before, above) for fault in error.faults]
        if faults:
            _raise(file, faults)


def _above(table: Table) -> int:
    """How many rows of a text file stand above its data; a Parquet file has none."""
    return 0 if table.format == "parquet" else (table.first_row or table.header_row + 1) - 1


def _moved(read: TableRead, before: int) -> TableRead:
    """A part's rows, with the row that the whole file shows."""
    row = pl.col("row") + before
    return replace(read, rows=read.rows.with_columns(row), refused=read.refused.with_columns(row))


def _lower(fault: Fault, before: int, above: int) -> Fault:
    moved = fault.row is not None and fault.row > above
    return replace(fault, row=fault.row + before) if moved and fault.row is not None else fault


def _raise(file: Bytes, faults: list[Fault]) -> None:
    """Faults of the first part that has any; but a file that is not the origin's is told as that alone."""
    file.rest()
    more = Fault("the rest of the file was not looked at", "Mend these first, then load again", file.name)
    raise SourceError(*faults, more)


def _keep(source: Source, spill: Spill, found: _Found, number: int, read: TableRead) -> None:
    """Put what a table gave through the store's door and into the spill."""
    found.old_codes |= read.old_codes
    found.series |= {(number, series) for series in read.series}
    part = read.part if read.part.len() else pl.Series("part", [0] * read.rows.height, pl.Int32)
    batch = Batch(source.origin, read.rows.select(list(COLUMNS)))
    stops = (read.rows["contradictions"] == "stop").alias("stops")
    spill.add(checks.checked_part(batch).with_columns(part + number * MOST_SERIES, stops))
    spill.refuse(read.refused)


def _check_series(source: Source, found: _Found) -> None:
    faults = [
        no_rows(series, source.files.name(table))
        for number, table in enumerate(source.plan.table)
        if table.file in source.large
        for place, series in enumerate(table.series)
        if (number, place) not in found.series
    ]
    if faults:
        raise SourceError(*faults)


def _batch(source: Source, spill: Spill, found: _Found, progress: Reading) -> Batch:
    def settle(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        policy = pl.when("stops").then(pl.lit("stop")).otherwise(pl.lit("refuse")).alias("contradictions")
        kept, contradicted, faults = duplicates.settle(rows.with_columns(policy), source.files.source)
        if faults:
            raise SourceError(*faults)
        return kept, duplicates.as_refused(contradicted)

    spilled = spill.settled(settle, lambda done, of: progress("sorting the rows", done, of))
    renames = source.register.renames
    return Batch(
        origin=source.origin,
        observations=pl.DataFrame(schema=COLUMNS),
        places=source.register.with_parents(spilled.places),
        renames={code: new for code, new in renames.items() if code in found.old_codes},
        spilled=spilled,
        close=spill.close,
    )
