"""Findings kept: a derived table of a revision, a version of the definitions and the rules, all or nothing.

``store/findings/<revision>-<definitions version>-<mark>/`` holds Parquet files and what they were worked
out from (see ``basis``), which the mark stands for; ``store/findings/current`` names the folder that
readers use (see ``placed``). Each file is sorted by what it is asked for, so that a row group's
statistics let a reader skip the rest.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from ropewalk.findings.assessment import Assessment
from ropewalk.findings.basis import Basis, mark_of
from ropewalk.findings.headlines import COLUMNS, claims, counted
from ropewalk.findings.lacking import lacking
from ropewalk.findings.placed import POINTER, filling, name_of, place, placed, put
from ropewalk.findings.ranked import SCHEMA
from ropewalk.findings.runs import Runs, written
from ropewalk.vocabulary.errors import Fault, StoreError
from ropewalk.vocabulary.tables import FINDINGS

BY_INDICATOR: Final = "by-indicator.parquet"
BY_PLACE: Final = "by-place.parquet"
RANKS: Final = "ranks.parquet"
HEADLINES: Final = "headlines.parquet"
FILES: Final = (BY_INDICATOR, BY_PLACE, RANKS, HEADLINES)
_BASIS: Final = "basis.json"
_RUNS: Final = ".runs"
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
    with writing(folder) as part:
        part.add(assessment.findings, assessment.ranks)
        return part.keep(revision=revision, definitions_version=definitions_version, basis=basis)


@contextmanager
def writing(folder: Path) -> Iterator["Writing"]:
    """Findings of a store's folder that come part by part, none of which stays in memory. What was current
    before still is until ``keep``. Raises StoreError when the disk refuses."""
    with filling(folder / "findings", what="findings") as part:
        yield Writing(part)


class Writing:
    """Findings and ranks on their way to the disk. Parts come in any order; an indicator's in one part."""

    def __init__(self, part: Path) -> None:
        self.part = part
        runs = part / _RUNS
        runs.mkdir()
        # Of one indicator rows stay in the order in which they came: place, breakdown, question, comparator.
        self._by_indicator = Runs(runs / "indicator", ("indicator",))
        self._by_place = Runs(runs / "place", ("place", "indicator"))
        self._ranks = Runs(runs / "ranks", ("indicator",))
        self._claims: list[pl.DataFrame] = []

    def add(self, findings: pl.DataFrame, ranks: pl.DataFrame) -> None:
        """Take in all findings and ranks of some indicators, as an assessment sorts them."""
        # The revision is the folder's: rows that a newer one leaves as they are need not be written again.
        findings = findings.drop("revision", strict=False)
        self._by_indicator.add(findings)
        self._by_place.add(findings)
        self._ranks.add(ranks)
        self._claims.append(claims(findings))

    def keep(self, *, revision: int, definitions_version: str, basis: Basis) -> Path:
        """Make all that came the current findings. Returns where they lie."""
        self._by_indicator.write(self.part / BY_INDICATOR)
        self._by_place.write(self.part / BY_PLACE)
        self._ranks.write(self.part / RANKS)
        written(counted(pl.concat(self._claims)), self.part / HEADLINES)
        shutil.rmtree(self.part / _RUNS)
        _put_basis(self.part, basis)
        return put(self.part, _name(revision, definitions_version, basis))


def carry_over(folder: Path, *, revision: int, definitions_version: str, basis: Basis) -> Path:
    """Make the current findings those of a newer state too: nothing that they rest on has moved.

    Raises StoreError as ``write_assessment`` does, or when there are no findings yet."""
    now = current(folder)
    if now is None:
        raise StoreError(Fault("there are no findings yet", _REMEDY, file=str(folder)))

    def fill(part: Path) -> None:
        _link(now.folder, part)
        _put_basis(part, basis)

    return place(folder / "findings", _name(revision, definitions_version, basis), fill, what="findings")


def _name(revision: int, definitions_version: str, basis: Basis) -> str:
    return f"{revision}-{definitions_version}-{mark_of(basis)}"


def _put_basis(part: Path, basis: Basis) -> None:
    (part / _BASIS).write_bytes(msgspec.json.encode(basis))


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


def findings_lack(folder: Path) -> tuple[Fault, ...]:
    """What readers would miss in a folder of findings."""
    columns = tuple(name for name in FINDINGS if name != "revision")
    kept = {BY_INDICATOR: columns, BY_PLACE: columns, RANKS: tuple(SCHEMA), HEADLINES: COLUMNS}
    return lacking(folder, kept)


def read_table(path: Path) -> pl.LazyFrame:
    """One file of the current findings, to be filtered. Raises StoreError when it is not there."""
    if not path.is_file():
        raise StoreError(Fault("a file of the findings is missing", _REMEDY, file=str(path)))
    return pl.scan_parquet(path)
