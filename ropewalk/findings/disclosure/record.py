"""The record of what was shown: for each load of a protected source, its rows as readers see them.

``store/shown/index.json`` lists the files beside it in the order in which they were made. Nothing in there
is ever changed or taken away: what readers have been shown they know, whatever rule comes later. Where a load
was shown anew (by another rule, or other definitions) the last of its files counts, and readers know all.
"""

import os
from collections.abc import Collection
from hashlib import file_digest
from pathlib import Path
from secrets import token_hex
from typing import Final

import msgspec
import polars as pl

from ropewalk.findings.disclosure.show import SHOWN
from ropewalk.vocabulary.errors import Fault, StoreError

FOLDER: Final = "shown"
_INDEX: Final = "index.json"
_ROWS_A_GROUP: Final = 32_768
"""Rows lie by indicator, so that whoever asks for one need not read all."""
_REMEDY: Final = "Restore the store's folder from a copy: what readers were shown cannot be worked out again"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One load of one source as it was shown. ``basis``: what decided it, as a digest. Counts of rows:
    ``hidden``; ``told``, that the rule would hide had an earlier release not told them; ``refused``: whether
    some table hides all of itself. ``indicators``: those of its rows. ``sha256``: of the file; empty in a
    record from before it was kept."""

    revision: int
    source: str
    basis: str
    file: str
    hidden: int
    told: int
    refused: bool
    indicators: tuple[str, ...]
    sha256: str = ""


def entries(folder: Path) -> tuple[Entry, ...]:
    """The record of a store's folder, oldest first; none before the first. Raises StoreError when damaged."""
    path = folder / FOLDER / _INDEX
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[Entry, ...])
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.DecodeError) as error:
        raise StoreError(Fault("the record of what was shown is damaged", _REMEDY, file=str(path))) from error


def newest(record: tuple[Entry, ...]) -> dict[tuple[str, int], Entry]:
    """The entry that counts of each source and revision."""
    return {(entry.source, entry.revision): entry for entry in record}


def rows(folder: Path, entry: Entry, indicators: Collection[str] | None = None) -> pl.DataFrame:
    """The rows of an entry, of some indicators or all (None); columns ``show.SHOWN``. Raises StoreError when
    the file is missing or damaged."""
    path = folder / FOLDER / entry.file
    wanted = [] if indicators is None else [pl.col("indicator").is_in(list(indicators))]
    try:
        return pl.scan_parquet(path, glob=False).filter(*wanted).select(SHOWN).collect()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise StoreError(Fault("a file of what was shown is damaged", _REMEDY, file=str(path))) from error


def add(folder: Path, entry: Entry, table: pl.DataFrame) -> Entry:
    """Put an entry and its rows on record; the index, which comes last, is what makes it count.

    Raises StoreError when the disk refuses; the record is then as it was."""
    home = folder / FOLDER
    entry = msgspec.structs.replace(entry, file=f"{entry.revision}-{token_hex(6)}.parquet")
    try:
        home.mkdir(parents=True, exist_ok=True)
        table.write_parquet(home / entry.file, compression="zstd", row_group_size=_ROWS_A_GROUP)
        entry = msgspec.structs.replace(entry, sha256=_sha256(home / entry.file))
        _write(home, (*entries(folder), entry))
    except OSError as error:
        problem = f"what is shown could not be put on record: {error.strerror}"
        raise StoreError(Fault(problem, "Make room or mend the rights", file=str(home))) from error
    return entry


def wrong(folder: Path) -> tuple[int, list[Fault]]:
    """How many files the record of a store's folder names, and a fault for each that is not as it was."""
    try:
        record = entries(folder)
    except StoreError as error:
        return 0, list(error.faults)
    files = {entry.file: entry.sha256 for entry in record}
    found = [
        Fault(problem, _REMEDY, file=str(folder / FOLDER / name))
        for name, sha256 in files.items()
        if (problem := _problem(folder / FOLDER / name, sha256))
    ]
    return len(files), found


def _problem(path: Path, sha256: str) -> str:
    try:
        found = _sha256(path)
    except OSError as error:
        return f"a file of what was shown cannot be read: {error.strerror}"
    return "a file of what was shown is not as it was written" if sha256 and found != sha256 else ""


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _write(home: Path, record: tuple[Entry, ...]) -> None:
    part = home / f".{_INDEX}.{token_hex(6)}"
    part.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=1))
    os.replace(part, home / _INDEX)
