"""Numbers in words, and numbers that may not be seen."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.figures.numbers import supported_decimals
from ropewalk.findings.disclosure.hide import NUMBERS, without_hidden
from ropewalk.findings.numbers import number_text, supported, with_unit
from ropewalk.vocabulary.words import State


def text(value: float, decimals: int) -> str | None:
    return number_text(np.array([value]), np.array([decimals]))[0]


def test_numbers_as_people_write_them() -> None:
    assert text(1234.56, 1) == "1,234.6"
    assert text(23404, 0) == "23,404"
    assert text(999.96, 1) == "1,000.0"
    assert text(1_000_000, 0) == "1,000,000"
    assert text(-3.4, 1) == "−3.4"
    assert text(-0.04, 1) == "0.0"
    assert text(np.nan, 1) is None
    assert text(2.5, 0) == "3"
    assert text(131_290, -4) == "130,000"
    assert text(-1_349, -2) == "−1,300"


@given(st.floats(-1e12, 1e12), st.integers(0, 4))
def test_a_number_read_back_is_the_number_rounded(value: float, decimals: int) -> None:
    back = float(text(value, decimals).replace(",", "").replace("−", "-"))  # type: ignore[union-attr]
    assert abs(back - value) <= 0.5 * 10.0**-decimals * (1 + 1e-6) + abs(value) * 1e-12


def test_mixed_decimals_keep_their_rows() -> None:
    found = number_text(np.array([1.0, 2000.25, np.nan, 3.125]), np.array([0, 1, 2, 2]))
    assert found.to_list() == ["1", "2,000.3", None, "3.13"]


def test_no_finer_than_the_interval_supports() -> None:
    def decimals(width: float, published: int) -> int:
        one = np.array([50.0])
        return int(supported(one, one - width / 2, one + width / 2, np.array([published]))[0])

    assert decimals(0.4, 1) == 1
    assert decimals(8, 1) == 0
    assert decimals(40, 1) == -1  # fifty, give or take twenty
    assert decimals(0.02, 1) == 1  # never finer than published
    assert int(supported(np.array([67.53]), np.array([np.nan]), np.array([np.nan]), np.array([-1]))[0]) == 1


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(0, 4))
def test_sentences_and_drawings_round_alike(value: float, width: float, published: int) -> None:
    low, high = value - width / 2, value + width / 2
    arrays = (np.array([a]) for a in (value, low, high, published))
    assert int(supported(*arrays)[0]) == supported_decimals(low, high, published, value)


def test_units() -> None:
    numbers = pl.Series(["67.5", "−2.50", "9,023", None])
    found = with_unit(numbers, pl.Series(["", "£", "", ""]), pl.Series(["%", "", "kWh", "kWh"]))
    assert found.to_list() == ["67.5%", "−£2.50", "9,023 kWh", None]
    points = with_unit(pl.Series(["3"]), pl.Series([""]), pl.Series(["percentage points"]))
    assert points.to_list() == ["3 percentage points"]


def test_only_open_states_carry_numbers() -> None:
    states = [state.value for state in State] + [None]
    table = pl.DataFrame({"state": states, **{name: [1.5] * len(states) for name in NUMBERS}})
    found = without_hidden(table)
    for name in NUMBERS:
        assert found[name].is_not_null().to_list() == [True, True, False, False, False, False, True]
    assert found.equals(without_hidden(found))
    assert table["value"].null_count() == 0
