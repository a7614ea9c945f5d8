"""The register of places, built from a few lines of each published list."""

import io
import json
from datetime import date

import openpyxl
import pytest

from ropewalk.sources.load import read_source
from ropewalk.sources.register import read_register
from ropewalk.vocabulary.errors import DefinitionError, SourceError
from ropewalk.vocabulary.place import Place

MAP = """
areas = "areas.json"
more_areas = "more.json"
changes = "changes.csv"
councils = "councils.csv"
education = "education.xlsx"
neighbourhoods = ["lsoa.csv"]
[more_kinds]
K03 = "country"
"""

UNITARY, COUNTY = ["utla", "ltla"], ["utla"]


def area(code, name, level, parents=(), **years):
    return {"areacd": code, "areanm": name, "level": level, "parents": list(parents), "children": [], **years}


AREAS = [
    area("E92000001", "England", ["ctry"]),
    area("E12000003", "Yorkshire and The Humber", ["rgn"], ["E92000001"]),
    area("S92000003", "Scotland", ["ctry", "rgn"]),
    area("E47000005", "North East", ["cauth"], end=2017),
    area("E47000010", "North East", ["cauth"], ["E92000001"], end=2023),
    area("E08000019", "Sheffield", UNITARY, ["E12000003", "E92000001"], end=2024),
    area("E08000039", "Sheffield", UNITARY, ["E12000003", "E92000001"], start=2025),
    area("S12000043", "Glasgow City", UNITARY, ["S92000003"], end=2017),
    area("S12000046", "Glasgow City", UNITARY, ["S92000003"], end=2018),
    area("S12000049", "Glasgow City", UNITARY, ["S92000003"]),
    area("E07000190", "Taunton Deane", ["ltla"], ["E10000027"], end=2018),
    area("E07000246", "Somerset West and Taunton", ["ltla"], ["E10000027"], end=2022),
    area("E10000027", "Somerset", COUNTY, ["E92000001"], end=2022),
    area("E06000066", "Somerset", UNITARY, ["E92000001"], start=2023),
    area("E10000009", "Dorset", COUNTY, ["E92000001"], end=2018),
    area("E06000059", "Dorset", UNITARY, ["E92000001"]),
    area("E11000003", "South Yorkshire", []),
]

CHANGES = """\ufeffoldcd,oldnm,newcd,newnm,type,start
E08000019,Sheffield,E08000039,Sheffield,new_code,2025
S12000046,Glasgow City,S12000049,Glasgow City,new_geo,2019
E07000190,Taunton Deane,E07000246,Somerset West and Taunton,merger,2019
E07000246,Somerset West and Taunton,E06000066,Somerset,merger,2023
E10000027,Somerset,,,termination,2023
"""

COUNCILS = """local-authority-code,official-name,gss-code,end-date,replaced-by,former-gss-codes,\
ecode,old-ons-la-code
SHF,Sheffield City Council,E08000019,,,,E4404,373
GLG,Glasgow City Council,S12000049,,,"S12000046,S12000043",,
NECA,North East Combined Authority,E47000010,,,E47000005,,
TAU,Taunton Deane Borough Council,E07000190,2019-03-31,SWT,,E3335,40UE
SWT,Somerset West and Taunton,E07000246,2023-04-01,SOU,,,
SOM,Somerset County Council,E10000027,2023-04-01,SOU,,E3320,933
SOU,Somerset Council,E06000066,,,,,
DOR,Dorset County Council,E10000009,2019-03-31,DST,,E1221,835
DST,Dorset Council,E06000059,,,,,
"""

NUMBERS = [
    (373, "Sheffield"),
    (933, "Somerset"),
    (835, "Dorset (Pre LG)"),
    (838, "Dorset"),
    (970, "England"),
    (982, "Yorkshire and the Humber"),
    (987, "London (Inner)"),
]

LSOAS = """lsoa21_name,lsoa21_code,ward24_name,ward24_code,ltla24_name,ltla24_code
Sheffield 001A,E01000001,Crookes,E05000001,Sheffield,E08000019
"""


def education() -> bytes:
    book, data = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "Sheet1"
    for row in [("LA Number", "LA Name"), *NUMBERS]:
        book.active.append(row)
    book.save(data)
    return data.getvalue()


def files(**changed):
    plain = {
        "areas.json": json.dumps({entry["areacd"]: entry for entry in AREAS}),
        "more.json": json.dumps(
            {"K03000001": "Great Britain", "E08000019": "Sheffield", "TLC1": "Tees Valley"}
        ),
        "changes.csv": CHANGES,
        "councils.csv": COUNCILS,
        "education.xlsx": education(),
        "lsoa.csv": LSOAS,
    }
    return plain | {name.replace("_", "."): content for name, content in changed.items()}


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
