"""Numbers as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.figures.inputs import Style
from ropewalk.figures.numbers import (
    count_of,
    full,
    interval,
    number,
    short,
    supported_decimals,
    value_words,
)


@pytest.mark.parametrize(
    ("value", "decimals", "prefix", "words"),
    [
        (1234567.0, 0, "", "1,234,567"),
        (0.05, 1, "", "0.1"),
        (-3.0, 0, "", "\u22123"),
        (-2.5, 2, "£", "\u2212£2.50"),
        (-0.04, 1, "", "0.0"),
        (0.0, 0, "", "0"),
    ],
)
def test_number_has_commas_and_a_true_minus(value: float, decimals: int, prefix: str, words: str):
    assert number(value, decimals, prefix) == words


def test_percentages_take_a_sign_and_other_units_their_words():
    assert full(19.24, Style("% of waste")) == "19.2%"
    assert full(605.0, Style("a week", "£", 0)) == "£605 a week"
    assert short(605.0, Style("a week", "£", 0)) == "£605"
    assert full(7.0, Style(decimals=0)) == "7"


def test_limits_need_both_ends():
    style = Style("%")
    assert interval(64.1, 70.9, style) == "64% to 71%"
    assert interval(None, 70.9, style) == ""


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("suppressed", "hidden"),
        ("not applicable", "does not apply"),
        ("not available", "not available"),
        ("not yet published", "not yet published"),
        ("measured", "not available"),  # no value and no reason: never a nought, never blank
    ],
)
def test_missing_value_is_said_and_never_nought(state: str, words: str):
    assert value_words(None, state, Style("%")) == words


def test_nought_is_a_value():
    assert value_words(0.0, "measured", Style(decimals=0)) == "0"


@pytest.mark.parametrize(
    ("lower", "upper", "decimals"),
    [
        (62.5, 72.5, 0),  # a width of 10: a tenth of it is 1
        (66.5, 68.5, 1),  # a width of 2: 0.2 is nearest to tenths
        (66.0, 69.4, 0),  # a width of 3.4: 0.34 is nearest to whole numbers
        (67.45, 67.55, 2),  # never finer than published
        (100.0, 900.0, -2),  # a width of 800: hundreds
        (None, 70.0, 2),  # nothing known: as published
        (70.0, 70.0, 2),
    ],
)
def test_no_more_digits_than_the_interval_supports(lower: float | None, upper: float | None, decimals: int):
    assert supported_decimals(lower, upper, 2) == decimals


def test_supported_value_is_rounded_and_keeps_its_unit():
    assert full(67.46, Style("%", decimals=1), 62.5, 72.4) == "67%"
    assert full(605.0, Style("a week", "£", 0), None, None) == "£605 a week"
    assert full(131_290, Style("nights", decimals=0), 110_000, 150_000) == "130,000 nights"
    assert short(-1_349, Style(decimals=0), -2_000, -700) == "\u22121,300"


def test_limits_are_as_fine_as_their_own_width():
    assert interval(64.12, 70.97, Style("%", decimals=2)) == "64% to 71%"
    assert interval(64.12, 65.27, Style("%", decimals=2)) == "64.1% to 65.3%"


SPAN = st.floats(1e-3, 1e6)


@given(st.floats(-1e6, 1e6), SPAN, st.integers(0, 4))
def test_the_last_digit_is_worth_about_a_tenth_of_the_interval(middle: float, width: float, published: int):
    decimals = supported_decimals(middle - width / 2, middle + width / 2, published)
    worth = 10.0**-decimals
    assert decimals == published or width / 32 < worth < width / 3.1


@given(st.floats(-1e6, 1e6), SPAN, st.integers(0, 4))
def test_rounding_stays_well_inside_the_interval(middle: float, width: float, published: int):
    words = number(middle, supported_decimals(middle - width / 2, middle + width / 2, published, middle))
    back = float(words.replace(",", "").replace("\u2212", "-"))
    assert abs(back - middle) <= max(width / 6, 0.5 * 10.0**-published) + 1e-6 * abs(middle)


@given(st.floats(1e-3, 1e6), SPAN)
def test_a_number_that_is_not_nought_is_not_written_as_nought(value: float, width: float):
    assert number(value, supported_decimals(value - width / 2, value + width / 2, 4, value)).strip("0.,")


def test_counts_agree_with_their_noun():
    assert count_of(0, "measure") == "no measures"
    assert count_of(1, "measure") == "1 measure"
    assert count_of(1200, "promise kept", "promises kept") == "1,200 promises kept"
