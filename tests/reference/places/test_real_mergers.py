"""Real mergers, with the figures that publishers gave for the old councils and for the new ones.

Figures are from the city that ships: fly-tipping (Department for Environment, Food and Rural Affairs),
businesses (Office for National Statistics) and empty homes (Ministry of Housing). The sums were made by hand
from those files, or are the publisher's own totals of the same area.
"""

from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from ropewalk.findings.crossing import Mergers, crossed
from ropewalk.sources.coded import indicators_of
from ropewalk.sources.load import read_source
from ropewalk.sources.maps import read_map
from ropewalk.sources.register import Register, read_register
from ropewalk.vocabulary.history import history_of, mergers
from ropewalk.vocabulary.place import Change
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder

CITY = Folder(Path(__file__).parents[3] / "cities" / "liverpool")
MERGED = {
    "E06000058": ({"E06000028", "E06000029", "E07000048"}, date(2019, 4, 1)),
    "E06000059": ({f"E070000{n}" for n in (49, 50, 51, 52, 53)}, date(2019, 4, 1)),
    "E06000060": ({f"E0700000{n}" for n in (4, 5, 6, 7)}, date(2020, 4, 1)),
    "E06000061": ({"E07000150", "E07000152", "E07000153", "E07000156"}, date(2021, 4, 1)),
    "E06000062": ({"E07000151", "E07000154", "E07000155"}, date(2021, 4, 1)),
    "E06000063": ({"E07000026", "E07000028", "E07000029"}, date(2023, 4, 1)),
    "E06000064": ({"E07000027", "E07000030", "E07000031"}, date(2023, 4, 1)),
    "E06000065": ({f"E0700016{n}" for n in range(3, 10)}, date(2023, 4, 1)),
    "E06000066": ({"E07000187", "E07000188", "E07000189", "E07000246"}, date(2023, 4, 1)),
    "E07000244": ({"E07000205", "E07000206"}, date(2019, 4, 1)),
    "E07000245": ({"E07000201", "E07000204"}, date(2019, 4, 1)),
    "E07000246": ({"E07000190", "E07000191"}, date(2019, 4, 1)),
}


@cache
def register() -> Register:
    return read_register(CITY.sources / "places")


@cache
def observations(source: str) -> pl.DataFrame:
    folder = CITY.sources / source
    names = {name for table in read_map(folder).table for name in indicators_of(table, source)}
    return read_source(folder, register(), known_indicators=names, beside=observations).observations


def made(indicator: str, place: str) -> dict[int, float]:
    """Year that a period begins in -> what is put together for the place."""
    measure = next(one for one in read_definitions(CITY).indicators if one.id == indicator)
    places = register().places
    begun = {code: found.valid_from for code, found in places.items() if found.valid_from}
    rows = crossed(observations(measure.source), [measure], Mergers(mergers(places), begun))
    own = rows.filter(place=place, breakdown="", indicator=indicator).sort("period")
    return {int(period[:4]): value for period, value in own.select("period", "value").rows()}


@pytest.mark.parametrize("code", MERGED)
def test_who_was_merged_and_when(code: str) -> None:
    parts, day = MERGED[code]
    assert set(mergers(register().places)[code]) == parts
    assert register().places[code].valid_from == day
    assert all(register().places[part].valid_to == date(day.year, 3, 31) for part in parts)


def test_counties_and_divided_areas_are_no_parts() -> None:
    parts = {part for found in mergers(register().places).values() for part in found}
    assert not [part for part in parts if part.startswith("E10")]
    assert history_of("E10000006", register().places, {}).events[-1].change is Change.DIVIDED


def test_bournemouth_christchurch_and_poole_2019() -> None:
    # Poole gives no figure for 2014/15 and 2015/16: then there is none for the whole.
    assert made("fly-tipping", "E06000058") == {
        2012: 1777 + 527 + 522, 2013: 1983 + 632 + 356, 2016: 1556 + 714 + 255, 2017: 2501 + 593 + 282,
        2018: 2114 + 623 + 212,
    }  # fmt: skip


def test_buckinghamshire_2020() -> None:
    tips = made("fly-tipping", "E06000060")
    assert (tips[2012], tips[2019], max(tips)) == (482 + 676 + 352 + 406, 1056 + 354 + 717 + 988, 2019)
    empty = made("empty-homes", "E06000060")
    homes = observations("openinnovations-vacant-homes").filter(
        pl.col("place").is_in(list(MERGED["E06000060"][0])), indicator="empty-homes", period="2004-10-01/P1D"
    )
    assert homes.height == 4
    assert empty[2004] == pytest.approx(
        100 * homes["numerator"].sum() / homes["denominator"].sum(), abs=1e-12
    )
    assert homes["value"].min() < empty[2004] < homes["value"].max()


def test_northamptonshire_2021() -> None:
    tips = made("fly-tipping", "E06000061")
    assert (tips[2012], tips[2020], max(tips)) == (1176 + 468 + 599 + 453, 2440 + 824 + 1206 + 1037, 2020)


@pytest.mark.parametrize(
    ("place", "county"),
    [("E06000065", "E10000023"), ("E06000066", "E10000027")],
    ids=["Yorkshire", "Somerset"],
)
def test_a_county_that_became_one_council_2023(place: str, county: str) -> None:
    """The publisher's own total of the county is what its districts add up to, but for rounding."""
    given = observations("ons-business-demography").filter(
        place=county, indicator="active-businesses", breakdown=""
    )
    totals = {int(period[:4]): value for period, value in given.select("period", "value").rows()}
    ours = made("active-businesses", place)
    assert sorted(ours) == [2019, 2020, 2021, 2022, 2023]
    assert {year: abs(ours[year] - totals[year]) <= 5 for year in ours} == dict.fromkeys(ours, True)


def test_cumbria_2023_was_divided_and_its_districts_were_not() -> None:
    cumberland, westmorland = made("active-businesses", "E06000063"), made("active-businesses", "E06000064")
    assert cumberland[2019] == 3585 + 3890 + 2100
    given = observations("ons-business-demography").filter(
        place="E10000006", indicator="active-businesses", breakdown="", period="2019-01-01/P1Y"
    )
    assert abs(cumberland[2019] + westmorland[2019] - given["value"].item()) <= 5


def test_somerset_crosses_two_mergers() -> None:
    """Taunton Deane and West Somerset became one in 2019, and with three others Somerset in 2023."""
    tips = made("fly-tipping", "E07000246")
    assert max(tips) == 2018
    assert history_of("E07000246", register().places, {}).events[-1].after == ("E06000066",)
