"""Every load is a revision; what was known at any revision stays readable."""

import os
from datetime import UTC, date, datetime

import polars as pl
import pytest
from batches import batch, origin, refusal, rows, said
from deltalake import DeltaTable

from ropewalk.observations import delta, past
from ropewalk.observations.store import Batch, Store
from ropewalk.vocabulary.errors import StoreError
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.tables import OBSERVATIONS

FIRST = ("jobs E1 2020 1.0", "jobs E2 2020 2.0", "jobs E3 2020 3.0")


def test_an_empty_store_is_revision_nought_and_has_no_rows(store: Store) -> None:
    assert store.revision == 0
    assert store.read().columns == [*OBSERVATIONS, "source", "file", "row", "revision"]
    assert store.read().is_empty()
    assert store.revisions().is_empty()
    assert store.refused().is_empty()
    assert (store.origins(), store.places(), store.renames()) == ({}, {}, {})


def test_a_load_is_read_back_in_the_order_of_words(store: Store) -> None:
    lines = [
        "pay E2 2021 4.0",
        "jobs E9 2020 2.0",
        "jobs E10 2020 c",
        "jobs E10 2019 0.0",
        "jobs E10 2020 1.5 sex=f",
    ]
    assert store.commit(batch(*lines), by="ann") == 1
    assert said(store.read()) == [
        "jobs E10 2019 0.0",
        "jobs E10 2020 c",
        "jobs E10 2020 1.5 sex=f",
        "jobs E9 2020 2.0",
        "pay E2 2021 4.0",
    ]


def test_all_that_a_row_holds_is_read_back(store: Store) -> None:
    full = rows("jobs E1 2020 1.0").with_columns(
        lower=pl.lit(0.5), upper=pl.lit(1.5), numerator=pl.lit(10.0), denominator=pl.lit(1000.0)
    )
    store.commit(Batch(origin(), full), by="ann")
    assert store.read().row(0, named=True) == {
        **full.row(0, named=True),
        "source": "jobs",
        "revision": 1,
    }


def test_as_of_each_revision_gives_exactly_what_was_read_then(store: Store) -> None:
    loads = [
        batch(*FIRST),
        batch("pay E1 2020 9.0", source="pay"),
        batch("jobs E1 2020 1.0", "jobs E2 2020 2.5", edition=2),
        batch(source="pay", edition=2),
        batch(*FIRST, "jobs E4 2020 c", edition=3),
    ]
    then = [store.read()]
    for load in loads:
        store.commit(load, by="ann")
        then.append(store.read())
    for reader in (store, Store.open(store.path)):
        for revision, frame in enumerate(then):
            assert reader.read(as_of=revision).equals(frame)


def test_a_load_replaces_its_own_source_as_a_whole_and_no_other(store: Store) -> None:
    store.commit(batch(*FIRST), by="ann")
    store.commit(batch("pay E1 2020 9.0", source="pay"), by="ann")
    store.commit(batch("jobs E2 2020 5.0", edition=2), by="ann")
    assert said(store.read()) == ["jobs E2 2020 5.0", "pay E1 2020 9.0"]


def test_a_revision_counts_what_it_added_revised_and_removed(store: Store) -> None:
    store.commit(batch(*FIRST), by="ann", note="first", at=datetime(2024, 5, 1, 12, tzinfo=UTC))
    store.commit(batch("jobs E1 2020 1.0", "jobs E2 2020 c", "jobs E4 2020 4.0", edition=2), by="bob")
    found = store.revisions()
    assert found.select(
        "revision", "source", "by", "note", "added", "revised", "removed", "refused"
    ).rows() == [
        (1, "jobs", "ann", "first", 3, 0, 0, 0),
        (2, "jobs", "bob", "", 1, 1, 1, 0),
    ]
    assert found["at"][0] == datetime(2024, 5, 1, 12, tzinfo=UTC)


def test_a_row_bears_the_revision_that_brought_what_it_says(store: Store) -> None:
    store.commit(batch(*FIRST), by="ann")
    store.commit(batch("jobs E1 2020 1.0", "jobs E2 2020 2.5", "jobs E3 2020 3.0", edition=2), by="ann")
    store.commit(batch("jobs E1 2020 1.0", "jobs E2 2020 2.5", edition=3), by="ann")
    store.commit(batch(*FIRST, edition=4), by="ann")
    # E1 never changed; E2 went 2.0, 2.5, 2.0; E3 went away in revision 3 and came back in 4.
    assert store.read().select("place", "revision").rows() == [("E1", 1), ("E2", 4), ("E3", 4)]
    assert store.read(as_of=3).select("place", "revision").rows() == [("E1", 1), ("E2", 2)]


