"""What people type finds what they mean, in the city that ships: measured query by query."""

import tomllib
from pathlib import Path

import pytest
from shipped_account import shipped_account

from ropewalk.publish.website.entries import PAGES, index_of, places_like
from ropewalk.publish.website.find import find
from ropewalk.publish.website.pages.search import by_kind

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
