"""A folder on a disk or in an object store: whole files in, whole files out.

On a disk a file is made under another name and renamed; an object store shows an object only when it is
whole. Either way a file that is written twice is replaced, and a reader never sees half of one.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from typing import Any, Final

import polars as pl
from deltalake.fs import DeltaStorageHandler

from ropewalk.observations import faults

_REMOTE: Final = "://"


@dataclass(frozen=True)
class Folder:
    """Where tables lie. ``uri``: a path, or an address such as ``s3://bucket/folder``; ``options``: what
    the object store asks for (keys, region, endpoint), passed on as it is."""

    uri: str
    options: Mapping[str, str] = field(default_factory=dict)

    def within(self, name: str) -> "Folder":
        """A folder inside this one."""
        return Folder(f"{self.uri.rstrip('/')}/{name}", self.options)

    @property
    def on_disk(self) -> bool:
        """Whether it is a path."""
        return _REMOTE not in self.uri

    def path(self, name: str) -> str:
        """The whole path or address of a file inside."""
        return f"{self.uri.rstrip('/')}/{name}"

    def read_columns(self, name: str, columns: list[str]) -> pl.DataFrame:
        """Some columns of a Parquet file. Raises StoreError when it is not there or is damaged."""
        with faults.reading(Path(self.uri)):
            if self.on_disk:
                return pl.read_parquet(self.path(name), columns=columns, glob=False, hive_partitioning=False)
            return pl.read_parquet(BytesIO(self.read(name)), columns=columns)

    def read_table(self, name: str, tests: list[pl.Expr]) -> pl.DataFrame:
        """The rows of a Parquet file for which every one of ``tests`` holds."""
        with faults.reading(Path(self.uri)):
            file = self.path(name) if self.on_disk else BytesIO(self.read(name))
            return pl.scan_parquet(file, glob=False, hive_partitioning=False).filter(*tests).collect()

    def write_table(self, name: str, table: pl.DataFrame, **how: Any) -> int:
        """Write a Parquet file, whole or not at all. ``how``: as Polars writes it. Returns its bytes."""
        with faults.writing(Path(self.uri)):
            if self.on_disk:
                with _renamed(Path(self.path(name))) as part:
                    table.write_parquet(part, **how)
                    return part.stat().st_size
            buffer = BytesIO()
            table.write_parquet(buffer, **how)
            return self._put(name, buffer.getvalue())

    def read(self, name: str) -> bytes:
        """A file's bytes."""
        with faults.reading(Path(self.uri)):
            if self.on_disk:
                return Path(self.path(name)).read_bytes()
            with self._handler().open_input_file(name) as file:
                return bytes(file.read())

    def write(self, name: str, content: bytes) -> int:
        """Write a file, whole or not at all. Returns its bytes."""
        with faults.writing(Path(self.uri)):
            if not self.on_disk:
                return self._put(name, content)
            with _renamed(Path(self.path(name))) as part:
                return part.write_bytes(content)

    def _put(self, name: str, content: bytes) -> int:
        with self._handler().open_output_stream(name) as stream:
            stream.write(content)
        return len(content)

    def _handler(self) -> DeltaStorageHandler:
        return DeltaStorageHandler(self.uri, dict(self.options))


@contextmanager
def _renamed(whole: Path) -> Iterator[Path]:
    """A name to write to, renamed when all is written. Two writers of one file never share it."""
    whole.parent.mkdir(parents=True, exist_ok=True)
    part = whole.with_name(f".{whole.name}.{token_hex(4)}.part")
    try:
        yield part
        os.replace(part, whole)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
