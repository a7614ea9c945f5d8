"""The Liverpool City Region's neighbourhoods (LSOA) of 2011 and of 2021, as the published list has them.

The counts were taken from the published list by another program (a count of its rows and of its codes).
"""

from collections import Counter
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from ropewalk.findings.crossing import Mergers, crossed
from ropewalk.sources.origin import read_bytes, read_origin
from ropewalk.sources.register import Register, read_register
from ropewalk.vocabulary.crossing import Crossing
from ropewalk.vocabulary.history import Event, history_of, mergers
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.place import Change, Place
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

PLACES = Path(__file__).parents[3] / "cities" / "liverpool" / "sources" / "places"
LIVERPOOL, REGION = "E08000012", "E47000004"


@cache
def register() -> Register:
    return read_register(PLACES)


def homes(within: str) -> list[Place]:
    return [p for p in register().places.values() if p.kind == "lsoa" and within in p.parents]


def events(code: str) -> tuple[Event, ...]:
    return history_of(code, register().places, register().renames).events


@pytest.mark.parametrize(
    ("within", "stayed", "divided", "merged", "new"), [(REGION, 967, 16, 6, 36), (LIVERPOOL, 286, 6, 6, 16)]
)
def test_how_many_stayed_were_divided_and_merged(
    within: str, stayed: int, divided: int, merged: int, new: int
) -> None:
    found = Counter((len(p.editions), p.gone, p.ended_by) for p in homes(within))
    old = {(1, True, Change.DIVIDED): divided, (1, True, Change.MERGED): merged}
    assert found == {(2, False, None): stayed, (1, False, None): new} | old


def test_it_is_the_published_list_row_by_row() -> None:
    data = read_bytes(PLACES, read_origin(PLACES))["lookup_lsoa11_lsoa21_ltla22_liverpool_city_region.csv.gz"]
    rows = pl.read_csv(data).select("lsoa11_code", "lsoa21_code", "change_code").rows()
    words = {Change.UNCHANGED: "U", Change.DIVIDED: "S", Change.MERGED: "M", Change.RENAMED: "U"}
    told = [
        (old, new, words[event.change])
        for code in sorted({old for old, _, _ in rows})
        for event in events(code)
        for old in event.before
        for new in event.after
    ]
    assert len(rows) == 1006
    assert sorted(told) == sorted(rows)


def test_one_that_stayed() -> None:
    assert events("E01006512") == (Event(Change.UNCHANGED, ("E01006512",), ("E01006512",), None, "2021"),)


def test_one_that_stayed_under_another_name() -> None:
    own = ("E01006830",)
    assert events("E01006830") == (Event(Change.RENAMED, own, own, None, "2021", "St. Helens 019A"),)
    assert register().places["E01006830"].name == "St. Helens 025A"


def test_one_that_was_divided_asked_by_its_old_code_and_by_a_new_one() -> None:
    parts = ("E01034402", "E01034403")
    assert events("E01006515") == (Event(Change.DIVIDED, ("E01006515",), parts, None, "2021"),)
    assert events("E01034403") == (Event(Change.DIVIDED, ("E01006515",), ("E01034403",), None, "2021"),)


def test_two_that_merged_asked_by_an_old_code_and_by_the_new_one() -> None:
    before = ("E01006720", "E01006752")
    assert events("E01034401") == (Event(Change.MERGED, before, ("E01034401",), None, "2021"),)
    assert events("E01006752") == (Event(Change.MERGED, ("E01006752",), ("E01034401",), None, "2021"),)


def test_no_day_is_made_up_and_no_ward_of_an_old_one() -> None:
    assert {(p.valid_from, p.valid_to) for p in homes(REGION)} == {(None, None)}
    old = [p for p in homes(REGION) if p.gone]
    assert {register().places[up].kind for p in old for up in p.parents}.isdisjoint({"ward"})


def test_figures_cross_the_mergers_that_a_definition_declares_and_nothing_else() -> None:
    old = [p.code for p in homes(REGION) if p.gone]
    rows = pl.DataFrame({"indicator": "burglaries", "place": old, "period": "2019-01-01/P1Y", "value": 1.0})
    found = Mergers(mergers(register().places))

    def measure(crossing: Crossing | None) -> Measure:
        return Measure(
            id="burglaries",
            kind=Kind.COUNT,
            polarity=Polarity.LOWER,
            frequency=Frequency.ANNUAL,
            crossing=crossing,
        )

    made = crossed(rows, [measure(Crossing(how="sum", reason="Each burglary is counted once"))], found)
    assert dict(made.select("place", "value").rows()) == dict.fromkeys(
        ["E01034401", "E01034404", "E01034409"], 2.0
    )
    assert crossed(rows, [measure(None)], found).is_empty()
