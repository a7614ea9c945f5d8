"""Feeds of a priority, a measure and a place: valid Atom, permanent ids, found from their pages."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from django.http import HttpResponse

from ropewalk.publish.account import Account
from ropewalk.publish.website import held

Get = Callable[[str], HttpResponse]
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = {
    "/priorities/1.1/": "/priorities/1.1/changes.atom",
    "/indicators/work/": "/indicators/work/changes.atom",
    "/places/E08900002/": "/places/E08900002/changes.atom",
    "/places/E08900001/": "/places/E08900001/changes.atom",
    "/cy/indicators/work/": "/cy/indicators/work/changes.atom",
}
EVERY = pytest.mark.parametrize(("page", "address"), FEEDS.items())


def feed_of(get: Get, address: str) -> ElementTree.Element:
    answer = get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)  # noqa: S314 - our own feed


@EVERY
def test_a_page_names_its_feed_for_readers_and_for_programs(get: Get, page: str, address: str) -> None:
    text = get(page).content.decode()
    link = f'<link rel="alternate" type="application/atom.xml" title="[^"]+" href="{address}">'
    assert re.search(link, text)
    assert f'<a href="{address}">' in text


@EVERY
def test_a_feed_has_what_atom_asks_for(get: Get, page: str, address: str) -> None:
    feed = feed_of(get, address)
    ids = [one.text for one in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    assert all(one and one.startswith("urn:uuid:") for one in ids)
    links = {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"http://testserver{address}".replace("testserver", "localhost")
    assert links["alternate"] == f"http://localhost{page}"
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    assert feed.findtext(f"{ATOM}updated") == max(str(one.findtext(f"{ATOM}updated")) for one in entries)
    for entry in entries:
        assert entry.findtext(f"{ATOM}title")
        assert "/changes/" in str(entry.find(f"{ATOM}link").get("href"))  # type: ignore[union-attr]


def test_a_feed_tells_of_its_own_subject_alone(get: Get, account: Account) -> None:
    log = held.history(account).log
    touched = log.measures.filter(indicator="work")["revision"].n_unique()
    entries = feed_of(get, "/indicators/work/changes.atom").findall(f"{ATOM}entry")
    assert 1 <= len(entries) <= touched + 1  # and the definition, written down for the first time
    for entry in entries:
        words = f"{entry.findtext(f'{ATOM}title')} {entry.findtext(f'{ATOM}summary')}"
        assert account.indicators["work"].title in words
        assert account.indicators["queues"].title not in words


def test_the_same_revision_has_another_id_in_another_feed(get: Get) -> None:
    ids = [
        {one.text for one in feed_of(get, address).iter(f"{ATOM}id")}
        for address in (*FEEDS.values(), "/changes.atom")
        if "/cy/" not in address
    ]
    assert len(set().union(*ids)) == sum(map(len, ids))


def test_a_feed_without_entries_does_not_follow_the_clock(get: Get, account: Account) -> None:
    empty = feed_of(get, "/places/E92000001/changes.atom")
    if not empty.findall(f"{ATOM}entry"):
        assert empty.findtext(f"{ATOM}updated") == held.stories(account)[0].at.isoformat()
    assert get("/places/E92000001/changes.atom").content == get("/places/E92000001/changes.atom").content


@pytest.mark.parametrize(
    "address", ["/indicators/x/changes.atom", "/priorities/9.9/changes.atom", "/places/E0/changes.atom"]
)
def test_an_unknown_subject_has_no_feed(get: Get, address: str) -> None:
    assert get(address).status_code == 404


@pytest.mark.parametrize(("start", "language"), [("", "en-gb"), ("/cy", "cy")])
def test_a_feed_says_which_language_it_is_in(get: Get, start: str, language: str) -> None:
    feed = feed_of(get, f"{start}/changes.atom")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
