"""Numbers as people read them."""

import pytest

from ropewalk.figures.inputs import Style
from ropewalk.figures.numbers import (
    count_of,
    full,
    interval,
    number,
    short,
    supported,
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
    assert interval(64.1, 70.9, style) == "64.1% to 70.9%"
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
        (62.5, 72.5, 0),  # half-width 5: tenths are noise
        (66.5, 68.5, 1),  # half-width 1
        (67.45, 67.55, 2),  # half-width 0.05: hundredths stand, thousandths would not
        (100.0, 900.0, 0),  # never rounds whole numbers away
        (None, 70.0, 2),  # nothing known: as published
        (70.0, 70.0, 2),
    ],
)
def test_no_more_digits_than_the_interval_supports(lower: float | None, upper: float | None, decimals: int):
    assert supported_decimals(lower, upper, 2) == decimals


def test_supported_value_is_rounded_and_keeps_its_unit():
    assert supported(67.46, 62.5, 72.4, Style("%", decimals=1)) == "67%"
    assert supported(605.0, None, None, Style("a week", "£", 0)) == "£605 a week"


def test_counts_agree_with_their_noun():
    assert count_of(0, "measure") == "no measures"
    assert count_of(1, "measure") == "1 measure"
    assert count_of(1200, "promise kept", "promises kept") == "1,200 promises kept"
