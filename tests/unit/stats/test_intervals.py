"""Limits of rates and proportions, where a formula alone goes wrong."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.stats.intervals import proportion_limits, rate_limits


def test_no_events_have_a_lower_limit_of_nought_and_an_upper_limit() -> None:
    found = rate_limits([0], [1000], multiplier=1000)
    assert found.value[0] == found.lower[0] == 0
    assert round(found.upper[0], 4) == 3.6889  # minus the log of 0.025


def test_exact_below_ten_and_byar_from_ten() -> None:
    nine, ten = rate_limits([9.0], [1.0]), rate_limits([10.0], [1.0])
    assert (round(nine.lower[0], 2), round(nine.upper[0], 2)) == (4.12, 17.08)
    assert (round(ten.lower[0], 2), round(ten.upper[0], 2)) == (4.79, 18.39)


def test_nobody_and_everybody_keep_their_end() -> None:
    found = proportion_limits([0, 20], [20, 20], multiplier=100)
    assert found.lower[0] == 0
    assert found.upper[1] == 100
    assert round(found.upper[0], 1) == 16.1


def test_what_is_no_count_has_no_limits() -> None:
    events, people = [np.nan, -1, 5, 5, 5, np.inf], [10, 10, 0, -3, np.nan, 10]
    for method in (rate_limits, proportion_limits):
        found = method(events, people)
        assert np.isnan([found.value, found.lower, found.upper]).all()


def test_more_cases_than_people_is_no_proportion() -> None:
    assert np.isnan(proportion_limits([11], [10]).value[0])


@given(st.integers(0, 500), st.integers(1, 500), st.floats(0.5, 0.99), st.floats(0.001, 0.009))
def test_limits_widen_with_confidence(x: int, more: int, confidence: float, extra: float) -> None:
    for method in (rate_limits, proportion_limits):
        narrow = method([x], [x + more], confidence=confidence)
        wide = method([x], [x + more], confidence=confidence + extra)
        assert wide.lower[0] <= narrow.lower[0] <= narrow.value[0] + 1e-12
        assert narrow.value[0] - 1e-12 <= narrow.upper[0] <= wide.upper[0]
