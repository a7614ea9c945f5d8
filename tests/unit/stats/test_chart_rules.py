"""Rules of the individuals chart on series that can be checked by eye, and the program's faults mended."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn

from ropewalk.stats.chart_rules import control_chart

WOBBLE = np.tile([9.0, 11.0], 10)
VALUES = st.one_of(st.integers(-3, 3).map(float), st.floats(-1e6, 1e6), st.just(np.nan))
PANEL = hn.arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 30)), elements=VALUES)


def marked(y: np.ndarray, **asked: object) -> list[str]:
    return control_chart(y[None, :], **asked).causes()[0].tolist()  # type: ignore[arg-type]


def test_a_far_point_is_outside_and_the_rest_are_not() -> None:
    y = WOBBLE.copy()
    y[12] = 40
    assert marked(y)[12] == "Above UCL"
    y[12] = -40
    assert marked(y)[12] == "Below LCL"


def test_seven_rising_points_are_a_trend_and_six_are_not() -> None:
    for count in (6, 7):
        y = np.concatenate([WOBBLE, 9.6 + 0.1 * np.arange(count), WOBBLE])
        assert marked(y).count("7 Point Trend (Increasing)") == (7 if count == 7 else 0)


def test_a_tie_breaks_a_trend() -> None:
    rising = np.concatenate([WOBBLE, [9.6, 9.8, 9.9, 10.1, 10.1, 10.2, 10.3, 10.4], WOBBLE])
    assert set(marked(rising)) == {"Common Cause"}


def test_two_of_three_near_a_limit() -> None:
    y = np.concatenate([WOBBLE, [14.4, 10.5, 14.4], WOBBLE])
    causes = marked(y)
    assert [causes[20], causes[21], causes[22]] == ["2 in 3 Above CL", "Common Cause", "2 in 3 Above CL"]


def test_seven_on_one_side_in_either_direction() -> None:
    y = np.concatenate([WOBBLE, np.tile([10.4, 10.6], 4), WOBBLE, np.tile([9.4, 9.6], 4)])
    causes = marked(y)
    assert causes.count("7 Points Above CL") >= 8
    assert causes.count("7 Points Below CL") >= 8


def test_which_way_is_better_decides_the_type() -> None:
    y = WOBBLE.copy()
    y[12] = 40
    found = control_chart(np.tile(y, (3, 1)), improvement=[1, -1, 0]).kinds()[:, 12]
    assert found.tolist() == [
        "special_cause_improvement",
        "special_cause_concern",
        "special_cause_neutral_high",
    ]


def test_the_target_is_judged_by_the_newest_limits() -> None:
    found = control_chart(np.tile(WOBBLE, (4, 1)), improvement=[1, -1, 1, 0], target=[99, 99, 10, 99])
    assert found.assurances().tolist() == ["consistent_fail", "consistent_pass", "inconsistent", ""]


def test_each_part_has_its_own_limits_and_runs() -> None:
    y = np.concatenate([WOBBLE, 100 + WOBBLE])
    begins = np.arange(40) == 20
    found = control_chart(y[None, :], rebase=begins[None, :])
    assert (found.centre[0, 0], found.centre[0, -1]) == (10, 110)
    assert not found.cause.any()
    assert control_chart(y[None, :]).cause.all()


def test_fixed_limits_come_from_the_first_points() -> None:
    y = np.concatenate([WOBBLE, 100 + WOBBLE])
    found = control_chart(y[None, :], fix_after=20)
    assert found.centre[0, -1] == 10
    assert set(found.causes()[0, 20:]) == {"Above UCL"}


def test_fewer_than_thirteen_points_are_short() -> None:
    assert control_chart(WOBBLE[None, :12]).short[0]
    assert not control_chart(WOBBLE[None, :13]).short[0]


def test_a_missing_point_stops_the_program_but_not_us() -> None:
    y = np.concatenate([WOBBLE, [np.nan], WOBBLE])
    y[30] = 40
    sound, published = (control_chart(y[None, :], mode=m) for m in ("sound", "as published"))
    assert sound.causes()[0, 30] == "Above UCL"
    assert published.stopped[0]
    assert not published.cause.any()
    assert not sound.stopped[0]


def test_a_constant_series_has_its_mean_as_limits() -> None:
    y = np.full((1, 15), 5.0)
    sound = control_chart(y, improvement=1, target=6)
    assert (sound.lower[0, 0], sound.upper[0, 0], sound.assurances()[0]) == (5, 5, "consistent_fail")
    published = control_chart(y, improvement=1, target=6, mode="as published")
    assert np.isnan(published.upper).all()
    assert published.assurances()[0] == "inconsistent"


def test_a_single_one_among_noughts_does_not_put_the_noughts_outside() -> None:
    y = np.zeros((1, 24))
    y[0, 11] = 1
    assert (control_chart(y, mode="as published").outside).sum() == 24
    assert np.flatnonzero(control_chart(y).outside[0]).tolist() == [11]


def test_a_target_says_nothing_where_there_are_no_limits() -> None:
    y = np.array([[5.0]])
    assert control_chart(y, improvement=1, target=5).assurances()[0] == ""
    assert control_chart(y, improvement=1, target=5, mode="as published").assurances()[0] == "inconsistent"


def test_nineteen_thirds_lie_on_their_mean() -> None:
    found = control_chart(np.full((1, 19), 1 / 3))
    assert not found.side.any()
    assert not found.cause.any()


@settings(max_examples=100, deadline=None)
@given(PANEL, st.integers(0, 2**31))
def test_no_series_stops_it_nothing_is_changed_and_neighbours_do_not_matter(y: np.ndarray, seed: int) -> None:
    before = y.copy()
    begins = np.random.default_rng(seed).random(y.shape) < 0.1
    whole = control_chart(y, rebase=begins, improvement=1, target=0.0)
    alone = control_chart(y[:1], rebase=begins[:1], improvement=1, target=0.0)
    assert np.array_equal(y, before, equal_nan=True)
    for field in ("centre", "lower", "upper", "cause", "kind", "assurance"):
        np.testing.assert_array_equal(getattr(whole, field)[:1], getattr(alone, field))
    control_chart(y, rebase=begins, mode="as published")


@settings(max_examples=50, deadline=None)
@given(PANEL)
def test_upside_down_the_same_points_are_special(y: np.ndarray) -> None:
    up, down = control_chart(y, improvement=1), control_chart(-y, improvement=-1)
    np.testing.assert_array_equal(up.cause > 0, down.cause > 0)
    np.testing.assert_array_equal(up.kind, down.kind)


@pytest.mark.parametrize("unit", [1e-9, 1e12])
def test_the_unit_does_not_matter(unit: float) -> None:
    y = np.random.default_rng(37).standard_normal((50, 30)).cumsum(axis=1)
    np.testing.assert_array_equal(control_chart(unit * y).cause, control_chart(y).cause)
