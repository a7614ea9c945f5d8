"""What changed, as readers see it: the list, a page a revision, the feed, and what we said before."""

import re
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest
from django.http import HttpResponse
from django.test import Client
from editions import FALLS, SLIGHTLY, edition, keep_shipped
from reading import grade, words

from ropewalk.plan import actions
from ropewalk.publish.website.account import open_account
from ropewalk.publish.website.pages.challenges import changed_since
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.refresh import refresh

Get = Callable[..., HttpResponse]
ATOM = "{http://www.w3.org/2005/Atom}"
LATER = datetime(2027, 1, 1, tzinfo=UTC)
TODAY = date(2024, 8, 1)


@pytest.fixture(scope="session")
def edited(built_toy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy city after two more editions, a new definition, and a refresh after each."""
    folder = keep_shipped(Folder(shutil.copytree(built_toy, tmp_path_factory.mktemp("edited") / "w")))
    for month, changes in ((6, FALLS), (7, SLIGHTLY)):
        note = "the survey was weighted anew" if month == 6 else ""
        edition(folder, *changes, published=date(2024, month, 10), at=LATER, note=note)
        refresh(folder, read_definitions(folder), today=TODAY)
    path = folder.indicators / "all.toml"
    path.write_text(path.read_text().replace("Minutes waited.", "Minutes waited & <counted>."))
    refresh(folder, read_definitions(folder), today=TODAY)
    return folder.path


@pytest.fixture
def get(db: None, edited: Path, settings: object) -> Get:
    settings.WORKSPACE = edited  # type: ignore[attr-defined]
    actions.load_definitions(read_definitions(Folder(edited)), by="A. Officer")
    open_account()
    return Client(HTTP_HOST="localhost").get


def read(get: Get, address: str) -> str:
    answer = get(address)
    assert answer.status_code == 200, address
    text = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def test_the_newest_change_leads_the_list(get: Get) -> None:
    told = read(get, "/changes/")
    places = [
        told.index(text)
        for text in (
            "We changed what we say of 1 measure.",
            "Toy toys-work, published 10 July 2024 . Loaded 1 January 2027 . The publisher revised 4 figures",
            "Toy toys-work, published 10 June 2024 . Loaded 1 January 2027 . The publisher revised 4 figures",
        )
    ]
    assert places == sorted(places)
    assert "3 changes to what we had published. 2 of them in figures for Northport." in told
    assert "There were 5 such steps, out of 8 in all." in told


def test_a_change_says_the_largest_and_the_verdicts_that_changed(get: Get) -> None:
    told = read(get, "/changes/6/")
    assert "The largest change: People in work, 2023, from 69.1% to 59.1%." in told
    assert "4 figures moved by more than half of the likely range given before." in told
    assert "People in work, over time, from “improving” to “no clear change”" in told
    assert "the survey was weighted anew" in told
    assert "2021 67.2% 58.2% −9.00 more than half of it" in told


def test_a_definition_is_told_by_field(get: Get) -> None:
    told = read(get, "/changes/8/")
    assert "Waiting time: “definition” was “Minutes waited.”. Now it is “Minutes waited & <counted>.”" in told
    assert "Figures for Northport" not in told


def test_first_loads_have_a_page_and_are_no_news(get: Get) -> None:
    assert "71 figures" not in read(get, "/changes/")
    assert "11 figures came in for Northport, in 2 measures." in read(get, "/changes/5/")
    assert "written down for the first time" in read(get, "/changes/1/")


@pytest.mark.parametrize("address", ["/changes/0/", "/changes/9/", "/changes/x/", "/changes/99/figures.csv"])
def test_a_revision_that_is_not_held_is_not_found(get: Get, address: str) -> None:
    assert get(address).status_code == 404


@pytest.mark.parametrize("page", ["", "?page=1", "?page=0", "?page=99999999", "?page=<b>", "?page=-1"])
def test_any_page_number_gives_a_page(get: Get, page: str) -> None:
    assert "3 changes to what" in read(get, f"/changes/{page}")


def test_later_pages_have_addresses_for_files(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ropewalk.publish.website.pages.changes.A_PAGE", 1)
    first, last = read(get, "/changes/"), read(get, "/changes/page/3/")
    assert first != last
    html = get("/cy/changes/page/2/").content.decode()
    assert 'href="/cy/changes/"' in html
    assert 'href="/cy/changes/page/3/"' in html
    assert "?page=" not in html
    assert get("/changes/page/4/").status_code == 404
    for old, new in {"?page=2": "page/2/", "?page=99": "page/3/", "page/1/": ""}.items():
        answer = get(f"/changes/{old}")
        assert (answer.status_code, answer["Location"]) == (301, f"/changes/{new}")


def test_the_figures_of_a_change_can_be_had_as_a_table(get: Get) -> None:
    answer = get("/changes/7/figures.csv")
    table = pl.read_csv(answer.content)
    assert table.select("revision", "indicator", "place").unique().rows() == [(7, "work", "E08900001")]
    assert table.height == 4


def test_what_we_said_then_stands_beside_what_we_say_now(get: Get) -> None:
    told = read(get, "/indicators/work/").split("What we said before")[1]
    assert "With the figures of June 2024, our rules of today say: improving." in told
    assert "Over 3 editions of the figures, this verdict changed 2 times." in told
    assert re.search(r"On \d+ \w+ \d{4} we said: improving\.", told)
    assert re.search(r"Since \d+ \w+ \d{4} we have said: improving\.", told)
    rows = re.findall(r"(\d+ \w+ 2024) 2023 (Improving|No clear change)", told)
    days = ("10 July 2024", "10 June 2024", "1 June 2024")
    assert rows == list(zip(days, ("Improving", "No clear change", "Improving"), strict=True))


def test_a_measure_that_never_changed_says_since_when_it_says_so(get: Get) -> None:
    told = read(get, "/indicators/early-deaths/")
    assert "we have said:" in told
    assert "Show each edition" not in told
    assert "What we said before" not in read(get, "/places/E08900002/work/")


def test_the_feed_is_atom_with_ids_and_addresses_that_stay(get: Get) -> None:
    answer = get("/changes.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 - our own text
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{name}") is not None, name
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(entries) == 3
    assert all(one and one.startswith("urn:uuid:") for one in ids)
    links = [entry.find(f"{ATOM}link").get("href") for entry in entries]  # type: ignore[union-attr]
    assert links == [f"http://localhost/changes/{number}/" for number in (8, 7, 6)]
    assert entries[2].findtext(f"{ATOM}updated") == LATER.isoformat()
    assert "&amp; &lt;counted&gt;" in (entries[0].findtext(f"{ATOM}summary") or "")  # HTML inside, as it says
    again = ElementTree.fromstring(Client(HTTP_HOST="127.0.0.1").get("/changes.atom").content)  # noqa: S314
    assert [entry.findtext(f"{ATOM}id") for entry in again.findall(f"{ATOM}entry")] == ids


def test_an_unchanged_feed_is_not_sent_again(get: Get) -> None:
    first = get("/changes.atom")
    again = get("/changes.atom", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_home_and_every_page_lead_to_what_changed(get: Get) -> None:
    home = get("/").content.decode()
    assert 'href="/changes/">See every change' in home
    assert '<link rel="alternate" type="application/atom+xml"' in home
    assert "What changed</a>" in get("/values/").content.decode()


@pytest.mark.parametrize("address", ["/changes/", "/changes/6/", "/changes/7/", "/indicators/work/"])
def test_the_words_are_easy_to_read(get: Get, address: str) -> None:
    html = get(address).content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    html = re.sub(r"<(svg|table|script|style|select)\b.*?</\1>", " ", html, flags=re.DOTALL)
    blocks = re.findall(r"<(?:p|li)\b[^>]*>(.*?)</(?:p|li)>", html, re.DOTALL)
    # What stands between quotation marks are the words of a definition, not ours.
    found = (re.sub("“.*?”", "it", unescape(re.sub(r"<[^>]+>", " ", block))) for block in blocks)
    graded = [(grade(text), text) for text in found if len(words(text)) >= 8]
    assert [text for level, text in graded if level > 10] == []
    assert sum(level for level, _ in graded) / len(graded) <= 6.5


def test_a_challenge_leads_to_the_first_load_that_changed_its_figures_afterwards(get: Get) -> None:
    account = open_account()
    day = LATER.date().isoformat()
    since = changed_since(account, "work", "2026-12-31")
    assert since is not None
    assert since[1] == day
    assert "revised 4 figures" in read(get, f"/changes/{since[0]}/")
    assert changed_since(account, "work", day) == since
    assert changed_since(account, "work", "2027-01-02") is None
    assert changed_since(account, "queues", "2000-01-01") is None