def test_file_and_row_are_those_of_the_bytes_held_now(store: Store) -> None:
    store.commit(batch("jobs E1 2020 1.0", "jobs E2 2020 2.0"), by="ann")
    store.commit(batch("jobs E2 2020 2.0", "jobs E1 2020 1.0", edition=2), by="ann")
    columns = ("place", "row", "revision")
    assert store.read().select(columns).rows() == [("E1", 3, 1), ("E2", 2, 1)]
    assert store.read(as_of=1).select(columns).rows() == [("E1", 2, 1), ("E2", 3, 1)]
    assert store.origins()["jobs"].files[0].sha256 != store.origins(as_of=1)["jobs"].files[0].sha256


def test_absent_suppressed_and_nought_are_three_things(store: Store) -> None:
    store.commit(batch("jobs E1 2020 0.0", "jobs E2 2020 c", "jobs E3 2020 x"), by="ann")
    store.commit(batch("jobs E1 2020 c", "jobs E2 2020 0.0", "jobs E3 2020 c", edition=2), by="ann")
    assert store.revisions()["revised"].to_list() == [0, 3]
    assert store.read(as_of=1)["value"].to_list() == [0.0, None, None]


def test_the_same_again_makes_no_second_revision(store: Store) -> None:
    load = batch(
        *FIRST,
        refused=refusal("E7"),
        places=(Place(code="E1", name="One", kind="lad"),),
        renames={"E0": "E1"},
    )
    assert store.commit(load, by="ann") == 1
    held = sorted(store.path.rglob("*"))
    assert store.commit(load, by="bob") == 1
    fetched_later = Batch(
        origin(retrieved=date(2025, 6, 7)), load.observations, load.refused, load.places, load.renames
    )
    assert store.commit(fetched_later, by="bob") == 1
    backwards = Batch(load.origin, load.observations.reverse(), load.refused, load.places, load.renames)
    assert store.commit(backwards, by="bob") == 1
    assert sorted(store.path.rglob("*")) == held


@pytest.mark.parametrize(
    "load",
    [
        batch(*FIRST, edition=2),
        batch(*FIRST, refused=refusal("E7")),
        batch(*FIRST, places=(Place(code="E1", name="One", kind="lad"),)),
        batch(*FIRST, renames={"E0": "E1"}),
    ],
    ids=["other bytes", "a refused row", "a place", "a renamed code"],
)
def test_anything_new_in_a_load_is_a_revision_though_no_value_changes(store: Store, load: Batch) -> None:
    store.commit(batch(*FIRST), by="ann")
    assert store.commit(load, by="ann") == 2
    assert store.revisions().select("added", "revised", "removed").row(1) == (0, 0, 0)


def test_origins_places_and_renames_are_known_as_of_a_revision(store: Store) -> None:
    old, new = (
        Place(code="E1", name="Old", kind="lad"),
        Place(code="E1", name="New", kind="lad", parents=("E12",)),
    )
    store.commit(batch(places=(old,), source="places"), by="ann")
    store.commit(batch(*FIRST, places=(new,), renames={"E0": "E1"}), by="ann")
    assert store.places() == {"E1": new}
    assert store.places(as_of=1) == {"E1": old}
    assert (store.renames(), store.renames(as_of=1)) == ({"E0": "E1"}, {})
    assert (list(store.origins()), list(store.origins(as_of=1))) == (["jobs", "places"], ["places"])
    assert store.origins()["jobs"] == origin()


def test_refused_rows_are_those_of_each_sources_newest_load(store: Store) -> None:
    store.commit(batch(*FIRST, refused=refusal("E7")), by="ann")
    store.commit(batch("pay E1 2020 9.0", source="pay", refused=refusal("E8")), by="ann")
    store.commit(batch(*FIRST, edition=2, refused=refusal("E9", reason="not a place")), by="ann")
    assert store.refused().select("place", "source", "revision").rows() == [
        ("E8", "pay", 2),
        ("E9", "jobs", 3),
    ]
    assert store.refused(as_of=2).select("place", "source", "revision").rows() == [
        ("E7", "jobs", 1),
        ("E8", "pay", 2),
    ]
    assert store.refused().row(1, named=True)["reason"] == "not a place"
    assert store.revisions()["refused"].to_list() == [1, 1, 1]


