"""Findings kept: a derived table of a revision, a version of the definitions and the rules, all or nothing.

``store/findings/<revision>-<definitions version>-<mark>/`` holds Parquet files and what they were worked
out from (see ``basis``), which the mark stands for; ``store/findings/current`` names the folder that
readers use (see ``placed``). Each file is sorted by what it is asked for, so that a row group's
statistics let a reader skip the rest.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from ropewalk.findings.assessment import Assessment
from ropewalk.findings.basis import Basis, mark_of
from ropewalk.findings.placed import POINTER, name_of, place, placed
from ropewalk.vocabulary.errors import Fault, StoreError

BY_INDICATOR: Final = "by-indicator.parquet"
BY_PLACE: Final = "by-place.parquet"
RANKS: Final = "ranks.parquet"
HEADLINES: Final = "headlines.parquet"
FILES: Final = (BY_INDICATOR, BY_PLACE, RANKS, HEADLINES)
_BASIS: Final = "basis.json"
_ROWS_A_GROUP: Final = 8_192
_REMEDY: Final = "Work the findings out again: ropewalk load"


@dataclass(frozen=True)
class Current:
    """The findings that readers use: their folder, and what they were worked out from. ``key`` names this
    state of the findings: equal keys, equal findings."""

    folder: Path
    revision: int
    definitions_version: str

    @property
    def key(self) -> str:
        """The folder's name."""
        return self.folder.name

    def basis(self) -> Basis | None:
        """What the findings rest on; None when that is not on record, so that they are worked out again."""
        try:
            return msgspec.json.decode((self.folder / _BASIS).read_bytes(), type=Basis)
        except (OSError, msgspec.DecodeError):
            return None


def write_assessment(
    folder: Path, assessment: Assessment, *, revision: int, definitions_version: str, basis: Basis
) -> Path:
    """Keep an assessment in the store's folder and make it the current one. Returns where it lies.

    Raises StoreError when the disk refuses; what was current then still is.
    """
    name = f"{revision}-{definitions_version}-{mark_of(basis)}"
    return _placed(folder, name, basis, lambda part: _write(part, assessment))


def carry_over(folder: Path, *, revision: int, definitions_version: str, basis: Basis) -> Path:
    """Make the current findings those of a newer state too: nothing that they rest on has moved.

    Raises StoreError as ``write_assessment`` does, or when there are no findings yet."""
    now = current(folder)
    if now is None:
        raise StoreError(Fault("there are no findings yet", _REMEDY, file=str(folder)))
    name = f"{revision}-{definitions_version}-{mark_of(basis)}"
    return _placed(folder, name, basis, lambda part: _link(now.folder, part))


def _placed(folder: Path, name: str, basis: Basis, fill: Callable[[Path], None]) -> Path:
    def whole(part: Path) -> None:
        fill(part)
        (part / _BASIS).write_bytes(msgspec.json.encode(basis))

    return place(folder / "findings", name, whole, what="findings")


def _link(source: Path, target: Path) -> None:
    """The same files under another name: linked, as they never change, or else copied."""
    for name in FILES:
        try:
            os.link(source / name, target / name)
        except OSError:
            shutil.copy2(source / name, target / name)


def current(folder: Path) -> Current | None:
    """The current findings of a store's folder; None when there are none yet."""
    try:
        name = placed(folder / "findings")
        revision, _, rest = name_of(name).partition("-")
        return Current(folder / "findings" / name, int(revision), rest.rpartition("-")[0] or rest)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise StoreError(
            Fault("the pointer to the findings is damaged", _REMEDY, file=str(folder / "findings" / POINTER))
        ) from error


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

    # The revision is the folder's: rows that a newer one leaves as they are need not be written again.
    findings = assessment.findings.drop("revision")
    put(findings, BY_INDICATOR)
    # Stable: within a place the order of findings stays indicator, breakdown, question, comparator.
    put(findings.sort("place", maintain_order=True), BY_PLACE)
    put(assessment.ranks.sort("indicator", maintain_order=True), RANKS)
    put(assessment.headlines.sort("place", maintain_order=True), HEADLINES)
