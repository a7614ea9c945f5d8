"""Documents without rows are revisions too, and touch no row."""

import pytest
from batches import batch

from ropewalk.observations.store import Store
from ropewalk.vocabulary.errors import StoreError

ROWS = ("jobs E1 2020 1.0", "jobs E2 2020 2.0")
JOBS = ("indicator", "jobs", '{"unit":"%"}')


def test_documents_are_a_revision_that_leaves_rows_as_they_are(store: Store) -> None:
    store.commit(batch(*ROWS), by="ann")
    before = store.read()
    assert store.declare([JOBS], by="ann", note="first") == 2
    assert store.read().equals(before)
    assert store.read(as_of=1).equals(before)
    assert store.revisions().select("revision", "source", "by", "note", "added").row(1) == (
        2,
        "",
        "ann",
        "first",
        0,
    )
    assert (store.papers("indicator"), store.papers("indicator", as_of=1)) == ({"jobs": JOBS[2]}, {})


def test_documents_that_say_the_same_make_no_revision(store: Store) -> None:
    assert store.declare([JOBS], by="ann") == 1
    held = sorted(store.path.rglob("*"))
    assert store.declare([JOBS], by="bob") == 1
    assert store.declare([], by="bob") == 1
    assert store.declare([("indicator", "never heard of", "")], by="bob") == 1
    assert sorted(store.path.rglob("*")) == held


def test_a_document_is_taken_back_by_an_empty_one_and_stays_known_as_of_before(store: Store) -> None:
    store.declare([JOBS, ("indicator", "pay", "{}")], by="ann")
    assert store.declare([("indicator", "jobs", "")], by="ann") == 2
    assert list(store.papers("indicator")) == ["pay"]
    assert list(store.papers("indicator", as_of=1)) == ["jobs", "pay"]
    assert store.papers_since(1).select("revision", "id", "document").rows() == [(2, "jobs", "")]


def test_a_first_revision_may_be_documents_and_loads_follow_it(store: Store) -> None:
    store.declare([JOBS], by="ann")
    assert store.commit(batch(*ROWS), by="ann") == 2
    again = Store.open(store.path)
    assert (again.revision, again.read(as_of=1).height, again.read().height) == (2, 0, 2)
    assert again.refused().is_empty()


def test_nobody_declares_nothing(store: Store) -> None:
    with pytest.raises(StoreError, match="nobody is named"):
        store.declare([JOBS], by=" ")
    assert store.revision == 0
