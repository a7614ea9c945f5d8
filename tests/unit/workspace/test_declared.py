"""Definitions and the method are part of the store's history: a change of them is a revision of its own."""

import json
from dataclasses import replace as replaced
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from ropewalk.findings import method
from ropewalk.observations.store import Store
from ropewalk.workspace.declared import declare
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder


@pytest.fixture
def folder(workspace: Path) -> Folder:
    return Folder(workspace)


@pytest.fixture
def store(folder: Folder) -> Store:
    return Store.open(folder.store)


def test_a_load_holds_the_definitions_before_the_sources(folder: Folder, store: Store) -> None:
    definitions = read_definitions(folder)
    assert store.revisions()["source"].to_list()[0] == ""
    assert list(store.papers("indicator", as_of=1)) == sorted(one.id for one in definitions.indicators)
    assert list(store.papers("plan", as_of=1)) == [definitions.plan.id]
    assert json.loads(store.papers("method", as_of=1)["rules"])[-1]["number"] == method.newest().number


def test_unchanged_definitions_make_no_revision(folder: Folder, store: Store) -> None:
    assert not declare(store, read_definitions(folder), by="ann")
    assert store.revision == 5


def test_a_changed_definition_is_one_document_in_one_revision(folder: Folder, store: Store) -> None:
    definitions = read_definitions(folder)
    first, *rest = definitions.indicators
    changed = replace(definitions, indicators=(replace(first, unit="of all things"), *rest))
    before = store.read()
    assert declare(store, changed, by="ann", note="a better unit")
    written = store.papers_since(5)
    assert set(written["kind"]) == {"indicator", "version"}
    assert store.read().equals(before)
    assert not declare(store, changed, by="ann")


def test_a_definition_that_is_taken_out_is_taken_back(folder: Folder, store: Store) -> None:
    definitions = read_definitions(folder)
    assert declare(store, replace(definitions, indicators=definitions.indicators[1:]), by="ann")
    assert definitions.indicators[0].id not in store.papers("indicator")
    assert definitions.indicators[0].id in store.papers("indicator", as_of=5)


def test_a_new_edition_of_the_method_is_a_revision(
    folder: Folder, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = method.newest().number + 1
    later = replaced(method.newest(), number=number, day=date(2027, 1, 1), why="A better test was found.")
    monkeypatch.setattr(method, "EDITIONS", (*method.EDITIONS, later))
    assert declare(store, read_definitions(folder), by="ann")
    told = json.loads(store.papers("method")["rules"])
    assert [edition["number"] for edition in told] == list(range(1, number + 1))
    assert told[-1]["why"] == "A better test was found."


def test_a_field_that_only_the_software_learns_changes_no_document(folder: Folder, store: Store) -> None:
    held = json.loads(store.papers("indicator")["work"])
    assert "breaks" not in held  # what stands at its default is not written
    assert held["title"] == "People in work"
