"""What people type finds what they mean, in the city that ships: measured query by query."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from shipped_account import shipped_account

from ropewalk.design.languages import languages
from ropewalk.findings.outlines import Outline, Outlines
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.entries import PAGES, index_of, places_like
from ropewalk.publish.website.find import find
from ropewalk.publish.website.pages.search import by_kind
from ropewalk.publish.website.thesaurus import FILE_OF
from ropewalk.vocabulary.language import speaking

QUERIES = tomllib.loads(Path(__file__).with_name("everyday_queries.toml").read_text(encoding="utf-8"))
LEAST, FIRST = 60, 3


def test_there_are_enough_queries_to_measure() -> None:
    assert len(QUERIES) >= LEAST


@pytest.mark.parametrize("query", QUERIES)
def test_one_of_the_answers_stands_among_the_first_three(query: str) -> None:
    wanted = {to if to.startswith("/") else f"/indicators/{to}/" for to in QUERIES[query]}
    shown = [
        entry.address
        for entries in by_kind(find(index_of(shipped_account()), query)).values()
        for entry in entries
    ]
    assert wanted & set(shown[:FIRST]), shown[:FIRST]


def test_every_answer_asked_for_is_there() -> None:
    known = {entry.address for entry in index_of(shipped_account()).entries}
    wanted = {to if to.startswith("/") else f"/indicators/{to}/" for tos in QUERIES.values() for to in tos}
    assert wanted <= known


def test_every_measure_is_found_by_its_own_name_and_by_its_official_name() -> None:
    account = shipped_account()
    known = index_of(account)
    for indicator in account.definitions.indicators:
        assert f"/indicators/{indicator.id}/" == find(known, indicator.title[:100]).entries[0].address
        official = [entry.about for entry in find(known, indicator.official_title).entries[:8]]
        assert indicator.id in official, (indicator.official_title, official)


def test_every_place_is_found_by_its_code_and_by_older_codes() -> None:
    account = shipped_account()
    known = index_of(account)
    for code in [*list(account.places)[::20], *account.renames]:
        new = account.renames.get(code, code)
        assert find(known, code.lower()).entries[0].about == new


def test_a_place_by_a_part_of_its_name() -> None:
    assert "E08000021" in places_like(shipped_account(), "newcastle")


def test_every_page_is_found_by_its_title() -> None:
    known = index_of(shipped_account())
    for _, address, title, _ in PAGES:
        assert address in [entry.address for entry in find(known, title).entries[:3]], title


WORDS = files("ropewalk.publish.website").joinpath("words", FILE_OF.format(code="cy"))
WELSH = [said for group in tomllib.loads(WORDS.read_text(encoding="utf-8"))["meant"] for said in group["say"]]


@pytest.mark.parametrize("said", WELSH)
def test_an_everyday_welsh_word_finds_something_on_a_welsh_page(said: str) -> None:
    with speaking(languages()["cy"]):
        assert find(index_of(shipped_account()), said).entries


@pytest.mark.parametrize(
    ("said", "measure"),
    [("swyddi", "employment-rate"), ("ailgylchu", "recycling-rate"), ("ysmygu", "smoking")],
)
def test_a_welsh_word_finds_what_it_means(said: str, measure: str) -> None:
    with speaking(languages()["cy"]):
        found = [entry.about for entry in find(index_of(shipped_account()), said).entries[:3]]
    assert any(measure in about for about in found), found


def test_welsh_words_mean_nothing_on_an_english_page() -> None:
    assert not find(index_of(shipped_account()), "diweithdra").entries


@pytest.mark.parametrize(("said", "code"), [("lloegr", "E92000001"), ("wales", "W92000004")])
def test_a_country_is_found_by_either_name_and_told_by_its_welsh_one(said: str, code: str) -> None:
    account = shipped_account()
    with speaking(languages()["cy"]):
        found = find(index_of(account), said).entries[:3]
        assert code in [entry.about for entry in found]
        assert account.names["W92000004"] == account.places["W92000004"].name == "Cymru"
    assert account.names["W92000004"] == account.places["W92000004"].name == "Wales"


def outline(kind: str, code: str, name: str, area: str = "") -> Outline:
    return Outline(kind, code, name, area, "M0 0h1v1z", 0, 0, 0, 0, 1, 1, ())


def test_an_area_and_its_neighbourhoods_are_found_by_the_name_that_people_use() -> None:
    shipped = shipped_account()
    account = Account(shipped.definitions, shipped.library, "with areas")
    account.__dict__["outlines"] = Outlines(
        {
            "lsoa": {"E01006512": outline("lsoa", "E01006512", "Liverpool 031A", "Liverpool 031")},
            "msoa": {"Liverpool 031": outline("msoa", "Liverpool 031", "Rope Street")},
        }
    )
    known = index_of(account)
    area, home = find(known, "rope street").entries[:2]
    assert (area.title, area.address) == ("Rope Street", "/neighbourhood/liverpool-031/")
    assert area.hint == "Area in Liverpool"
    assert (home.title, home.about) == ("Rope Street 031A", "E01006512")
    assert home.hint.startswith("Neighbourhood in ")
    for said in ("liverpool 031a", "e01006512"):
        assert find(known, said).entries[0].about == "E01006512"
    assert "" not in places_like(account, "rope street")
