"""The register of places, built from a few lines of each published list."""

from datetime import date

import pytest

from ropewalk.sources.load import read_source
from ropewalk.sources.register import read_register
from ropewalk.vocabulary.errors import DefinitionError, SourceError
from ropewalk.vocabulary.place import Place
from tests.support.toy_register import CHANGES, MAP, files


@pytest.fixture
def places(source):
    return source(MAP, files(), name="places")


@pytest.fixture
def register(places):
    return read_register(places)


def test_a_place_that_carried_on_is_one_place_under_its_newest_code(register):
    assert register.renames == {
        "E08000019": "E08000039",
        "S12000043": "S12000049",
        "S12000046": "S12000049",
    }
    assert register.places["E08000039"] == Place(
        code="E08000039", name="Sheffield", kind="authority", parents=("E12000003", "E92000001")
    )
    assert not {"E08000019", "S12000043", "S12000046"} & set(register.places)


def test_a_merger_is_not_a_new_name(register):
    merged = register.places["E07000190"]
    assert (merged.valid_to, merged.successors) == (date(2019, 3, 31), ("E07000246",))
    assert register.places["E07000246"].successors == ("E06000066",)


def test_a_combined_authority_with_a_new_code_is_another_place(register):
    assert register.places["E47000005"].valid_to == date(2017, 12, 31)
    assert "E47000005" not in register.renames


def test_an_end_written_as_the_day_after_is_the_day_before(register):
    assert register.places["E10000027"].valid_to == date(2023, 3, 31)  # the list says 1 April
    assert register.places["E10000009"].valid_to == date(2019, 3, 31)  # the list says 31 March


def test_a_new_council_begins_in_april(register):
    assert register.places["E06000066"].valid_from == date(2023, 4, 1)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("E92000001", "country"),
        ("S92000003", "country"),
        ("K03000001", "country"),
        ("E12000003", "region"),
        ("E47000010", "combined-authority"),
        ("E10000009", "county"),
        ("E07000190", "authority"),
        ("E06000066", "authority"),
        ("E11000003", "metropolitan-county"),
        ("E05000001", "ward"),
        ("E01000001", "lsoa"),
    ],
)
def test_kinds(register, code, kind):
    assert register.places[code].kind == kind


def test_codes_of_no_kind_that_the_map_asks_for_are_not_places(register):
    assert "TLC1" not in register.places


def test_a_neighbourhood_lies_in_its_ward_and_its_authoritys_parents(register):
    assert register.places["E01000001"].parents == ("E05000001", "E08000039", "E12000003", "E92000001")


@pytest.mark.parametrize(
    ("scheme", "key", "code"),
    [
        ("e-code", "E4404", "E08000039"),
        ("e-code", "E1221", "E10000009"),
        ("dfe-number", "373", "E08000039"),
        ("dfe-number", "933", "E06000066"),  # the county became one council: the number stayed
        ("dfe-number", "835", "E10000009"),  # the county lost a part: the new council has its own number
        ("dfe-number", "838", "E06000059"),
        ("dfe-number", "970", "E92000001"),
        ("dfe-number", "982", "E12000003"),
        ("dfe-name", "Yorkshire and the Humber", "E12000003"),
        ("dfe-name", "Dorset (Pre LG)", "E10000009"),
        ("name", "Somerset", "E06000066"),  # the county of that name has ended
        ("name", "Somerset County Council", "E10000027"),
        ("name", "Sheffield City Council", "E08000039"),
    ],
)
def test_publishers_names_for_places(register, scheme, key, code):
    assert register.find(scheme, [key]) == {key: code}


def test_names_without_a_place_are_left_out(register):
    assert register.find("dfe-number", ["987", "1"]) == {}


def test_the_places_source_brings_the_register_and_no_observations(places, register):
    batch = read_source(places, register, known_indicators=[])
    assert batch.observations.is_empty()
    assert {place.code for place in batch.places} == set(register.places)
    assert batch.renames == dict(register.renames)


def test_a_file_that_the_map_names_and_the_origin_does_not_stops(source):
    folder = source(MAP.replace("councils.csv", "council.csv"), files(), name="places")
    with pytest.raises(
        DefinitionError, match=r"places/map.toml: there is no such file \(value: 'council.csv'\)"
    ):
        read_register(folder)


def test_a_list_without_its_column_stops(source):
    folder = source(MAP, files(changes_csv=CHANGES.replace("newcd", "new")), name="places")
    with pytest.raises(SourceError, match=r"places/changes.csv: there is no column newcd"):
        read_register(folder)


def test_damaged_json_stops(source):
    folder = source(MAP, files(areas_json='{"E1": '), name="places")
    with pytest.raises(SourceError, match=r"places/areas.json: the file cannot be read"):
        read_register(folder)
