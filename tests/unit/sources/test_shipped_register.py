"""The register that ships with the first city: spot checks against what is publicly known."""

from pathlib import Path

import pytest

from ropewalk.sources.register import Register, read_register

PLACES = Path(__file__).parents[3] / "cities" / "liverpool" / "sources" / "places"


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register(PLACES)


def test_every_old_code_leads_to_a_place_that_still_is(register):
    assert len(register.renames) == 14
    for old, new in register.renames.items():
        assert old not in register.places
        assert register.places[new].valid_to is None, new


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("E08000019", "E08000039", "Sheffield"),
        ("E08000016", "E08000038", "Barnsley"),
        ("E08000020", "E08000037", "Gateshead"),
        ("E06000048", "E06000057", "Northumberland"),
        ("E07000097", "E07000242", "East Hertfordshire"),
        ("E07000100", "E07000240", "St Albans"),
        ("E07000101", "E07000243", "Stevenage"),
        ("E07000104", "E07000241", "Welwyn Hatfield"),
        ("S12000009", "S12000045", "East Dunbartonshire"),
        ("S12000015", "S12000047", "Fife"),
        ("S12000024", "S12000048", "Perth and Kinross"),
        ("S12000043", "S12000049", "Glasgow City"),
        ("S12000046", "S12000049", "Glasgow City"),
        ("S12000044", "S12000050", "North Lanarkshire"),
    ],
)
def test_recodes(register, old, new, name):
    assert register.renames[old] == new
    assert register.places[new].name == name


def test_what_merged_is_never_mapped(register):
    for code in ("E06000028", "E07000004", "E07000026", "E10000006", "E47000010"):
        place = register.places[code]
        assert place.valid_to is not None, place
        assert place.successors, place
        assert code not in register.renames


def test_the_city_its_region_and_its_neighbourhoods(register):
    city = register.places["E08000012"]
    assert (city.name, city.kind) == ("Liverpool", "authority")
    assert city.parents == ("E47000004", "E12000002", "E92000001", "K02000001")
    own = [p for p in register.places.values() if p.kind == "lsoa" and city.code in p.parents and not p.gone]
    assert len(own) == 302


@pytest.mark.parametrize(
    "scheme_key", [("dfe-number", "341"), ("dfe-name", "Liverpool"), ("e-code", "E4302")]
)
def test_the_city_by_every_scheme(register, scheme_key):
    scheme, key = scheme_key
    assert register.find(scheme, [key]) == {key: "E08000012"}


def test_every_education_number_is_a_place_but_three(register):
    numbers = register.lookups["dfe-number"]
    unknown = {number for number in numbers if number not in register.find("dfe-number", list(numbers))}
    # Inner and outer London, and an England that was discontinued, as the department draws them.
    assert unknown == {"987", "988", "1000"}
    named = register.find("dfe-number", list(numbers))
    assert len(set(named.values())) == len(named)


def test_every_parent_and_successor_is_a_place(register):
    for place in register.places.values():
        assert {*place.parents, *place.successors} <= set(register.places), place
