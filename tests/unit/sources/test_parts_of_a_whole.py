"""Shares and totals of files where each row is one part."""

import polars as pl
import pytest

from ropewalk.sources.maps import Table
from ropewalk.sources.odd.parts_of_a_whole import indicators, read
from ropewalk.sources.opening import Files
from ropewalk.vocabulary.errors import DefinitionError, SourceError

HOMES = """code,year,kind,homes
A,2020,empty,2
A,2020,all,40
A,2021,empty,x
A,2021,all,50
B,2020,all,0
B,2020,empty,0
B,2020,forecast,7
"""
KINDS = """code,year,kind,homes
A,2020-21,rent,3
A,2020-21,sale,4
B,2020-21,sale,5
"""
SHARE = {
    "indicator": "empty-homes",
    "place": "code",
    "part": "kind",
    "value": "homes",
    "period": "year",
    "numerator": "empty",
    "denominator": "all",
    "left_out": "forecast",
    "multiplier": "100",
    "missing": "x",
    "missing_state": "suppressed",
}
TOTAL = {
    "indicator": "homes-built",
    "place": "code",
    "part": "kind",
    "value": "homes",
    "period": "year",
    "notation": "financial-year",
    "numerator": "rent; sale",
}


def answer(text: str, options: dict[str, str]) -> pl.DataFrame:
    table = Table(file="homes.csv", code="parts_of_a_whole", options=options)
    return read(Files("toy", {"homes.csv": text.encode()}), table)


def test_a_share_is_one_part_over_another():
    first = answer(HOMES, SHARE).filter(pl.col("place") == "A").row(0, named=True)
    assert (first["value"], first["numerator"], first["denominator"]) == (5.0, 2.0, 40.0)
    assert (first["indicator"], first["period"], first["state"]) == (
        "empty-homes",
        "2020-01-01/P1Y",
        "measured",
    )
    assert (first["file"], first["row"]) == ("homes.csv", 2)


def test_a_missing_part_makes_the_whole_missing_and_never_nought():
    missing = answer(HOMES, SHARE).filter(pl.col("period") == "2021-01-01/P1Y").row(0, named=True)
    assert (missing["value"], missing["numerator"], missing["state"]) == (None, None, "suppressed")


def test_a_share_of_nothing_is_not_applicable():
    nothing = answer(HOMES, SHARE).filter(pl.col("place") == "B").row(0, named=True)
    assert (nothing["value"], nothing["state"]) == (None, "not applicable")


def test_a_share_without_its_whole_is_missing():
    alone = answer("code,year,kind,homes\nA,2020,empty,2\n", SHARE).row(0, named=True)
    assert (alone["value"], alone["state"]) == (None, "suppressed")


def test_a_total_adds_the_parts_that_have_a_row():
    rows = answer(KINDS, TOTAL).sort("place")
    assert rows["value"].to_list() == [7.0, 5.0]
    assert rows["denominator"].to_list() == [None, None]
    assert rows["period"].unique().to_list() == ["2020-04-01/P1Y"]


def test_one_period_may_stand_for_all_rows():
    options = {k: v for k, v in TOTAL.items() if k not in {"period", "notation"}}
    rows = answer(KINDS, {**options, "period_constant": "2014-04-01/P10Y"})
    assert rows["period"].unique().to_list() == ["2014-04-01/P10Y"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("A,2022,caravan,1", "row 9.*do not know this part"),
        ("A,2022,all,many", "row 9.*not a number"),
        ("A,2022,all,nan", "row 9.*not a number"),
        ("A,2022,all,", "row 9.*not a number"),
        ("A,soon,all,1", "row 9.*not in the notation"),
        ("A,2020,all,41", "row 3.*comes twice"),
    ],
)
def test_what_is_wrong_is_named_with_its_row(row, message):
    with pytest.raises(SourceError, match=message):
        answer(f"{HOMES}{row}\n", SHARE)


@pytest.mark.parametrize(
    "change",
    [
        {"unread": "1"},
        {"multiplier": "many"},
        {"period_constant": "2020-01-01/P1Y"},
        {"notation": "moons"},
        {"missing_state": "lost"},
    ],
)
def test_options_are_strict(change):
    with pytest.raises(DefinitionError, match=r"toy/map\.toml"):
        answer(HOMES, {**SHARE, **change})


def test_the_indicator_is_known_before_anything_is_read():
    assert indicators(SHARE) == ("empty-homes",)
