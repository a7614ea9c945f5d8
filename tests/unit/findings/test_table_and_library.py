"""Findings kept and read back: whole or not at all, and never older than they seem."""

import os
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from batches import origin, rows

from ropewalk.findings import table
from ropewalk.findings.assess import Assessment, Comparison, assess
from ropewalk.findings.basis import basis_of
from ropewalk.findings.library import Library
from ropewalk.findings.newest import keep_newest, kept_newest
from ropewalk.observations.store import Batch, Store
from ropewalk.vocabulary.errors import StoreError
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.tables import FINDINGS
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

MEASURES = [Measure(id="jobs", kind=Kind.MEAN, polarity=Polarity.HIGHER, frequency=Frequency.ANNUAL)]
LINES = [
    f"jobs {place} {year} {year - 2000 + at}.5"
    for at, place in enumerate(("E1", "E2"))
    for year in range(2015, 2024)
]


def refresh(folder: Path, version: str = "v1") -> Assessment:
    store = Store.open(folder)
    found = assess(store.read(), MEASURES, Comparison(), revision=store.revision, today=date(2024, 6, 1))
    day = date(2024, 6, 1)
    basis = basis_of(store.touched(), MEASURES, Comparison(), state=store.snapshot_key(), day=day)
    key = {"revision": store.revision, "definitions_version": version}
    table.write_assessment(folder, found, **key, basis=basis)  # type: ignore[arg-type]
    return found


def lies(folder: Path) -> Path:
    """Where the current findings lie."""
    now = table.current(folder)
    assert now is not None
    return now.folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of two places' jobs, one hidden value among them, with its findings."""
    hidden = [
        "jobs E1 2024 c",
        "jobs E1 2023 61.5 sex=female",
        "staff E1 2020 7 sex=male",
        "staff E1 2020 8 sex=female",
    ]
    Store.create(tmp_path / "store").commit(Batch(origin(), rows(*LINES, *hidden)), by="test")
    refresh(tmp_path / "store")
    return tmp_path / "store"


def test_findings_come_back_as_they_were(folder: Path) -> None:
    found = refresh(folder).findings
    library = Library(folder)
    assert library.findings().equals(found, null_equal=True)
    assert library.findings().columns == list(FINDINGS)
    assert library.findings(indicator="jobs").equals(found, null_equal=True)
    mine = library.findings(place="E1", question="direction", headline_only=True)
    assert mine.select("place", "breakdown", "verdict").rows() == [("E1", "", "improving")]
    assert library.headlines("E1")["counted"].to_list() == ["improving"]
    assert library.ranks("jobs").height == 0  # nobody to be ranked among


def test_whichever_way_they_are_asked_for_the_same_findings_come(folder: Path) -> None:
    every = refresh(folder).findings
    library = Library(folder)
    of_place = every.filter(pl.col("place") == "E1")
    assert of_place.height
    asked = [
        library.findings(place="E1"),
        library.findings(place="E1", indicator="jobs"),
        library.findings(place=["E1"], indicator=["jobs"]),
        library.findings(place=["E1", "nowhere"], indicator="jobs", comparator=["", "E92000001"]),
    ]
    for found in asked:
        assert found.equals(of_place, null_equal=True)


def test_no_findings_for_what_is_not_there(folder: Path) -> None:
    library = Library(folder)
    assert library.findings(place="nowhere").height == 0
    assert library.series("nothing", ["E1"]).height == 0
    assert library.headlines("nowhere").height == 0


def test_series_have_days_and_no_hidden_number(folder: Path) -> None:
    series = Library(folder).series("jobs", ["E1"], breakdowns=[""])
    assert series["start"].is_sorted()
    assert series["start"][0] == date(2015, 1, 1)
    assert series["end"][-1] == date(2025, 1, 1)
    assert series.select("state", "value").row(-1) == ("suppressed", None)
    assert series.select("source", "file", "revision").unique().rows() == [("jobs", "rows.csv", 1)]


