"""Difference of two estimates."""

import numpy as np
import pytest

from ropewalk.stats.difference import difference


def test_symmetric_limits_give_the_normal_answer() -> None:
    found = difference(10, 8, 12, 5, 4, 6)
    assert found.difference == 5
    assert found.lower == pytest.approx(5 - np.sqrt(5))
    assert found.upper == pytest.approx(5 + np.sqrt(5))


def test_worked_example_of_newcombe() -> None:
    # Newcombe (1998), method 10, 56/70 against 48/80: Wilson limits 0.6918 to 0.8763 and 0.4904 to 0.7003,
    # hence 0.2 with limits 0.0524 to 0.3339.
    found = difference(0.8, 0.691755, 0.876256, 0.6, 0.490389, 0.700341)
    assert (round(float(found.lower), 3), round(float(found.upper), 3)) == (0.052, 0.334)


def test_p_value_and_limits_always_agree() -> None:
    rng = np.random.default_rng(1)
    a, b = rng.normal(size=(2, 2000))
    down, up, low, high = rng.uniform(0.1, 2, (4, 2000))
    found = difference(a, a - down, a + up, b, b - low, b + high)
    assert ((found.p_value < 0.05) == ((found.lower > 0) | (found.upper < 0))).all()


def test_an_exact_number_has_itself_as_limits() -> None:
    found = difference(10, 8, 12, 7, 7, 7)
    assert (found.lower, found.upper) == (1, 5)


def test_without_limits_there_is_a_difference_but_no_claim() -> None:
    found = difference([10, 10], [np.nan, 9], [np.nan, 11], [7, 7], [6, np.nan], [8, np.nan])
    assert found.difference.tolist() == [3, 3]
    assert np.isnan([found.lower, found.upper, found.p_value]).all()


def test_limits_in_the_wrong_order_or_elsewhere_are_no_limits() -> None:
    assert np.isnan(difference([5, 5], [6, 50], [4, 60], [1, 1], [0, 0], [2, 2]).p_value).all()


def test_swapping_sides_turns_the_sign() -> None:
    one, two = difference(3, 2, 5, 4, 1, 6), difference(4, 1, 6, 3, 2, 5)
    assert (one.lower, one.upper, one.p_value) == (-two.upper, -two.lower, two.p_value)
