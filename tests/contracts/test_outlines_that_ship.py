"""The outlines of the city that ships: whole, small, and of every place that figures are told of."""

from pathlib import Path

import polars as pl
import pytest

from ropewalk.sources.load import REGISTER
from ropewalk.sources.register import Register, read_register
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.outlines import Made, make_outlines

CITY = Folder(Path(__file__).parents[2] / "cities" / "liverpool")
HERE = "E08000012"


@pytest.fixture(scope="module")
def made() -> Made:
    found = make_outlines(CITY)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register(CITY.sources / REGISTER)


def test_every_authority_ward_and_neighbourhood_of_today_has_one_outline(
    made: Made, register: Register
) -> None:
    for kind in ("authority", "ward", "lsoa"):
        today = {code for code, place in register.places.items() if place.kind == kind and not place.gone}
        codes = made.areas.filter(kind=kind)["code"]
        assert set(codes) == today, kind
        assert codes.n_unique() == codes.len()


def test_regions_and_the_other_countries_are_the_authorities_that_they_hold(made: Made) -> None:
    regions = made.areas.filter(kind="region")
    assert regions.height == 12
    england = regions.filter(pl.col("code").str.starts_with("E12"))
    assert england.height == 9


def test_areas_bear_the_names_that_people_use_where_they_have_stayed_the_same(made: Made) -> None:
    areas = made.areas.filter(kind="msoa")
    here = areas.filter(pl.col("code").str.starts_with("Liverpool "))
    assert here.height == 61
    assert (here["name"] != here["code"]).all()
    homes = made.areas.filter(kind="lsoa")
    assert set(homes["area"]) == set(areas["code"])


def test_outlines_are_small_enough_for_a_page(made: Made) -> None:
    size = dict(made.areas.group_by("kind").agg(pl.col("path").str.len_bytes().sum()).iter_rows())
    assert size["authority"] < 100_000
    assert size["lsoa"] < 60_000
    city = made.areas.filter(pl.col("code").str.starts_with("Liverpool"))
    assert city["path"].str.len_bytes().sum() < 10_000


def test_layers_say_what_they_are(made: Made) -> None:
    told = {layer.kind: layer for layer in made.layers}
    assert "best fit" in told["ward"].title
    assert told["ward"].built
    assert told["ward"].unit == told["lsoa"].unit == 10
    assert told["msoa"].sources == ("ons-boundaries", "commons-area-names")
