"""Findings kept: a derived table, keyed by revision and version of the definitions, written all or nothing.

``store/findings/<revision>-<definitions version>/`` holds Parquet files; ``store/findings/current`` names
the folder that readers use. The folder is made under another name and renamed into place, and the name
is swapped last, so a reader sees the old findings or the new, never half. Each file is sorted by what it
is asked for, so that a row group's statistics let a reader skip the rest.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Final

import polars as pl

from ropewalk.findings.assess import Assessment
from ropewalk.vocabulary.errors import Fault, StoreError

KEPT: Final = 2
"""Finished tables kept: the newest, and the one that a reader may still be reading."""
BY_INDICATOR: Final = "by-indicator.parquet"
BY_PLACE: Final = "by-place.parquet"
RANKS: Final = "ranks.parquet"
HEADLINES: Final = "headlines.parquet"
_POINTER: Final = "current"
_ROWS_A_GROUP: Final = 8_192
_REMEDY: Final = "Work the findings out again: ropewalk load"


@dataclass(frozen=True)
class Current:
    """The findings that readers use: their folder, and what they were worked out from."""

    folder: Path
    revision: int
    definitions_version: str


def write_assessment(
    folder: Path, assessment: Assessment, *, revision: int, definitions_version: str
) -> Path:
    """Keep an assessment in the store's folder and make it the current one. Returns where it lies.

    Raises StoreError when the disk refuses; what was current then still is.
    """
    home = folder / "findings"
    target = home / f"{revision}-{definitions_version}"
    part = home / f".part-{token_hex(6)}"
    try:
        part.mkdir(parents=True)
        _write(part, assessment)
        if target.exists():
            shutil.rmtree(target)
        part.rename(target)
        _point(home, target.name)
        _forget(home, target.name)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        problem, remedy = (
            f"the findings could not be written: {error.strerror}",
            "Make room or mend the rights",
        )
        raise StoreError(Fault(problem, remedy, file=str(target))) from error
    return target


def current(folder: Path) -> Current | None:
    """The current findings of a store's folder; None when there are none yet."""
    try:
        name = (folder / "findings" / _POINTER).read_text(encoding="utf-8").strip()
        revision, _, version = name.partition("-")
        return Current(folder / "findings" / name, int(revision), version)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise StoreError(
            Fault("the pointer to the findings is damaged", _REMEDY, file=str(folder / "findings" / _POINTER))
        ) from error


def is_current(folder: Path, *, revision: int, definitions_version: str) -> bool:
    """Whether the current findings are of this revision and these definitions."""
    try:
        now = current(folder)
    except StoreError:
        return False
    wanted = (revision, definitions_version)
    return now is not None and (now.revision, now.definitions_version) == wanted and now.folder.is_dir()


def read_table(path: Path) -> pl.LazyFrame:
    """One file of the current findings, to be filtered. Raises StoreError when it is not there."""
    if not path.is_file():
        raise StoreError(Fault("a file of the findings is missing", _REMEDY, file=str(path)))
    return pl.scan_parquet(path)


def _write(part: Path, assessment: Assessment) -> None:
    def put(frame: pl.DataFrame, name: str) -> None:
        frame.write_parquet(
            part / name, compression="zstd", compression_level=1, row_group_size=_ROWS_A_GROUP
        )

    put(assessment.findings, BY_INDICATOR)
    # Stable: within a place the order of findings stays indicator, breakdown, question, comparator.
    put(assessment.findings.sort("place", maintain_order=True), BY_PLACE)
    put(assessment.ranks.sort("indicator", maintain_order=True), RANKS)
    put(assessment.headlines.sort("place", maintain_order=True), HEADLINES)


def _point(home: Path, name: str) -> None:
    part = home / f".pointer-{token_hex(6)}"
    part.write_text(name + "\n", encoding="utf-8")
    os.replace(part, home / _POINTER)


def _forget(home: Path, name: str) -> None:
    """Remove older tables; findings can always be worked out again, observations never go."""
    finished = [p for p in home.iterdir() if p.is_dir() and not p.name.startswith(".") and p.name != name]
    finished.sort(key=lambda p: p.stat().st_mtime, reverse=True)
    for old in finished[KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
