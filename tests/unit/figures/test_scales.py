"""Axes: tidy, honest about where they start, and holding every value."""

from hypothesis import given
from hypothesis import strategies as st

from ropewalk.figures.inputs import Style
from ropewalk.figures.scales import Scale, date_scale, thin, tick_decimals, tidy_step, value_ticks

VALUES = st.lists(st.floats(-1e9, 1e9, allow_nan=False), min_size=1, max_size=20)


def test_steps_are_tidy():
    assert tidy_step(25, 5) == 5
    assert tidy_step(26, 5) == 10
    assert tidy_step(9, 4) == 2.5
    assert tidy_step(0.09, 5) == 0.02


def test_ticks_hold_the_values_and_no_more_than_needed():
    assert value_ticks([57.0, 77.0], Style("%"), 5) == [55, 60, 65, 70, 75, 80]


def test_counts_start_at_nought():
    assert value_ticks([900.0, 1000.0], Style(zero=True), 2) == [0, 500, 1000]


def test_axis_that_nearly_starts_at_nought_does():
    assert value_ticks([20.0, 100.0], Style(), 5)[0] == 0


def test_axis_does_not_go_beyond_what_can_occur():
    ticks = value_ticks([81.0, 99.0], Style("%", ceiling=98.0 + 2), 5)
    assert ticks[-1] == 100
    assert value_ticks([1.0, 9.5], Style(ceiling=9.5, floor=0.0), 2)[-1] == 9.5


def test_without_intervals_a_wiggle_stays_a_wiggle():
    ticks = value_ticks([29.0, 30.5], Style("%"), 2, sure=False)
    assert ticks[-1] - ticks[0] >= 0.2 * 30.5
    assert value_ticks([99.0, 100.0], Style("%", ceiling=100), 2, sure=False)[-1] == 100


def test_no_value_gives_an_axis_all_the_same():
    assert value_ticks([], Style(), 2) == [0, 0.5, 1]
    assert value_ticks([float("nan")], Style(), 2) == [0, 0.5, 1]


def test_one_value_stands_inside_its_axis():
    ticks = value_ticks([5.0], Style(), 2)
    assert ticks[0] <= 5 <= ticks[-1]
    assert ticks[0] < ticks[-1]


@given(VALUES, st.booleans(), st.booleans())
def test_every_value_is_on_the_axis(values: list[float], zero: bool, sure: bool):
    ticks = value_ticks(values, Style(zero=zero), 5, sure=sure)
    slack = 1e-6 * max(abs(t) for t in ticks)
    assert ticks == sorted(ticks)
    assert ticks[0] - slack <= min(values) <= max(values) <= ticks[-1] + slack


def test_ticks_are_written_with_as_few_decimals_as_tell_them_apart():
    assert tick_decimals([60, 65, 70]) == 0
    assert tick_decimals([57.5, 60, 62.5]) == 1


def test_scale_runs_from_end_to_end():
    scale = Scale(0, 10, 100, 0)
    assert (scale.at(0), scale.at(10)) == (100, 0)
    assert scale.all_at([0, 5, 10]) == [100, 50, 0]


def test_one_day_stands_in_the_middle():
    assert date_scale([5.0], 0, 100).at(5) == 50


def test_labels_stand_apart_and_the_last_is_kept():
    assert thin([0, 10, 20, 30, 40], 25) == [1, 4]
    assert thin([], 25) == []
