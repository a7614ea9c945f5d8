"""Through a real store: what is on record is what readers see, now and as of then."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from batches import origin, rows
from msgspec.structs import replace
from secret_tables import measure

from ropewalk.findings.disclosure import record
from ropewalk.findings.disclosure.hide import NUMBERS
from ropewalk.findings.disclosure.keep import keep_shown
from ropewalk.findings.disclosure.view import HIDDEN, Disclosed
from ropewalk.observations.batch import REFUSED
from ropewalk.observations.store import Batch, Store
from ropewalk.vocabulary.errors import StoreError
from ropewalk.vocabulary.protection import Protection, protection_of

JOBS = (measure("jobs"),)
F, M = "sex=female", "sex=male"


def own(*lines: str, edition: int = 1, protection: Protection | None = None, source: str = "own") -> Batch:
    """A load of the council's own record, which lies at no public address."""
    refused = pl.DataFrame([["rows.csv", 9, "jobs", "E1", "2020-01-01/P1Y", "", "6", "odd"]],
                           schema=dict(REFUSED), orient="row")  # fmt: skip
    from_here = replace(origin(source, edition), address="the council's own record")
    return Batch(from_here, rows(*lines), refused, protection=protection)


def commit(store: Store, batch: Batch) -> int:
    revision = store.commit(batch, by="A. Officer")
    keep_shown(store.path, store, JOBS)
    return revision


def values(table: pl.DataFrame) -> list[float | None]:
    return table.sort("place", "breakdown")["value"].to_list()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "store")


FIRST = (f"jobs E1 2020 3 {F}", f"jobs E1 2020 42 {M}", "jobs E1 2020 45")


def test_the_councils_own_figures_are_protected_though_nobody_says_so(store: Store) -> None:
    commit(store, own(*FIRST))
    found = Disclosed(store).read()
    assert values(found) == [45.0, None, None]
    assert set(found.filter(pl.col("value").is_null())["state"]) == {"suppressed"}
    assert found.drop(*NUMBERS, "state").equals(store.read().drop(*NUMBERS, "state"))
    assert Disclosed(store).refused()["value"].to_list() == [HIDDEN]


def test_a_load_of_which_nothing_is_on_record_shows_no_number(store: Store) -> None:
    store.commit(own(*FIRST), by="A. Officer")
    found = Disclosed(store).read()
    assert found.select(NUMBERS).null_count().sum_horizontal().item() == 3 * len(NUMBERS)
    assert set(found["state"]) == {"suppressed"}


def test_a_publishers_figures_are_shown_as_they_are_and_nothing_is_written(store: Store) -> None:
    public = Batch(origin("office"), rows("jobs E1 2020 3"))
    store.commit(public, by="A. Officer")
    assert keep_shown(store.path, store, JOBS) == ()
    assert Disclosed(store).read().equals(store.read())
    assert not (store.path / record.FOLDER).exists()


def test_as_of_an_earlier_revision_is_what_was_shown_then(store: Store) -> None:
    first = commit(store, own(*FIRST))
    second = commit(store, own(f"jobs E1 2020 13 {F}", f"jobs E1 2020 42 {M}", "jobs E1 2020 55", edition=2))
    view = Disclosed(store)
    assert values(view.read(as_of=first)) == [45.0, None, None]
    # The first sex is large now; the other has not changed, and with it the first release's secret would
    # follow from the first release's total.
    assert values(view.read(as_of=second)) == [55.0, None, None]
    assert values(view.read()) == values(view.read(as_of=second))


def test_a_gentler_rule_is_a_revision_of_its_own_and_leaves_the_record_alone(store: Store) -> None:
    first = commit(store, own(*FIRST))
    kept = record.entries(store.path)
    gentle = Protection(published="as is", reason="Printed in the annual report")
    second = commit(store, own(*FIRST, protection=gentle))
    assert second == first + 1
    assert values(Disclosed(store).read()) == [45.0, 3.0, 42.0]
    assert values(Disclosed(store).read(as_of=first)) == [45.0, None, None]
    assert record.entries(store.path) == kept
    # Taken back, the rule for sources that say nothing holds again; but what was shown is told.
    third = commit(store, own(*FIRST))
    assert third == second + 1
    assert record.entries(store.path)[-1].told == 1
    assert values(Disclosed(store).read()) == [45.0, 5.0, 40.0]


