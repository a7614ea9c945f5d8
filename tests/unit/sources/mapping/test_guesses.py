"""How single columns are understood: periods that could be others, places nearly named, dialects."""

import pytest
from council_sheets import KNO, LIV, STH, gazetteer

from ropewalk.sources.mapping.dialect import find_delimiter, find_encoding
from ropewalk.sources.mapping.period_words import LIKELY, OPEN, SURE, guess_period
from ropewalk.sources.mapping.place_words import plain_name
from ropewalk.sources.mapping.units import unit_of

GAZETTEER = gazetteer()


@pytest.mark.parametrize(
    ("labels", "heading", "words", "notation", "sure"),
    [
        (["2022/23", "2023/24"], "Financial year", "", "financial-year", SURE),
        (["2022/23", "2023/24"], "Year", "", "financial-year", LIKELY),
        (["2022/23", "2023/24"], "Year", "pupils in schools", "academic-year", OPEN),
        (["2022/23", "2023/24"], "Academic year", "", "academic-year", SURE),
        (["2021/22", "2022/23", "2022/24"], "Year", "", "financial-year", LIKELY),
        (["2018-20", "2019-21"], "Period", "", "rolling", SURE),
        (["2022", "2023"], "Year", "", "calendar-year", LIKELY),
        (["2022", "2023"], "Calendar year", "", "calendar-year", SURE),
        (["2022", "2023"], "Year", "outturn", "financial-year-ending", OPEN),
        (["2022", "2023"], "Academic year", "", "academic-year-ending", OPEN),
        (["Apr-23", "May-23"], "Month", "", "month", SURE),
        (["Mar 2023", "Mar 2024"], "Year ending", "", "year-ending-month", SURE),
        (["Mar 2023", "Mar 2024"], "Period", "12 months to", "month", OPEN),
        (["31/03/2023", "15/04/2023"], "Date", "", "day", SURE),
        (["Q1 2023/24"], "Quarter", "", "financial-quarter", SURE),
        (["Q1 2023"], "Quarter", "", "calendar-quarter", SURE),
        (["2022-01-01/P3Y"], "Period", "", "iso", SURE),
        (["2022-06-30"], "Period", "", "iso", SURE),
        (["45024"], "Date", "", "day", SURE),
    ],
)
def test_a_notation_is_as_sure_as_the_words_around_it(labels, heading, words, notation, sure):
    guess = guess_period(dict.fromkeys(labels, 1), heading, words)
    assert (guess.notation, guess.sure) == (notation, sure)
    assert bool(guess.other) == (sure < SURE)


@pytest.mark.parametrize("labels", [["red", "green"], ["1.5", "2.5"], ["Apr"], ["5432", "1200"], []])
def test_what_is_no_period_is_none(labels):
    assert guess_period(dict.fromkeys(labels, 1), "Year", "") is None


def test_numbers_of_five_figures_are_days_only_below_a_heading_that_says_so():
    assert guess_period({"45017": 1, "45047": 1}, "Visits", "") is None


@pytest.mark.parametrize(
    ("name", "code", "least"),
    [
        ("liverpool", LIV, 0.9),
        ("City of Liverpool", LIV, 0.9),
        ("Knowsley Metropolitan Borough Council", KNO, 0.9),
        ("Knowsley MBC", KNO, 0.9),
        ("St Helens", STH, 0.9),
        ("St. Helen's", STH, 0.9),
        ("Knowlsey", KNO, 0.7),
        ("Anfield Ward", "E05015277", 0.9),
    ],
)
def test_a_name_that_is_nearly_right_is_proposed_with_less_than_certainty(name, code, least):
    near = GAZETTEER.look_up(name)
    assert near.code == code
    assert least <= near.sure < 1


@pytest.mark.parametrize("name", ["London", "Everto Park", "", "Total", "North"])
def test_a_name_that_is_like_none_names_none(name):
    assert GAZETTEER.look_up(name) is None


def test_a_ward_named_as_the_register_names_it_is_certain():
    assert GAZETTEER.look_up("Anfield").sure == 1


def test_a_council_that_is_called_only_by_its_kind_keeps_its_name():
    assert plain_name("City Council") == "city council"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_pounds_and_dashes_come_through_in_any_encoding(encoding):
    text = "Council,Spending (£)\nLiverpool – city,£5\n"
    assert text in text.encode(encoding).decode(find_encoding(text.encode(encoding))).removeprefix("\ufeff")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_delimiter_is_found_below_titles_with_other_marks_in_them(delimiter):
    rows = [
        ["Spending, by council; provisional"],
        [""],
        ["a", "b", "c"],
        ["x", '"1,5;2"', "3"],
        ["y", "2", "4"],
    ]
    assert find_delimiter("\n".join(delimiter.join(row) for row in rows)) == delimiter


@pytest.mark.parametrize(
    ("heading", "name", "per", "scale"),
    [
        ("Recycled (%)", "%", 100.0, 1.0),
        ("Rate per 1,000 homes", "per 1,000", 1000.0, 1.0),
        ("Deaths per hundred thousand", "per hundred thousand", 100_000.0, 1.0),
        ("Budget (£m)", "£", 1.0, 1_000_000.0),
        ("Net spending £000s", "£", 1.0, 1000.0),
        ("People (000s)", "", 1.0, 1000.0),
        ("Cost (£)", "£", 1.0, 1.0),
        ("Visits", "", 1.0, 1.0),
    ],
)
def test_a_heading_says_its_unit(heading, name, per, scale):
    unit = unit_of(heading)
    assert (unit.name, unit.per, unit.scale) == (name, per, scale)
