"""Which files are too large for memory, and what of a map can be read in parts."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from ropewalk.sources.maps import SourceMap, Table
from ropewalk.sources.opening import dialect_of
from ropewalk.sources.sniff import wide_encoding
from ropewalk.sources.streaming.bytes_of import Bytes
from ropewalk.sources.streaming.cut import Part, Shape, as_utf8, parts, plain
from ropewalk.vocabulary.errors import Fault, SourceError
from ropewalk.vocabulary.source import Origin

LARGE: Final = (
    100_000_000  # bytes, unpacked: text takes about seven times its size in memory while it is read
)
ROWS: Final = 100_000  # of a Parquet file at once
# What such a field asks for can only be told from the whole file.
WHOLE: Final = ("code", "last_row", "ends_before", "record_count", "metadata")
FORMATS: Final = ("csv", "tsv", "parquet")


def large_files(plan: SourceMap, origin: Origin, size: int | None = None) -> tuple[str, ...]:
    """The files larger than LARGE (or ``size``) bytes of which every table can be read in parts."""
    most = LARGE if size is None else size
    names = [file.name for file in origin.files if file.bytes > most]
    return tuple(name for name in names if _in_parts([t for t in plan.table if t.file == name]))


def _in_parts(tables: list[Table]) -> bool:
    if not tables or not all(table.format in FORMATS for table in tables):
        return False
    asked = {name: getattr(Table(), name) for name in WHOLE if hasattr(Table(), name)}
    whole = any(getattr(table, name) != usual for table in tables for name, usual in asked.items())
    packed = tables[0].format == "parquet" and tables[0].file.endswith(".gz")
    return not whole and not packed and len({_how(table) for table in tables}) == 1


def _how(table: Table) -> tuple[object, ...]:
    """How a file is opened: tables that differ in it would need it to be cut twice."""
    names = ("format", "encoding", "delimiter", "quote", "header_row", "header_rows", "first_row")
    return tuple(getattr(table, name, None) for name in names)


def file_encoding(file: Bytes, table: Table) -> str:
    """The encoding that the map says, or that the file's mark of UTF-16 or UTF-32 says."""
    return (wide_encoding(file.beginning()) or table.encoding) if table.format != "parquet" else "utf-8"


def in_utf8(table: Table, encoding: str) -> Table:
    """The table as it reads parts of a file in an encoding: what cannot be cut as bytes comes as UTF-8."""
    return table if plain(encoding) else msgspec.structs.replace(table, encoding="utf-8")


def file_parts(file: Bytes, table: Table, encoding: str, size: int) -> Iterator[Part]:
    """A large file in parts that can each be read as a small file of the same table."""
    if table.format == "parquet":
        yield from _parquet_parts(file)
        return
    pieces: Iterator[bytes] = file.pieces()
    if not plain(encoding):
        pieces = as_utf8(pieces, encoding, file.name)
    if b"\n" not in (first := file.beginning(1_000_000)) and b"\r" in first:
        pieces = (piece.replace(b"\r", b"\n") for piece in pieces)  # as old Macintoshes wrote line ends
    dialect = dialect_of(table)
    above = (dialect.first_row or dialect.header_row + 1) - 1
    shape = Shape(dialect.delimiter, dialect.quote, above, size)
    yield from parts(pieces, shape, file=file.name)


def _parquet_parts(file: Bytes) -> Iterator[Part]:
    """A Parquet file is hashed first, as it is not read from beginning to end."""
    file.check()
    rows = _scan(file.path).select(pl.len()).collect().item()
    for start in range(0, max(rows, 1), ROWS):
        try:
            frame = _scan(file.path).slice(start, ROWS).collect()
        except (pl.exceptions.PolarsError, OSError) as error:
            remedy = "Fetch the file again: it is damaged"
            raise SourceError(Fault("the file cannot be read as parquet", remedy, file=file.name)) from error
        yield Part(_packed(frame), start)


def _scan(path: Path) -> pl.LazyFrame:
    return pl.scan_parquet(path, glob=False, hive_partitioning=False)


def _packed(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="uncompressed")
    return buffer.getvalue()


def tables_of(plan: SourceMap, name: str) -> list[tuple[int, Table]]:
    """The tables that read a file, each with its place in the map."""
    return [(number, table) for number, table in enumerate(plan.table) if table.file == name]
