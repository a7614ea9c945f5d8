"""The change a year that a target asks for."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.stats.pace import needed_pace

NUMBERS = st.floats(-1e6, 1e6)


def test_a_straight_line_from_the_newest_figure_to_the_target() -> None:
    found = needed_pace([60.0], [58.0], [61.0], [70.0], [5.0])
    assert (found.pace[0], found.lower[0], found.upper[0]) == (2.0, 1.8, 2.4)


def test_nothing_is_asked_where_no_time_is_left_and_no_limits_give_no_limits() -> None:
    late = needed_pace([60.0, 60.0], np.nan, np.nan, [70.0, 70.0], [0.0, 5.0])
    assert np.isnan(late.pace).tolist() == [True, False]
    assert np.isnan(late.lower).all()


@settings(deadline=None)
@given(NUMBERS, st.floats(0, 1e5), NUMBERS, st.floats(0.1, 50))
def test_going_at_the_pace_needed_reaches_the_target(newest: float, half: float, target: float, years: float):
    found = needed_pace([newest], [newest - half], [newest + half], [target], [years])
    assert np.isclose(newest + found.pace[0] * years, target, atol=1e-3)
    assert found.lower[0] <= found.pace[0] <= found.upper[0]
