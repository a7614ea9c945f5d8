"""Titles above, notes below, two header rows, columns for years, cells that mean the one above."""

import pytest

from ropewalk.vocabulary.errors import DefinitionError, SourceError

HEAD = """
[[table]]
file = "a.csv"
place = { column = "Area", scheme = "name", words = { "Taunton Deane" = "E07000190" } }
period = { column = "Year", notation = "financial-year" }
"""

JOBS = """
[[table.series]]
indicator = "jobs"
value = "Rate"
"""

WIDE = 'wide = { columns = ["2022/23", "2023/24"], names = ["Year"], cells = "Rate" }\n'
TWO = """header_row = 2
header_rows = 2
wide = { columns = ["2022/23 | Number", "2022/23 | Rate", "2023/24 | Rate"], names = ["Year", ""] }
markers = { "" = "not available" }
"""


def values(batch, *columns):
    return batch.observations.select(columns or ("place", "period", "value", "row")).rows()


def test_titles_above_and_notes_below_are_not_read(load):
    csv = 'Jobs by area,"made ""today"""\n\nArea,Year,Rate\nLiverpool,2022/23,5\nSource: a return\n'
    plan = HEAD + "header_row = 3\nlast_row = 4\n" + JOBS
    assert values(load(plan, {"a.csv": csv})) == [("E08000012", "2022-04-01/P1Y", 5.0, 4)]


def test_a_row_of_nothing_is_left_out_and_the_others_keep_their_row(load):
    csv = "Area,Year,Rate\n,,\nLiverpool,2022/23,5\n"
    assert values(load(HEAD + JOBS, {"a.csv": csv})) == [("E08000012", "2022-04-01/P1Y", 5.0, 3)]


def test_a_row_of_another_width_is_named_as_the_file_shows_it(load):
    with pytest.raises(SourceError, match=r"row 4: the row has 2 cells and the header has 3"):
        load(HEAD + "header_row = 2\n" + JOBS, {"a.csv": "T\nArea,Year,Rate\nLiverpool,2022/23,5\nx,y\n"})


def test_a_header_row_below_the_file_stops(load):
    with pytest.raises(SourceError, match="so no header in row 9"):
        load(HEAD + "header_row = 9\n" + JOBS, {"a.csv": "Area,Year,Rate\nLiverpool,2022/23,5\n"})


def test_a_column_for_each_year_becomes_rows(load):
    csv = "Area,2022/23,2023/24\nLiverpool,5,6\nTaunton Deane,7,8\n"
    assert values(load(HEAD + WIDE + JOBS, {"a.csv": csv})) == [
        ("E08000012", "2022-04-01/P1Y", 5.0, 2),
        ("E08000012", "2023-04-01/P1Y", 6.0, 2),
        ("E07000190", "2022-04-01/P1Y", 7.0, 3),
        ("E07000190", "2023-04-01/P1Y", 8.0, 3),
    ]


def test_the_upper_of_two_header_rows_carries_on_and_a_part_may_stay_a_name(load):
    csv = ",2022/23,,2023/24\nArea,Number,Rate,Rate\nLiverpool,50,5,6\n"
    series = JOBS + 'numerator = "Number"\n'
    batch = load(HEAD + TWO + series, {"a.csv": csv})
    assert values(batch, "period", "value", "numerator") == [
        ("2022-04-01/P1Y", 5.0, 50.0),
        ("2023-04-01/P1Y", 6.0, None),
    ]


def test_an_empty_cell_means_the_one_above_where_the_map_says_so(load):
    csv = "Area,Year,Rate\nLiverpool,2022/23,5\n,2023/24,6\nTaunton Deane,2022/23,7\n"
    batch = load(HEAD + 'fill_down = ["Area"]\n' + JOBS, {"a.csv": csv})
    assert [row[0] for row in values(batch)] == ["E08000012", "E08000012", "E07000190"]


def test_a_wide_column_that_is_not_there_stops(load):
    with pytest.raises(SourceError, match="there is no such column") as stopped:
        load(HEAD + WIDE + JOBS, {"a.csv": "Area,2022/23\nLiverpool,5\n"})
    assert stopped.value.faults[0].value == "2023/24"


def test_a_heading_with_other_parts_than_its_names_stops(load):
    plan = HEAD + TWO.replace("header_row = 2\nheader_rows = 2\n", "").replace('"2022/23 | Rate"', '"Rate"')
    with pytest.raises(DefinitionError, match="this heading has 1 parts"):
        load(plan + JOBS, {"a.csv": "Area,2022/23 | Number,Rate,2023/24 | Rate\nLiverpool,5,6,7\n"})


def test_a_new_column_may_not_bear_the_name_of_an_old_one(load):
    with pytest.raises(DefinitionError, match="a column has this name"):
        load(
            HEAD + WIDE.replace('"Year"', '"Area"') + JOBS, {"a.csv": "Area,2022/23,2023/24\nLiverpool,5,6\n"}
        )


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("header_rows = 2\n", "there are no 2 rows ending in row 1"),
        ("wide = { columns = [] }\n", "names no column"),
        ('wide = { columns = ["a"], names = [""] }\n', "does not name the parts"),
        ('numbers = { ignore = [" "] }\n', "a mark in `numbers` is empty"),
        ('numbers = { flags = { c = "suppressed" } }\n', "stand beside a number"),
        ('format = "parquet"\nheader_row = 3\n', "a parquet file has no header rows"),
        ('sheet = "One"\n', "a csv file has no sheet"),
    ],
)
def test_a_map_that_contradicts_itself_stops(load, line, problem):
    with pytest.raises(DefinitionError, match=problem):
        load(HEAD + line + JOBS, {"a.csv": "Area,Year,Rate\nLiverpool,2022/23,5\n"})


def test_a_map_with_doubts_is_not_read(load):
    with pytest.raises(DefinitionError, match="not confirmed yet: period: a bare year"):
        load(
            'doubts = ["period: a bare year"]\n' + HEAD + JOBS,
            {"a.csv": "Area,Year,Rate\nLiverpool,2022/23,5\n"},
        )


def test_places_that_a_person_looked_up_are_asked_first(load):
    plan = HEAD.replace("words = {", 'words = { "L\'pool" = "E08000012", Old = "E08000019",') + JOBS
    batch = load(plan, {"a.csv": "Area,Year,Rate\nL'pool,2022/23,5\nOld,2022/23,6\nLiverpool,2023/24,7\n"})
    assert [row[0] for row in values(batch)] == ["E08000012", "E08000039", "E08000012"]


def test_a_looked_up_place_that_the_register_lacks_stops(load):
    plan = HEAD.replace("words = {", 'words = { X = "E99999999",') + JOBS
    with pytest.raises(SourceError, match="no place in the register has this name"):
        load(plan, {"a.csv": "Area,Year,Rate\nX,2022/23,5\n"})


def test_a_quarter_beside_a_year_is_read_with_it(load):
    plan = HEAD.replace('"financial-year"', '"financial-quarter", second = "Quarter"')
    batch = load(plan + JOBS, {"a.csv": "Area,Year,Quarter,Rate\nLiverpool,2022/23,Q1,5\n"})
    assert values(batch, "period") == [("2022-04-01/P3M",)]