def test_newest_value_of_each_place_and_of_each_indicator(folder: Path) -> None:
    library = Library(folder)
    newest = library.latest("jobs").select("place", "period", "value").rows()
    assert newest == [("E1", "2023-01-01/P1Y", 23.5), ("E2", "2023-01-01/P1Y", 24.5)]
    # Staff have no headline: the first breakdown by name stands in.
    found = library.newest("E1").select("indicator", "breakdown", "value").rows()
    assert found == [("jobs", "", 23.5), ("staff", "sex=female", 8.0)]


def test_the_newest_figures_kept_are_those_of_the_store(folder: Path) -> None:
    library = Library(folder)
    asked = {place: library.newest(place) for place in ("E1", "E2", "nowhere")}
    assert keep_newest(folder, Store.open(folder), [["jobs"], ["staff"]])
    assert not keep_newest(folder, Store.open(folder), [["jobs"], ["staff"]])
    for place, own in asked.items():
        kept = kept_newest(folder, 1, place)
        assert kept is not None
        assert kept.equals(own)
        assert library.newest(place).equals(own)


def test_newest_figures_of_another_revision_or_damaged_are_asked_of_the_store(folder: Path) -> None:
    keep_newest(folder, Store.open(folder), [["jobs"], ["staff"]])
    before = Library(folder).newest("E1")
    assert kept_newest(folder, 2, "E1") is None
    next((folder / "newest").rglob("*.parquet")).write_bytes(b"damaged")
    assert kept_newest(folder, 1, "E1") is None
    assert Library(folder).newest("E1").equals(before)


def test_newest_figures_move_on_with_a_load(folder: Path) -> None:
    keep_newest(folder, Store.open(folder), [["jobs", "staff"]])
    Store.open(folder).commit(Batch(origin(edition=2), rows(*LINES, "jobs E1 2025 90.5")), by="test")
    # The findings are still of the load before: so are the newest figures beside them.
    assert Library(folder).newest("E1")["value"].to_list() == [23.5, 8.0]
    refresh(folder, "v2")
    assert keep_newest(folder, Store.open(folder), [["jobs", "staff"]])
    assert Library(folder).newest("E1")["value"].to_list() == [90.5]


def test_a_library_notices_new_findings(folder: Path) -> None:
    library = Library(folder)
    assert (library.revision, library.definitions_version) == (1, "v1")
    before = library.key
    Store.open(folder).commit(Batch(origin(edition=2), rows(*LINES, "jobs E1 2025 90.5")), by="test")
    # Until they are worked out, pages show the old findings with the data those have seen.
    assert library.latest("jobs")["value"].to_list() == [23.5, 24.5]
    refresh(folder, "v2")
    assert (library.revision, library.definitions_version) == (2, "v2")
    assert library.key != before
    assert library.latest("jobs")["value"].to_list() == [90.5, 24.5]


def test_old_tables_are_cleared_away_but_one(folder: Path) -> None:
    for version in ("v2", "v3", "v4"):
        refresh(folder, version)
    kept = [p.name for p in (folder / "findings").iterdir() if p.is_dir()]
    assert len(kept) == 2
    assert lies(folder).name in kept
    assert lies(folder).name.startswith("1-v4-")


def test_a_write_that_fails_leaves_what_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    before = lies(folder)
    with pytest.raises(StoreError, match="could not be written"):
        refresh(folder, "v2")
    monkeypatch.undo()
    assert Library(folder).key == before.name
    assert [p for p in (folder / "findings").iterdir() if p.is_dir()] == [before]


def test_missing_or_damaged_findings_name_the_remedy(folder: Path, tmp_path: Path) -> None:
    Store.create(tmp_path / "empty")
    with pytest.raises(StoreError, match=r"no findings yet.*ropewalk load"):
        Library(tmp_path / "empty").findings()
    file = lies(folder) / table.BY_PLACE
    file.write_bytes(b"PAR1 not a table PAR1")
    with pytest.raises(StoreError, match="damaged"):
        Library(folder).findings(place="E1")
    file.unlink()
    with pytest.raises(StoreError, match="missing"):
        Library(folder).findings(place="E1")
    (folder / "findings" / "current").write_text("nonsense")
    with pytest.raises(StoreError, match="pointer"):
        Library(folder).revision  # noqa: B018