def test_the_same_load_again_is_decided_once(store: Store) -> None:
    commit(store, own(*FIRST))
    before = record.entries(store.path)
    assert keep_shown(store.path, store, JOBS) == ()
    assert record.entries(store.path) == before
    # Another definition decides anew; what was shown before is taken as known.
    assert len(keep_shown(store.path, store, ())) == 1
    assert values(Disclosed(store).read()) == [45.0, None, None]


def test_an_older_load_stays_as_it_was_shown(store: Store) -> None:
    commit(store, own(*FIRST))
    commit(store, own(*FIRST[:2], edition=2))
    files = [entry.file for entry in record.entries(store.path)]
    assert len(keep_shown(store.path, store, ())) == 1
    assert [entry.file for entry in record.entries(store.path)][:2] == files


def test_what_changed_is_told_of_what_was_seen(store: Store) -> None:
    first = commit(store, own(*FIRST, "jobs E2 2020 100"))
    lines = (f"jobs E1 2020 4 {F}", f"jobs E1 2020 42 {M}", "jobs E1 2020 46", "jobs E2 2020 120")
    second = commit(store, own(*lines, edition=2))
    assert store.changes(first, second).rows.height == 3
    told = Disclosed(store).changes(first, second)
    # One hidden number became another; the total went from 45 to 45, as rounded.
    assert told.rows.select("place", "old_value", "value", "size").rows() == [("E2", 100.0, 120.0, 20.0)]
    third = commit(store, own(*lines[:2], edition=3))
    gone = Disclosed(store).changes(second, third).rows
    assert gone.select("change", "place", "source", "file").rows() == [
        ("removed", "E1", "own", "rows.csv"), ("removed", "E2", "own", "rows.csv")]  # fmt: skip
    public = Batch(origin("office"), rows("jobs E5 2020 3"))
    fourth = store.commit(public, by="A. Officer")
    assert Disclosed(store).changes(third, fourth).rows["value"].to_list() == [3.0]


def test_marks_move_when_what_is_shown_does(store: Store) -> None:
    commit(store, own(*FIRST))
    before = Disclosed(store).marks()
    assert set(before) == {"jobs"}
    commit(store, own(*FIRST, protection=Protection(hide_to=2)))
    assert Disclosed(store).marks() != before


def test_a_damaged_record_is_an_error_and_never_a_number(store: Store) -> None:
    commit(store, own(*FIRST))
    (store.path / record.FOLDER / record.entries(store.path)[0].file).write_bytes(b"no")
    with pytest.raises(StoreError, match="a file of what was shown is damaged"):
        Disclosed(store).read()
    (store.path / record.FOLDER / "index.json").write_bytes(b"no")
    with pytest.raises(StoreError, match="the record of what was shown is damaged"):
        Disclosed(store).read()


def test_places_and_days_narrow_what_is_read(store: Store) -> None:
    commit(store, own(*FIRST, "jobs E2 2020 100"))
    view = Disclosed(store)
    assert values(view.read(["jobs"], ["E2"])) == [100.0]
    assert view.read(["jobs"], ["E9"]).is_empty()
    assert view.read(as_of=date(2000, 1, 1)).is_empty()


@pytest.mark.parametrize(
    ("address", "published"),
    [
        ("https://example.org/x", "as is"),
        ("http://x", "as is"),
        ("", "protected"),
        ("A register", "protected"),
        ("file:///x.csv", "protected"),
    ],
)
def test_whether_anybody_can_fetch_the_files_decides_for_sources_that_say_nothing(
    address: str, published: str
) -> None:
    assert protection_of(address, None).published == published
    assert protection_of(address, Protection()).published == "protected"
