"""Figures by neighbourhood out of a file of a whole country: only those that a lookup names."""

import pytest

from ropewalk.sources.register import Register
from ropewalk.vocabulary.errors import DefinitionError, SourceError
from ropewalk.vocabulary.place import Place

PLAN = """
[[table]]
code = "neighbourhood_figures"
file = "rates.csv"
[table.options]
indicator = "short"
period = "2025-10-30/P1D"
neighbourhood = "lsoa"
lookup = "lookup.csv"
value = "rate"
{more}
"""
RATES = "lsoa,rate\nE01000001,0.2\nE01000002,0.35\nE01000009,0.5\n"
LOOKUP = "lsoa,ward\nE01000001,W\nE01000002,W\n"
FILES = {"rates.csv": RATES, "lookup.csv": LOOKUP}
COLUMNS = ("place", "value", "numerator", "state", "file", "row")


@pytest.fixture
def register(register: Register) -> Register:
    homes = ["E01000001", "E01000002"]
    places = {code: Place(code=code, name=code, kind="lsoa", parents=("E08000012",)) for code in homes}
    return Register(register.places | places, register.renames, register.lookups)


def rows(load, files, more=""):
    return load(PLAN.format(more=more), files).observations.select(COLUMNS).rows()


def test_neighbourhoods_of_the_lookup_are_kept_and_the_rest_are_not_even_refused(load):
    batch = load(PLAN.format(more='scale = "100"'), FILES)
    assert batch.observations.select(COLUMNS).rows() == [
        ("E01000001", 20.0, None, "measured", "rates.csv", 2),
        ("E01000002", 35.0, None, "measured", "rates.csv", 3),
    ]
    assert batch.refused.is_empty()


def test_the_count_may_stand_in_another_file(load):
    counts = "lsoa,people\nE01000002,700\nE01000001,\n"
    more = 'numerator = "people"\nnumerator_file = "counts.csv"'
    found = rows(load, {**FILES, "counts.csv": counts}, more)
    assert [row[:3] for row in found] == [("E01000001", 0.2, None), ("E01000002", 0.35, 700.0)]


def test_whole_councils_come_from_the_publishers_summary(load):
    summary = "council,score,scale\nE08000012,0.34,169951\n"
    more = 'scale = "100"\nsummary = "sum.csv"\nsummary_place = "council"\nsummary_value = "score"\n'
    found = rows(load, {**FILES, "sum.csv": summary}, more + 'summary_numerator = "scale"')
    assert found[-1] == ("E08000012", 34.0, 169951.0, "measured", "sum.csv", 2)


def test_an_empty_cell_has_the_state_that_the_map_gives_it_and_no_count(load):
    files = {**FILES, "rates.csv": "lsoa,rate,n\nE01000001,,10\nE01000002,0.35,20\n"}
    found = rows(load, files, 'blank = "suppressed"\nnumerator = "n"')
    assert found[0] == ("E01000001", None, None, "suppressed", "rates.csv", 2)


@pytest.mark.parametrize("cell", ["", "c", "inf", "12%"])
def test_a_cell_that_is_no_number_stops(load, cell):
    with pytest.raises(SourceError, match=r"toy/rates.csv, row 2: this is not a number"):
        rows(load, {**FILES, "rates.csv": f"lsoa,rate\nE01000001,{cell}\nE01000002,1\n"})


def test_a_count_that_is_no_number_stops(load):
    with pytest.raises(SourceError, match=r"row 2: this is not a number \(value: 'x'\)"):
        rows(load, {**FILES, "rates.csv": "lsoa,rate,n\nE01000001,1,x\nE01000002,1,2\n"}, 'numerator = "n"')


def test_a_neighbourhood_that_comes_twice_stops(load):
    with pytest.raises(SourceError, match=r"row 2: the place comes twice \(value: 'E01000001'\)"):
        rows(load, {**FILES, "rates.csv": RATES + "E01000001,0.3\n"})


def test_a_neighbourhood_that_the_file_lacks_stops(load):
    with pytest.raises(SourceError, match=r"no row for this neighbourhood \(value: 'E01000002'\)"):
        rows(load, {**FILES, "rates.csv": "lsoa,rate\nE01000001,0.2\n"})


@pytest.mark.parametrize(
    "more",
    [
        'scale = "many"',
        'blank = "measured"',
        'numerator_file = "lookup.csv"',
        'summary = "lookup.csv"',
        'colour = "red"',
    ],
)
def test_options_are_read_strictly(load, more):
    with pytest.raises(DefinitionError, match=r"toy/map.toml"):
        rows(load, FILES, more)
