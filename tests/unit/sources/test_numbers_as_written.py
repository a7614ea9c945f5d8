"""Numbers with marks, brackets, spaces and flags, where the map says that the table has them."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.sources.maps import Numbers
from ropewalk.sources.written import flagged_provisional, number
from ropewalk.vocabulary.words import State

MONEY = Numbers(ignore=("£", "%", "£m"), brackets="negative")


def read(text, written):
    return pl.DataFrame({"x": [text]}, schema={"x": pl.String}).select(number("x", written)).item()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12%", 12.0),
        ("£1,234.50", 1234.5),
        ("-£5", -5.0),
        ("£-5", -5.0),
        ("(5)", -5.0),
        ("£(5)", -5.0),
        ("(£1,000)", -1000.0),
        ("5 %", 5.0),
        ("£m 3", 3.0),
        ("1%2", None),
        ("(-5)", None),
        ("((5))", None),
        ("()", None),
        ("£", None),
        ("inf", None),
    ],
)
def test_marks_come_off_the_ends_and_brackets_are_negative(text, found):
    assert read(text, MONEY) == found


def test_without_a_word_in_the_map_only_plain_numbers_are_numbers():
    assert [read(text, Numbers()) for text in ("12%", "£5", "(5)", "1 234", "5 p")] == [None] * 5


def test_spaces_part_thousands_only_where_the_map_says_so_and_only_thousands():
    spaced = Numbers(thousands=" ")
    assert [read(text, spaced) for text in ("1 234", "12 345 678.5", "1\u00a0234", "1,234")] == [
        1234.0,
        12345678.5,
        1234.0,
        1234.0,
    ]
    assert read("12 34", spaced) is None


def test_a_flag_after_a_number_says_its_state():
    written = Numbers(flags={"[p]": State.PROVISIONAL, "r": State.MEASURED})
    frame = pl.DataFrame({"x": ["12 [p]", "12r", "12", "p", None]})
    found = frame.select(number("x", written).alias("n"), flagged_provisional("x", written).alias("p"))
    assert found.rows() == [(12.0, True), (12.0, False), (12.0, False), (None, False), (None, False)]


def test_a_flag_makes_the_observation_provisional(load):
    plan = """
[[table]]
file = "a.csv"
place = { constant = "E08000012" }
period = { column = "y", notation = "calendar-year" }
numbers = { flags = { p = "provisional" } }
[[table.series]]
indicator = "jobs"
value = "v"
"""
    rows = load(plan, {"a.csv": "y,v\n2022,5\n2023,6p\n"}).observations
    assert rows.select("value", "state").rows() == [(5.0, "measured"), (6.0, "provisional")]


@given(st.integers(-(10**9), 10**9), st.sampled_from(["£{:,}", "{:,}%", "{:,}", "£{}"]))
def test_any_whole_number_comes_back_however_it_is_dressed(n, dress):
    assert read(dress.format(n), MONEY) == n