def test_reading_some_indicators_and_places_leaves_out_the_others(store: Store) -> None:
    store.commit(batch("jobs E1 2020 1.0", "jobs E2 2020 2.0", "rent E1 2020 5.0"), by="ann")
    store.commit(batch("pay E1 2020 9.0", source="pay"), by="ann")
    assert said(store.read(["pay", "jobs"], ["E1"])) == ["jobs E1 2020 1.0", "pay E1 2020 9.0"]
    assert said(store.read(places={"E2"})) == ["jobs E2 2020 2.0"]
    assert said(store.read(["rent", "never heard of"])) == ["rent E1 2020 5.0"]
    assert said(store.read("rent")) == ["rent E1 2020 5.0"]
    assert store.read(["never heard of"]).is_empty()
    assert store.read([]).is_empty()
    assert store.read(["pay"], as_of=1).is_empty()


@pytest.mark.parametrize("revision", [-1, 2])
def test_a_revision_that_is_not_held_is_refused(store: Store, revision: int) -> None:
    store.commit(batch(*FIRST), by="ann")
    for ask in (store.read, store.origins, store.refused, store.places):
        with pytest.raises(StoreError, match=r"from 0 \(empty\) to 1"):
            ask(as_of=revision)


def test_years_of_loads_stay_readable_and_their_files_stay_few(store: Store) -> None:
    log = store.path / "observations" / "_delta_log"
    # More loads than the log keeps before it writes a summary, and than side tables keep loose files.
    for year in range(2000, 2055):
        edition = year - 1999
        load = batch(
            f"jobs E1 {year} 1.0", edition=edition, places=(Place(code=f"E{year}", name="P", kind="lad"),)
        )
        store.commit(load, by="ann")
    again = Store.open(store.path)
    assert again.revision == 55
    assert all(said(again.read(as_of=r)) == [f"jobs E1 {1999 + r} 1.0"] for r in (1, 49, 50, 51, 55))
    assert len(again.places()) == 55
    assert again.origins(as_of=7)["jobs"] == origin(edition=7)
    assert list(log.glob("*.checkpoint.parquet"))
    for file in log.iterdir():
        os.utime(file, (0, 0))  # more than fifty years old: Delta's own rule would be thirty days
    DeltaTable(str(log.parent)).cleanup_metadata()
    assert len(list(log.glob("*.json"))) == 56  # none was tidied away


def test_tidying_between_loads_changes_no_answer(store: Store) -> None:
    then = [store.read()]
    for edition in range(1, 4):
        store.commit(batch(f"jobs E1 202{edition} 1.0", edition=edition), by="ann")
        store.commit(batch(f"pay E1 202{edition} 1.0", source="pay", edition=edition), by="ann")
        then += [store.read(as_of=store.revision - 1), store.read()]
        # A commit to the observations that is not a load, as rewriting files by another program makes.
        table = DeltaTable(str(store.path / "observations"))
        table.create_write_transaction([], "append", table.schema(), ["source"])
    again = Store.open(store.path)
    assert (again.revision, again.revisions().height) == (6, 6)
    assert all(again.read(as_of=revision).equals(frame) for revision, frame in enumerate(then))
    assert again.commit(batch("jobs E1 2021 1.0", edition=9), by="ann") == 7


def test_an_older_version_is_told_from_the_log_as_delta_itself_tells_it(store: Store) -> None:
    for edition in range(1, 24):
        source = ("jobs", "pay", "rent")[edition % 3]
        store.commit(batch(f"{source} E1 20{edition:02} 1.0", source=source, edition=edition), by="ann")
    head = delta.look(store.path / "observations")
    for number in range(head.number + 1):
        found, wanted = past.look(head, number), delta.look(head.folder, number)
        assert found.files.equals(wanted.files)
        assert (found.folder, found.number, found.table) == (wanted.folder, wanted.number, wanted.table)
