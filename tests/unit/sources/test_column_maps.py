"""A column map says everything, and everything it says is read."""

import pytest

from ropewalk.sources.maps import read_map
from ropewalk.vocabulary.errors import DefinitionError

WHOLE = """
[[table]]
file = "a.csv"
place = { column = "code" }
period = { column = "year", notation = "calendar-year" }
[[table.series]]
indicator = "jobs"
value = "value"
"""


def refused(source, plan):
    with pytest.raises(DefinitionError) as found:
        read_map(source(plan, {}))
    assert {fault.file for fault in found.value.faults} == {"toy/map.toml"}
    assert all(fault.remedy for fault in found.value.faults)
    return str(found.value)


def test_a_whole_map_is_read(source):
    table = read_map(source(WHOLE, {})).table[0]
    assert (table.place.scheme, table.period.notation) == ("gss", "calendar-year")
    assert (table.series[0].indicator, table.contradictions) == ("jobs", "stop")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'value = "value"',
            'value = "value"\nvalues = "v"',
            "unknown field `values` - at `table[0].series[0]`",
        ),
        ('indicator = "jobs"', "", "missing required field `indicator`"),
        ("calendar-year", "year", "Invalid enum value 'year' - at `table[0].period.notation`"),
        ('file = "a.csv"', 'file = "a.csv"\nformat = "pdf"', "Invalid enum value 'pdf'"),
        ('{ column = "code" }', '{ column = "code", scheme = "postcode" }', "Invalid enum value 'postcode'"),
        ('file = "a.csv"', 'file = "a.csv"\nmarkers = { c = "secret" }', "Invalid enum value 'secret'"),
        ('file = "a.csv"', 'file = "a.csv"\nheader_row = "3"', "Expected `int`, got `str`"),
        ('file = "a.csv"', "", "`file` is missing"),
        ('{ column = "code" }', "{ }", "`place` needs a column or a constant"),
        (
            '{ column = "code" }',
            '{ column = "code", constant = "E1" }',
            "`place` needs a column or a constant",
        ),
        ('{ column = "year", notation = "calendar-year" }', "{ }", "`period` needs a column or a constant"),
        (
            '{ column = "year", notation = "calendar-year" }',
            '{ constant = "2023" }',
            "'2023' is not a period",
        ),
        ('"calendar-year" }', '"calendar-year", year_means = "financial" }', "only by the mixed notation"),
        ('"calendar-year" }', '"calendar-year", as_day = "02-30" }', "'02-30' is not a day"),
        ('"calendar-year" }', '"calendar-year", begins = "13-01" }', "'13-01' is not a day"),
        ('value = "value"', "", "series jobs: `value` is missing"),
        ('value = "value"', 'value = "value"\nmultiplier = 100.0', "`multiplier` is not read when"),
        ('value = "value"', 'value = "value"\nperiods = "2015-2020"', "'2015-2020' is not a range"),
        (
            'value = "value"',
            'value = "value"\nbreakdown = { sex = "a;b" }',
            "'a;b' cannot stand in a breakdown",
        ),
        ('file = "a.csv"', 'file = "a.csv"\nsheet = "One"', "a csv file has no sheet"),
        ('file = "a.csv"', 'file = "a.xlsx"\nformat = "excel"', "`sheet` is missing"),
        ('file = "a.csv"', 'file = "a.csv"\nmarkers = { p = "provisional" }', "cannot stand for a number"),
        (
            'file = "a.csv"',
            'file = "a.csv"\noptions = { a = "b" }',
            "`options` is read only where `code` is given",
        ),
        ('file = "a.csv"', 'file = "a.csv"\ncode = "some_code"', "`place` is not read"),
    ],
)
def test_what_is_wrong_with_a_map_is_said(source, old, new, said):
    assert old in WHOLE
    assert said in refused(source, WHOLE.replace(old, new, 1))


def test_a_denominator_beside_leaves_no_room_for_one_here(source):
    plan = WHOLE + 'denominator = "people"\n[table.series.per]\nsource = "other"\nindicator = "people"\n'
    assert "`per` brings numerator and denominator itself" in refused(source, plan)


def test_a_breakdown_is_named_once(source):
    plan = WHOLE + 'breakdown = { sex = "all" }\nbreakdown_columns = { sex = { column = "s", words = {} } }\n'
    assert "both in breakdown and in breakdown_columns" in refused(source, plan)


def test_a_map_without_tables_says_why(source):
    assert read_map(source('no_tables = "lists of peers"', {})).table == ()


@pytest.mark.parametrize("plan", ["", WHOLE + '\n[[table]]\nfile = "b"\n', 'no_tables = "why"\n' + WHOLE])
def test_a_map_has_whole_tables_or_a_reason(source, plan):
    assert refused(source, plan)


def test_a_missing_map_stops(source):
    folder = source("", {})
    (folder / "map.toml").unlink()
    with pytest.raises(DefinitionError, match=r"toy/map.toml: the file is missing"):
        read_map(folder)


def test_every_fault_of_every_table_is_listed(source):
    text = refused(source, WHOLE.replace('"value"', '""') + WHOLE.replace('file = "a.csv"', ""))
    assert "table 1 (a.csv): series jobs: `value` is missing" in text
    assert "table 2 (): `file` is missing" in text
