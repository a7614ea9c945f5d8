"""A folder on a disk or in an object store: whole Parquet files in, rows out.

On a disk a file is made under another name and renamed; an object store shows an object only when it is
whole. Either way a file that is written twice is replaced, and a reader never sees half of one.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
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
    the object store asks for (keys, region, endpoint), passed to Polars and deltalake as it is."""

    uri: str
    options: Mapping[str, str] = field(default_factory=dict)

    def within(self, name: str) -> "Folder":
        """A folder inside this one."""
        return Folder(self.path(name), self.options)

    @property
    def on_disk(self) -> bool:
        """Whether it is a path."""
        return _REMOTE not in self.uri

    @property
    def asked(self) -> dict[str, str] | None:
        """The options as libraries take them: None when there are none."""
        return dict(self.options) or None

    def path(self, name: str) -> str:
        """The whole path or address of a file inside."""
        return f"{self.uri.rstrip('/')}/{name}"

    def read(
        self, name: str, columns: list[str] | None = None, tests: list[pl.Expr] | None = None
    ) -> pl.DataFrame:
        """The rows of a Parquet file for which every one of ``tests`` holds, in some columns (None: all).

        Raises StoreError when it is not there or is damaged.
        """
        with faults.reading(self.uri):
            rows = pl.scan_parquet(
                self.path(name), glob=False, hive_partitioning=False, storage_options=self.asked
            )
            return rows.filter(*tests or []).select(columns or pl.all()).collect()

    def write(self, name: str, table: pl.DataFrame, **how: Any) -> int:
        """Write a Parquet file, whole or not at all. ``how``: as Polars writes it. Returns its bytes."""
        with faults.writing(self.uri):
            if self.on_disk:
                with _renamed(Path(self.path(name))) as part:
                    table.write_parquet(part, **how)
                    return part.stat().st_size
            table.write_parquet(self.path(name), storage_options=self.asked, **how)
            return int(DeltaStorageHandler(self.uri, self.asked).get_file_info([name])[0].size)


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
