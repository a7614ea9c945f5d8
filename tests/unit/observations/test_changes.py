"""What changed between any two revisions: rows, definitions, places, sources, the method, and why."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from batches import batch, origin, rows
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.observations import changes
from ropewalk.observations.changes import COLUMNS
from ropewalk.observations.store import Batch, Store
from ropewalk.vocabulary.errors import StoreError
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.tables import OBSERVATION_KEY

KEY = ("change", "place", "old_value", "value")


def limited(*lines: str, half: float) -> Batch:
    """Rows whose limits stand so far from their values."""
    value = pl.col("value")
    return Batch(origin(), rows(*lines).with_columns(lower=value - half, upper=value + half))


def test_rows_are_added_revised_and_removed_and_others_are_not_told(store: Store) -> None:
    store.commit(batch("jobs E1 2020 1.0", "jobs E2 2020 2.0", "jobs E3 2020 3.0"), by="ann")
    store.commit(batch("jobs E1 2020 1.0", "jobs E2 2020 2.5", "jobs E4 2020 4.0", edition=2), by="ann")
    found = store.changes(1)
    assert found.rows.columns == list(COLUMNS)
    assert found.rows.select(KEY).rows() == [
        ("revised", "E2", 2.0, 2.5),
        ("removed", "E3", 3.0, None),
        ("added", "E4", None, 4.0),
    ]
    assert (found.count("added"), found.count("revised"), found.count("removed")) == (1, 1, 1)
    assert found.rows["size"].to_list() == [0.5, None, None]
    # A removed row says where it stood; the file of its own edition.
    assert found.rows.select("file", "row", "revision").rows() == [
        ("rows.csv", 3, 2),
        ("rows.csv", 4, None),
        ("rows.csv", 4, 2),
    ]


def test_a_revision_is_held_against_half_the_old_interval(store: Store) -> None:
    store.commit(limited("jobs E1 2020 1.0", "jobs E2 2020 2.0", half=0.5), by="ann")
    store.commit(limited("jobs E1 2020 1.75", "jobs E2 2020 2.25", half=0.5), by="ann")
    assert store.changes(1).rows["against_interval"].to_list() == [
        "more than half of it",
        "half of it or less",
    ]
    store.commit(batch("jobs E1 2020 1.0", "jobs E2 2020 c", edition=3), by="ann")
    store.commit(batch("jobs E1 2020 9.0", "jobs E2 2020 c", edition=4), by="ann")
    assert store.changes(3).rows["against_interval"].to_list() == ["not held"]


def test_a_state_that_changed_is_counted_and_has_no_size(store: Store) -> None:
    store.commit(batch("jobs E1 2020 1.0", "jobs E2 2020 2.0"), by="ann")
    store.commit(batch("jobs E1 2020 c", "jobs E2 2020 3.0", edition=2), by="ann")
    found = store.changes(1)
    assert found.states == 1
    assert found.rows.select("old_state", "state", "size", "against_interval").row(0) == (
        "measured",
        "suppressed",
        None,
        None,
    )


def test_what_went_and_came_back_between_two_revisions_is_no_change(store: Store) -> None:
    for edition, value in enumerate(("1.0", "2.0", "1.0"), start=1):
        store.commit(batch(f"jobs E1 2020 {value}", edition=edition), by="ann")
    assert store.changes(1, 3).rows.is_empty()
    assert store.changes(1, 3).revisions["revision"].to_list() == [2, 3]
    assert store.changes(1, 2).count("revised") == 1
    assert store.changes(2, 2).is_nothing


def test_a_figure_that_moved_to_another_source_is_no_change(store: Store) -> None:
    store.commit(batch("jobs E1 2020 1.0"), by="ann")
    store.commit(batch(edition=2), by="ann")
    store.commit(batch("jobs E1 2020 1.0", source="other"), by="ann")
    assert store.changes(1, 3).rows.is_empty()


def test_days_name_revisions_and_the_later_cannot_come_first(store: Store) -> None:
    for month in (1, 2, 3):
        load = batch(f"jobs E1 2020 {month}.0", edition=month)
        store.commit(load, by="ann", at=datetime(2024, month, 5, tzinfo=UTC))
    found = store.changes(date(2024, 1, 31), date(2024, 2, 29))
    assert (found.before, found.after) == (1, 2)
    with pytest.raises(StoreError, match="Name the earlier revision first"):
        store.changes(3, 1)
    with pytest.raises(StoreError, match="does not hold this revision"):
        store.changes(1, 9)


def test_chosen_indicators_and_places_alone_are_compared(store: Store) -> None:
    store.commit(batch("jobs E1 2020 1.0", "rent E1 2020 1.0", "rent E2 2020 1.0"), by="ann")
    found = store.changes(0, indicators=["rent"], places=["E2"])
    assert found.rows.select("indicator", "place").rows() == [("rent", "E2")]


def test_the_field_of_a_definition_is_told_with_old_and_new(store: Store) -> None:
    first = '{"title":"Jobs","unit":"%","target":{"value":5,"date":"2026-01-01"},"caveats":["a","b"]}'
    store.declare([("indicator", "jobs", first), ("indicator", "pay", '{"title":"Pay"}')], by="ann")
    again = '{"title":"Jobs","unit":"per 100","target":{"value":6,"date":"2026-01-01"},"caveats":["b","c"]}'
    store.declare([("indicator", "jobs", again), ("indicator", "pay", "")], by="ann")
    told = store.changes(1).papers
    assert told.select("part", "id", "change", "field", "old", "new").rows() == [
        ("definitions", "jobs", "revised", "unit", "%", "per 100"),
        ("definitions", "jobs", "revised", "target.value", "5", "6"),
        ("definitions", "jobs", "revised", "caveats", "a", "c"),
        ("definitions", "pay", "removed", "", "Pay", ""),
    ]


def test_a_plan_s_parts_go_by_their_codes(store: Store) -> None:
    old = '{"aims":[{"code":"1","title":"Work","priorities":[{"code":"1.1","owner":"Ann"}]}]}'
    store.declare([("plan", "p", old)], by="ann")
    store.declare([("plan", "p", old.replace("Ann", "Bob"))], by="ann")
    assert store.changes(1).papers.select("part", "field", "old", "new").rows() == [
        ("plan", "aims.1.priorities.1.1.owner", "Ann", "Bob")
    ]


def test_places_that_came_ended_were_renamed_or_recoded_are_told(store: Store) -> None:
    def of(*places: Place, renames: dict[str, str], edition: int) -> Batch:
        return Batch(origin(edition=edition), rows(), places=places, renames=renames)

    store.commit(of(Place(code="E1", name="Old", kind="lad"), renames={}, edition=1), by="ann")
    ended = Place(code="E1", name="New", kind="lad", valid_to=date(2024, 3, 31), successors=("E2",))
    store.commit(
        of(ended, Place(code="E2", name="Two", kind="lad"), renames={"E1": "E2"}, edition=2), by="ann"
    )
    told = store.changes(1).papers.filter(pl.col("part") == "places")
    assert told.select("kind", "id", "change", "field", "old", "new").rows() == [
        ("place", "E1", "revised", "name", "Old", "New"),
        ("place", "E1", "revised", "valid_to", "", "2024-03-31"),
        ("place", "E1", "revised", "successors", "", "E2"),
        ("place", "E2", "added", "", "", "Two"),
        ("rename", "E1", "added", "", "", "E2"),
    ]


def test_a_field_that_is_new_to_documents_and_empty_is_no_change(store: Store) -> None:
    old = '{"aims":[{"code":"1","title":"Work"}]}'
    store.declare([("plan", "p", old)], by="ann")
    store.declare([("plan", "p", old.replace('"Work"', '"Work","notes":"","links":[],"end":null'))], by="ann")
    assert store.changes(1).papers.is_empty()


def test_reasons_are_the_notes_of_loads_editions_and_people(store: Store) -> None:
    store.commit(batch("jobs E1 2020 1.0"), by="ann", note="new edition")
    store.declare([("acceptance", "jobs", '{"reason":"The survey shrank","by":"A. Officer"}')], by="ann")
    assert store.changes(0).reasons.rows() == [
        (1, "jobs", "load", "new edition"),
        (2, "", "acceptance", "The survey shrank (A. Officer)"),
    ]


VALUES = st.lists(st.tuples(st.integers(0, 5), st.floats(0, 3).map(lambda v: round(v, 1))), max_size=8)


@settings(max_examples=15, deadline=None)
@given(editions=st.lists(VALUES.map(dict), min_size=1, max_size=4), data=st.data())
def test_changes_applied_to_the_old_rows_give_the_new(
    editions: list[dict[int, float]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = Store.create(tmp_path_factory.mktemp("store") / "s")
    for number, held in enumerate(editions, start=1):
        lines = [f"jobs E{place} 2020 {value}" for place, value in sorted(held.items())]
        store.commit(batch(*lines, edition=number), by="ann")
    after = data.draw(st.integers(0, store.revision))
    before = data.draw(st.integers(0, after))
    found = store.changes(before, after).rows
    kept = store.read(as_of=before).join(found, on=OBSERVATION_KEY, how="anti")
    said = [*OBSERVATION_KEY, "value"]
    patched = pl.concat([kept.select(said), found.filter(pl.col("change") != "removed").select(said)])
    assert patched.sort(said).equals(store.read(as_of=after).select(said).sort(said))


@settings(max_examples=25, deadline=None)
@given(editions=st.lists(VALUES.map(dict), min_size=1, max_size=3), at_once=st.sampled_from([1, 5, 500_000]))
def test_what_a_revision_touched_is_counted_as_its_changes_are(
    editions: list[dict[int, float]], at_once: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = Store.create(tmp_path_factory.mktemp("store") / "s")
    for number, held in enumerate(editions, start=1):
        lines = [f"{name} E{place} 2020 {value}" for place, value in held.items() for name in ("jobs", "pay")]
        store.commit(batch(*sorted(lines), "rent E1 2020 1.0", edition=number), by="ann")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changes, "AT_ONCE", at_once)
        for revision in range(1, store.revision + 1):
            rows = store.changes(revision - 1, revision).rows
            each = (
                *((pl.col("change") == c).sum().cast(pl.Int64).alias(c) for c in changes.COUNTS[:3]),
                pl.col("place").n_unique().cast(pl.Int64).alias("places"),
            )
            slow = rows.group_by("indicator", own=pl.col("place") == "E1").agg(each)
            assert store.changed(revision, "E1").equals(slow.sort("indicator", "own"))


def test_a_source_names_its_indicators_as_of_any_revision(store: Store) -> None:
    store.commit(batch("pay E1 2020 1.0", "jobs E1 2020 1.0"), by="ann")
    store.commit(batch("rent E1 2020 1.0", source="other"), by="ann")
    store.commit(batch("jobs E1 2020 1.0", edition=2), by="ann")
    assert store.indicators_of("jobs", 1) == ["jobs", "pay"]
    assert store.indicators_of("jobs") == ["jobs"]
    assert store.indicators_of("other", 1) == []
    assert store.indicators_of("nobody") == []
