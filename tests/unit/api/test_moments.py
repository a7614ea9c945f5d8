"""The past stays as it was known: after a new load, older revisions answer as before."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from asked import Ask, asking, walk
from toy_city import CITY, change_figures

from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.observations.store import Store
from ropewalk.plan import actions
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.load import read_sources, store_sources
from ropewalk.workspace.refresh import refresh

WORK = f"/observations?indicator=work&place={CITY}"


@pytest.fixture
def folder(db: None, workspace: Path, settings) -> Folder:
    """A workspace of one's own, served."""
    settings.WORKSPACE = workspace
    folder = Folder(workspace)
    actions.load_definitions(read_definitions(folder), by="A. Officer")
    return folder


@pytest.fixture
def ask(folder: Folder) -> Ask:
    """Ask for an address below the API's."""
    return asking()


def revise(folder: Folder) -> None:
    """A new edition: the city's work of 2014 is revised."""
    text = Store.open(folder.store).read(["work"], [CITY])["value"][0]
    change_figures(folder.path, "toys-work", f"{CITY},work,2014,{text}", f"{CITY},work,2014,55.5")
    definitions = read_definitions(folder)
    ids = [one.id for one in definitions.indicators]
    store_sources(folder, read_sources(folder, ids, only=["toys-work"]), by="A. Officer")
    refresh(folder, definitions, today=date(2024, 7, 1))


def test_observations_are_as_they_were_known_at_every_revision(ask: Ask, folder: Folder) -> None:
    revise(folder)
    view = Disclosed(Store.open(folder.store))
    seen = set()
    for revision in range(view.store.revision + 1):
        items = walk(ask, f"{WORK}&as_of={revision}&limit=7")
        table = view.read(["work"], [CITY], as_of=revision).select("period", "value")
        assert [(item["period"], item["value"]) for item in items] == list(table.iter_rows())
        seen.add(items[0]["value"] if items else None)
    assert len(seen) == 3  # not yet loaded, as first published, as revised


def test_a_day_and_a_moment_mean_the_revision_of_then(ask: Ask, folder: Folder) -> None:
    assert ask(f"{WORK}&as_of=2000-01-01").json()["revision"] == 0
    newest = ask(WORK).json()["revision"]
    for late in ("2100-01-01", "2100-01-01T00:00:00Z", "2100-01-01T00:00:00+01:00"):
        assert ask(f"{WORK}&as_of={late}").json()["revision"] == newest


def test_pages_that_follow_a_cursor_are_of_the_revision_of_the_first(ask: Ask, folder: Folder) -> None:
    first = ask(f"{WORK}&limit=5").json()
    wanted = walk(ask, WORK)[5:]
    revise(folder)
    second = ask(first["next"].removeprefix("/api/v1")).json()
    assert (second["items"], second["revision"]) == (wanted, first["revision"])
    assert ask(WORK).json()["revision"] > first["revision"]


def test_a_list_that_has_moved_on_is_said_to_have(ask: Ask, folder: Folder) -> None:
    first = ask(f"/findings?place={CITY}&limit=1").json()
    revise(folder)
    answer = ask(first["next"].removeprefix("/api/v1"))
    assert (answer.status_code, answer.json()["type"]) == (410, "/api/#moved-on")


def test_what_was_said_is_told_from_the_record(ask: Ask, folder: Folder) -> None:
    then = ask(f"/findings?place={CITY}&indicator=work&question=direction").json()
    revise(folder)
    told = ask(f"/findings?indicator=work&question=direction&as_of={then['revision']}").json()
    assert told["on_record"]
    [item] = told["items"]
    assert (item["verdict"], item["sentence"]) == (then["items"][0]["verdict"], then["items"][0]["sentence"])
    assert item["estimate"] is None
    assert item["said_at"]


def test_an_etag_of_before_a_load_is_not_believed(ask: Ask, folder: Folder) -> None:
    etag = ask(WORK)["ETag"]
    revise(folder)
    assert ask(WORK, if_none_match=etag).status_code == 200


def test_revisions_tell_what_they_changed(ask: Ask, folder: Folder) -> None:
    revise(folder)
    newest = ask("/revisions?limit=1").json()["items"][0]["revision"]
    [changed] = ask(f"/revisions/{newest}/changes").json()["items"]
    assert (changed["change"], changed["period"], changed["value"]) == ("revised", "2014-01-01/P1Y", 55.5)
    counted = pl.DataFrame(ask(f"/revisions/{newest}").json()["item"]["measures"])
    assert counted.filter(indicator="work", own=True)["revised"].to_list() == [1]
