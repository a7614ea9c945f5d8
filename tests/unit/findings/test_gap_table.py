"""Gaps are kept beside the findings, and worked out again only when something that they rest on has moved."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from ropewalk.findings import placed
from ropewalk.findings.inequality import keep as keeping
from ropewalk.findings.inequality import table as gap_table
from ropewalk.findings.inequality.columns import GAPS, Inside
from ropewalk.findings.inequality.keep import keep_gaps
from ropewalk.findings.inequality.table import gaps_of
from ropewalk.vocabulary.errors import StoreError

TODAY = date(2025, 6, 1)


class Held:
    """A store of no neighbourhoods that counts how often it is read."""

    def __init__(self) -> None:
        self.revision, self.reads = 3, 0

    def places(self) -> dict[str, object]:
        return {}

    def snapshot_key(self) -> str:
        return str(self.revision)

    def protections(self, _: object) -> dict[str, object]:
        return {}

    def read(self, *_: object, **__: object) -> pl.DataFrame:
        self.reads += 1
        return pl.DataFrame(
            schema=dict.fromkeys(("indicator", "place", "period", "state", "source"), pl.String)
        )


class Told:
    """Definitions without indicators."""

    version, indicators = "abc", ()


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Inside:
    """One gap, whatever is asked for."""
    frames = {name: pl.DataFrame(schema=dict(schema)) for name, schema in gap_table.TABLES.items()}
    row = dict.fromkeys(GAPS) | {"indicator": "x", "place": "A", "sentence": "One."}
    other = row | {"place": "B"}
    inside = Inside(**frames | {"gaps": pl.DataFrame([row, other], schema=dict(GAPS))})
    monkeypatch.setattr(keeping, "inequality", lambda *_, **__: inside)
    return inside


def keep(folder: Path, store: Held, day: date = TODAY) -> bool:
    return keep_gaps(folder, store, Told(), today=day)  # type: ignore[arg-type]


def test_nothing_is_held_before_the_first_load(tmp_path: Path) -> None:
    assert gaps_of(tmp_path).gaps.columns == list(GAPS)
    assert gaps_of(tmp_path).gaps.is_empty()


def test_what_is_kept_is_read_back(tmp_path: Path, found: Inside) -> None:
    assert keep(tmp_path, Held())
    assert_frame_equal(gaps_of(tmp_path).gaps, found.gaps)
    assert gaps_of(tmp_path, "x", "A").gaps["place"].to_list() == ["A"]
    assert gaps_of(tmp_path, "y").gaps.is_empty()


def test_an_unchanged_workspace_reads_nothing(tmp_path: Path, found: Inside) -> None:
    store = Held()
    assert keep(tmp_path, store)
    assert not keep(tmp_path, store, date(2025, 6, 30))
    assert store.reads == 1


def test_a_new_revision_or_a_new_month_is_worked_out_again_and_old_ones_go(
    tmp_path: Path, found: Inside
) -> None:
    store = Held()
    keep(tmp_path, store)
    assert keep(tmp_path, store, date(2025, 7, 1))
    store.revision = 4
    assert keep(tmp_path, store, date(2025, 7, 1))
    kept = [path.name for path in (tmp_path / "gaps").iterdir() if path.is_dir()]
    assert len(kept) == placed.KEPT
    assert (tmp_path / "gaps" / "current").read_text().startswith("4-abc-")


def test_a_damaged_file_says_so(tmp_path: Path, found: Inside) -> None:
    keep(tmp_path, Held())
    next((tmp_path / "gaps").glob("*/gaps.parquet")).write_bytes(b"no")
    with pytest.raises(StoreError, match="a file of the gaps is missing or damaged"):
        gaps_of(tmp_path)


def test_a_disk_that_refuses_leaves_what_was(tmp_path: Path, found: Inside) -> None:
    store = Held()
    keep(tmp_path, store)
    store.revision = 4
    (tmp_path / "gaps" / "current").chmod(0o600)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placed.os, "replace", refuse)
        with pytest.raises(StoreError, match="No space left on device"):
            keep(tmp_path, store)
    assert_frame_equal(gaps_of(tmp_path).gaps, found.gaps)
