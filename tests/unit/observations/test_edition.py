"""What a source says, in memory, in the store or in a spill: the same, however it is asked."""

from pathlib import Path

import pytest
from batches import batch, rows
from polars.testing import assert_frame_equal

from ropewalk.observations.edition import Edition, Held
from ropewalk.observations.spill import Spill
from ropewalk.observations.store import Store

LINES = ("jobs E1 2020 1.0", "jobs E2 2021 2.0", "pay E1 2020 3.0", "pay E3 2020 c")


@pytest.fixture(params=["memory", "store", "spill"])
def edition(request: pytest.FixtureRequest, store: Store, tmp_path: Path) -> Edition:
    if request.param == "memory":
        return Held(batch(*LINES).observations)
    if request.param == "store":
        store.commit(batch("rent E9 2020 1.0", source="other"), by="ann")
        store.commit(batch(*LINES), by="ann")
        return store.of_source("jobs")
    spill = Spill.start(tmp_path / "room", "jobs")
    spill.add(batch(*LINES).observations.with_columns(part=0, stops=False))
    return spill.settled(lambda frame: (frame, frame.clear())).edition()


def test_it_counts_and_reads_all_or_some(edition: Edition) -> None:
    assert edition.height == 4
    assert dict(edition.counts().iter_rows()) == {"jobs": 2, "pay": 2}
    whole = edition.read()
    expected = rows(*LINES)
    assert_frame_equal(whole, expected.select(whole.columns), check_row_order=False)
    assert whole["file"].unique().to_list() == ["rows.csv"]
    assert edition.read(["pay"])["place"].to_list() == ["E1", "E3"]
    assert edition.read(["nothing"]).is_empty()
    assert edition.read(None, ["E1"])["indicator"].to_list() == ["jobs", "pay"]
    assert edition.read(["pay"], ["E1", "E2"])["value"].to_list() == [3.0]
    assert dict(edition.counts("place").iter_rows()) == {"E1": 2, "E2": 1, "E3": 1}
    assert dict(edition.counts("place", ["pay"]).iter_rows()) == {"E1": 1, "E3": 1}


def test_it_gives_one_row_for_each_word(edition: Edition) -> None:
    assert sorted(edition.firsts("place")["place"]) == ["E1", "E2", "E3"]
    assert edition.firsts("period").height == 2
    assert edition.firsts("indicator").columns == edition.read().columns


def test_a_source_that_says_nothing_has_no_rows(store: Store) -> None:
    nobody = store.of_source("nobody")
    assert nobody.height == 0
    assert nobody.read().is_empty()
    assert nobody.firsts("place").is_empty()
