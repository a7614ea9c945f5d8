"""While a server lives the world moves on: new loads, new definitions, or nothing loaded at all."""

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest
from django.http import HttpResponse
from django.test import Client
from toy_city import CITY, MAPS, write_source

from ropewalk.plan import actions
from ropewalk.publish.website.account import open_account
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.load import read_sources, store_sources
from ropewalk.workspace.refresh import refresh

Get = Callable[..., HttpResponse]


WORK = "work"


@pytest.fixture
def folder(db: None, workspace: Path, settings) -> Folder:
    """A workspace of one's own, served."""
    settings.WORKSPACE = workspace
    folder = Folder(workspace)
    actions.load_definitions(read_definitions(folder), by="A. Officer")
    return folder


@pytest.fixture
def get(folder: Folder) -> Get:
    """Ask for a page of it."""
    return Client(HTTP_HOST="localhost").get


def load_again(folder: Folder, change: Callable[[str], str]) -> None:
    """Load the file of work and weight anew with its text changed."""
    source = folder.sources / "toys-work" / "work.csv.gz"
    text = change(gzip.decompress(source.read_bytes()).decode())
    write_source(folder.path, "toys-work", {"work.csv": text.encode()}, MAPS["toys-work"])
    definitions = read_definitions(folder)
    ids = [one.id for one in definitions.indicators]
    store_sources(folder, read_sources(folder, ids, only=["toys-work"]), by="A. Officer")
    refresh(folder, definitions, today=date(2024, 7, 1))


def without_city_s_weight(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(f"{CITY},weight,"))


def test_a_new_load_is_shown_without_a_restart(get: Get, folder: Folder) -> None:
    before, key = get("/indicators/weight/"), open_account().key
    assert "70.0%" in before.content.decode()
    load_again(folder, lambda text: text.replace(f"{CITY},weight,2023,70,", f"{CITY},weight,2023,33,"))
    after = get("/indicators/weight/", headers={"If-None-Match": before["ETag"]})
    assert open_account().key != key
    assert after.status_code == 200
    assert "33.0%" in after.content.decode()
    assert "70.0%" not in after.content.decode()
    assert "33.0%" in get("/priorities/2.1/").content.decode()
    assert "33.0%" in get(f"/places/{CITY}/").content.decode()


def test_new_definitions_are_shown_without_a_restart(get: Get, folder: Folder) -> None:
    assert "Healthy weight" in get("/indicators/weight/").content.decode()
    known = read_definitions(folder)
    renamed = tuple(
        msgspec.structs.replace(one, title="Weight of children") if one.id == "weight" else one
        for one in known.indicators
    )
    actions.load_definitions(msgspec.structs.replace(known, indicators=renamed), by="A. Officer")
    text = get("/indicators/weight/").content.decode()
    assert "Weight of children" in text
    assert "Healthy weight," not in text
    assert "Weight of children" in get("/search/?q=weight").content.decode()


def test_a_wider_area_stands_in_and_is_named(get: Get, folder: Folder) -> None:
    load_again(folder, without_city_s_weight)
    text = get("/indicators/weight/").content.decode()
    assert "No figure is held for Northport alone. This is the figure for the whole of The North" in text
    assert "84.0%" in text
    card = get("/priorities/2.1/").content.decode()
    assert "Figure for the whole of The North, not for Northport alone" in card
    assert get(f"/places/{CITY}/weight/").status_code == 301


@pytest.mark.parametrize("address", ["/", "/indicators/work/", f"/places/{CITY}/{WORK}/", "/brand.css"])
@pytest.mark.parametrize("missing", ["findings", "definitions"])
def test_before_the_first_load_a_reader_is_told_so(
    db: None, tmp_path: Path, settings, built_toy: Path, address: str, missing: str
) -> None:
    settings.WORKSPACE = tmp_path if missing == "findings" else built_toy
    if missing == "findings":
        actions.load_definitions(read_definitions(Folder(built_toy)), by="A. Officer")
    answer = Client(HTTP_HOST="localhost").get(address)
    assert answer.status_code == 503
    assert "ropewalk load" in answer.content.decode()
    assert str(tmp_path) not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert answer["Retry-After"] == "60"
    assert Client(HTTP_HOST="localhost").get("/nothing/").status_code == 404
