"""Gaps kept: derived tables beside the findings, keyed by revision, definitions and our own rules.

``store/gaps/<key>/`` holds three Parquet files; ``store/gaps/current`` names the folder that readers use: see
``placed``.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import polars as pl

from ropewalk.findings.inequality.columns import GAPS, GROUPS, NEIGHBOURHOODS, Inside
from ropewalk.findings.lacking import lacking
from ropewalk.findings.placed import name_of, place, placed
from ropewalk.vocabulary.errors import Fault, StoreError

TABLES: Final[Mapping[str, Mapping[str, object]]] = {
    "gaps": GAPS,
    "groups": GROUPS,
    "neighbourhoods": NEIGHBOURHOODS,
}


def gaps_of(folder: Path, indicator: str | None = None, place: str | None = None) -> Inside:
    """The current gaps of a store's folder, of one indicator or place or all; empty when there are none yet.
    Raises StoreError when a file is missing or damaged."""
    name = _current(folder)
    kept = folder / "gaps" / name if name else None
    gaps = _read(kept, "gaps", indicator, place)
    # Every group and neighbourhood belongs to a gap; most pages have none, and look into one file, not three.
    around = None if gaps.is_empty() else kept
    rest = {table: _read(around, table, indicator, place) for table in TABLES if table != "gaps"}
    return Inside(gaps=gaps, **rest)


def with_gaps(folder: Path) -> frozenset[tuple[str, str]]:
    """The indicators and places that a gap is held of; none when there are no gaps yet. Raises StoreError as
    ``gaps_of`` does."""
    name = _current(folder)
    found = _read(folder / "gaps" / name if name else None, "gaps", None, None)
    return frozenset(found.select("indicator", "place").iter_rows())


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
    """The key of the current gaps of a store's folder; empty when there are none or readers would miss some
    of them."""
    return "" if gaps_lack(folder) else name_of(_current(folder))


def gaps_lack(folder: Path) -> tuple[Fault, ...]:
    """What readers would miss in the current gaps of a store's folder."""
    return lacking(folder / "gaps" / _current(folder), {f"{name}.parquet": TABLES[name] for name in TABLES})


def _current(folder: Path) -> str:
    try:
        return placed(folder / "gaps")
    except OSError:
        return ""


def write_gaps(folder: Path, key: str, found: Inside) -> None:
    """Keep gaps in the store's folder under a key and make them the current ones. Raises StoreError when the
    disk refuses; what was current then still is."""

    def fill(part: Path) -> None:
        for table in TABLES:
            getattr(found, table).write_parquet(part / f"{table}.parquet", compression="zstd")

    place(folder / "gaps", key, fill, what="gaps")
