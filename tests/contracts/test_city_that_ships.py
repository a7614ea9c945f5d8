"""The city that ships: complete, licensed, within its size, and saying what its publishers say."""

from pathlib import Path

import polars as pl
import pytest
from printed import PRINTED

from ropewalk.observations.batch import Batch
from ropewalk.sources.fetch.declared import read_plan
from ropewalk.sources.fetch.run import fetchable
from ropewalk.sources.origin import read_origin
from ropewalk.vocabulary.city import Definitions
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.load import read_sources

CITY = Folder(Path(__file__).parents[2] / "cities" / "liverpool")
HERE, ENGLAND = "E08000012", "E92000001"
MOST_BYTES = 40_000_000


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return read_definitions(CITY)


@pytest.fixture(scope="module")
def batches(definitions: Definitions) -> tuple[Batch, ...]:
    return read_sources(CITY, [indicator.id for indicator in definitions.indicators])


@pytest.fixture(scope="module")
def observations(batches: tuple[Batch, ...]) -> pl.DataFrame:
    return pl.concat(batch.observations for batch in batches)


def newest(observations: pl.DataFrame, indicator: str, place: str) -> float | None:
    rows = observations.filter(indicator=indicator, place=place, breakdown="", state="measured")
    return rows.sort("period")["value"].last() if rows.height else None  # type: ignore[return-value]


def test_it_holds_a_hundred_indicators_of_six_publishers_for_most_priorities(
    definitions: Definitions,
) -> None:
    assert len(definitions.indicators) >= 100
    assert len({indicator.producer for indicator in definitions.indicators}) >= 6
    evidenced = {code for indicator in definitions.indicators for code in indicator.priorities}
    assert len(definitions.plan.priorities()) == 22
    assert len(evidenced) >= 17
    assert len(definitions.plan.aims) == 5
    assert len(definitions.plan.values) == 10


def test_every_indicator_is_fed(definitions: Definitions, observations: pl.DataFrame) -> None:
    fed = set(observations["indicator"].unique())
    assert [indicator.id for indicator in definitions.indicators if indicator.id not in fed] == []


def test_every_source_is_licensed_and_the_whole_is_small_enough() -> None:
    origins = [read_origin(CITY.sources / name) for name in CITY.source_ids()]
    assert all(origin.licence and origin.attribution for origin in origins)
    size = sum(file.stat().st_size for file in CITY.sources.rglob("*") if file.is_file())
    assert size <= MOST_BYTES


@pytest.mark.parametrize("indicator", PRINTED)
def test_newest_values_are_those_that_are_printed(indicator: str, observations: pl.DataFrame) -> None:
    here, england, decimals = PRINTED[indicator]
    # Half of the last printed digit: publishers round halves either way.
    slack = 0.5 * 10**-decimals + 1e-9
    assert newest(observations, indicator, HERE) == pytest.approx(here, abs=slack)
    if england is not None:
        assert newest(observations, indicator, ENGLAND) == pytest.approx(england, abs=slack)


def test_deprivation_counts_the_neighbourhoods(observations: pl.DataFrame) -> None:
    rows = observations.filter(indicator="deprived-neighbourhoods", place=HERE).sort("period")
    assert (rows["numerator"][-1], rows["denominator"][-1]) == (111, 302)


INSIDE = [
    "income-deprivation",
    "employment-deprivation",
    "children-short-of-money",
    "older-people-short-of-money",
    "violence-with-injury",
    "burglary",
    "criminal-damage",
    "antisocial-behaviour",
    "overcrowded-homes",
]


@pytest.mark.parametrize("indicator", INSIDE)
def test_every_neighbourhood_of_the_city_region_and_no_other_has_its_figure(
    indicator: str, observations: pl.DataFrame, batches: tuple[Batch, ...]
) -> None:
    places = {place.code: place for batch in batches for place in batch.places}
    homes = {code for code, place in places.items() if place.kind == "lsoa"}
    held = observations.filter(pl.col("place").is_in(list(homes)), indicator=indicator)
    assert set(held["place"]) == {code for code in homes if not places[code].gone}
    assert held.height == 1003
    assert sum(HERE in places[code].parents for code in held["place"]) == 302
    assert set(held["state"]) <= {"measured", "suppressed"}


def test_no_neighbourhood_of_elsewhere_is_listed_as_refused(batches: tuple[Batch, ...]) -> None:
    (found,) = (batch for batch in batches if batch.origin.id == "mhclg-deprivation")
    assert found.refused.is_empty()


def test_people_short_of_money_add_up_to_the_city_s_own_count(
    observations: pl.DataFrame, batches: tuple[Batch, ...]
) -> None:
    places = {place.code: place for batch in batches for place in batch.places}
    rows = observations.filter(indicator="income-deprivation")
    inside = rows.filter(pl.col("place").map_elements(lambda c: HERE in places[c].parents, pl.Boolean))
    whole = rows.filter(place=HERE)
    # Each of 302 counts is rounded to the nearest 5, so the sum strays by about 25.
    assert inside["numerator"].sum() == pytest.approx(whole["numerator"].item(), abs=75)
    assert whole["value"].item() == pytest.approx(34.3)


def test_one_place_has_one_code(observations: pl.DataFrame) -> None:
    retired = {"E08000019", "E08000016"}  # Sheffield and Barnsley, recoded in 2025
    assert retired.isdisjoint(observations["place"].unique())
    assert observations.filter(pl.col("place") == "E08000039").height > 0


def test_what_can_be_fetched_is_what_is_held() -> None:
    names = fetchable(CITY.sources)
    assert len(names) >= 50
    for name in names:
        held = {file.name for file in read_origin(CITY.sources / name).files}
        assert {file.name for file in read_plan(CITY.sources / name).file} <= held
