"""The page of a neighbourhood says what an edition of codes did to it, and that no day is held."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse

from ropewalk.publish.website.account import Account
from ropewalk.vocabulary.place import Change, Place

Get = Callable[[str], HttpResponse]
CITY = "E08900001"


def home(number: int, name: str, *editions: tuple[str, str], **more) -> Place:
    return Place(code=f"E0190000{number}", name=name, kind="lsoa", parents=(CITY,), editions=editions, **more)


HOMES = [
    home(1, "Quay 1", ("2011", "Quay 1"), ("2021", "Quay 1")),
    home(2, "Quay 2b", ("2011", "Quay 2a"), ("2021", "Quay 2b")),
    home(3, "Quay 3", ("2011", "Quay 3"), ended_by=Change.DIVIDED, successors=("E01900004", "E01900005")),
    home(4, "Quay 4", ("2021", "Quay 4")),
    home(5, "Quay 5", ("2021", "Quay 5")),
    home(6, "Quay 6", ("2011", "Quay 6"), ended_by=Change.REDRAWN, successors=("E01900007",)),
    home(7, "Quay 7", ("2021", "Quay 7")),
]


@pytest.fixture
def read(get: Get, account: Account, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    held = {**account.places, **{place.code: place for place in HOMES}}
    monkeypatch.setitem(vars(account), "places en", held)

    def page(code: str) -> str:
        answer = get(f"/places/{code}/")
        assert answer.status_code == 200
        return " ".join(re.sub(r"<[^>]+>", "", answer.content.decode()).split())

    return page


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("E01900001", "It stayed the same area, under the same code and name, in the 2021 codes (the day is"),
        ("E01900002", "its name, once Quay 2a, changed in the 2021 codes (the day is not held)."),
        ("E01900003", "It was divided in the 2021 codes (the day is not held) between: Quay 4, Quay 5."),
        ("E01900003", "This area is no more. Its area is now in Quay 4, Quay 5."),
        (
            "E01900004",
            "part of an area that was divided in the 2021 codes (the day is not held): Quay 3 (no more).",
        ),
        (
            "E01900007",
            "(the day is not held), and it took the place of part or all of: Quay 6",
        ),
    ],
)
def test_what_became_of_it(read: Callable[[str], str], code: str, words: str) -> None:
    assert words in read(code)


def test_only_what_is_still_there_is_listed_inside_the_city(read: Callable[[str], str]) -> None:
    inside = read(CITY).partition("inside Northport")[2]
    assert "Quay 4" in inside
    assert "Quay 3" not in inside


def test_two_wider_areas_of_one_name_are_told_apart(read: Callable[[str], str], account: Account) -> None:
    wider = [
        Place(code="E47900001", name="Quayland", kind="combined-authority"),
        Place(code="E12900001", name="Quayland", kind="region"),
    ]
    vars(account)["places en"] |= {one.code: one for one in wider}
    own = Place(code="E01900008", name="Quay 8", kind="lsoa", parents=("E47900001", "E12900001"))
    vars(account)["places en"][own.code] = own
    assert "Quayland (combined authority), Quayland (region)" in read(own.code)
