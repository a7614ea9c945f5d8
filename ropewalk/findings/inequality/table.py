"""Gaps kept: derived tables beside the findings, keyed by revision, definitions and our own rules.

``store/gaps/<key>/`` holds three Parquet files; ``store/gaps/current`` names the folder that readers use. The
folder is made under another name and renamed into place, and the name is swapped last, so that a reader sees
the old gaps or the new, never half.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex
from typing import Final

import polars as pl

from ropewalk.findings.inequality.columns import GAPS, GROUPS, NEIGHBOURHOODS, Inside
from ropewalk.vocabulary.errors import Fault, StoreError

TABLES: Final[Mapping[str, Mapping[str, object]]] = {
    "gaps": GAPS,
    "groups": GROUPS,
    "neighbourhoods": NEIGHBOURHOODS,
}
KEPT: Final = 2
"""Finished folders kept: the newest, and the one that a reader may still be reading."""
_POINTER: Final = "current"


def gaps_of(folder: Path, indicator: str | None = None, place: str | None = None) -> Inside:
    """The current gaps of a store's folder, of one indicator or place or all; empty when there are none yet.
    Raises StoreError when a file is missing or damaged."""
    name = current_key(folder)
    kept = folder / "gaps" / name if name else None
    return Inside(**{table: _read(kept, table, indicator, place) for table in TABLES})


def _read(folder: Path | None, table: str, indicator: str | None, place: str | None) -> pl.DataFrame:
    if folder is None:
        return pl.DataFrame(schema=dict(TABLES[table]))  # type: ignore[arg-type]
    path = folder / f"{table}.parquet"
    wanted = {"indicator": indicator, "place": place}
    tests = [pl.col(column) == value for column, value in wanted.items() if value is not None]
    try:
        return pl.scan_parquet(path).filter(*tests).collect() if tests else pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        remedy = "Work them out again: ropewalk load"
        raise StoreError(Fault("a file of the gaps is missing or damaged", remedy, file=str(path))) from error


def current_key(folder: Path) -> str:
    """The key of the current gaps of a store's folder; empty when there are none."""
    try:
        return (folder / "gaps" / _POINTER).read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def write_gaps(folder: Path, key: str, found: Inside) -> None:
    """Keep gaps in the store's folder under a key and make them the current ones. Raises StoreError when the
    disk refuses; what was current then still is."""
    home = folder / "gaps"
    part, target = home / f".part-{token_hex(6)}", home / key
    try:
        part.mkdir(parents=True)
        for table in TABLES:
            getattr(found, table).write_parquet(part / f"{table}.parquet", compression="zstd")
        if target.exists():
            shutil.rmtree(target)
        part.rename(target)
        pointer = home / f".pointer-{token_hex(6)}"
        pointer.write_text(key + "\n", encoding="utf-8")
        os.replace(pointer, home / _POINTER)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        problem = f"the gaps could not be written: {error.strerror}"
        raise StoreError(Fault(problem, "Make room or mend the rights", file=str(target))) from error
    _forget(home, key)


def _forget(home: Path, key: str) -> None:
    """Remove older folders; gaps can always be worked out again, observations never go."""
    finished = [p for p in home.iterdir() if p.is_dir() and not p.name.startswith(".") and p.name != key]
    finished.sort(key=lambda p: p.stat().st_mtime, reverse=True)
    for old in finished[KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
