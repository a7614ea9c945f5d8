"""Control charts by kind of number: toy series, faults mended, and what holds of all of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn

from ropewalk.stats.process_charts import Chart, process_chart
from ropewalk.stats.runs import anhoej

SIZED: tuple[Chart, ...] = ("p", "pp", "u", "up", "ip")
PLAIN: tuple[Chart, ...] = ("run", "i", "mr", "c", "g", "t")
COUNTS = hn.arrays(
    np.float64,
    st.tuples(st.integers(1, 3), st.integers(1, 20)),
    elements=st.one_of(st.integers(0, 50).map(float), st.sampled_from([np.nan, -1.0, np.inf, 1e300, 5e-324])),
)


def test_a_long_run_and_too_few_crossings_are_signals() -> None:
    y = np.array([[-1.0] * 8 + [1.0] * 8, [-1.0, 1.0] * 8])
    found = anhoej(y, [0.0, 0.0])
    assert found.longest.tolist() == [8, 1]
    assert found.crossings.tolist() == [1, 15]
    assert found.signal.tolist() == [True, False]


def test_points_on_the_centre_and_missing_points_are_passed_over() -> None:
    found = anhoej(np.array([[1.0, 0.0, 2.0, np.nan, 3.0, -1.0]]), [0.0])
    assert (found.useful[0], found.longest[0], found.crossings[0]) == (4, 3, 1)


def test_no_useful_points_are_no_signal() -> None:
    found = anhoej(np.array([[np.nan, 0.0], [np.nan, np.nan]]), [0.0, np.nan])
    assert not np.any([found.useful, found.longest, found.signal])


def test_limits_of_a_proportion_by_hand() -> None:
    found = process_chart("p", [[10, 30]], [[100, 100]])
    assert found.centre[0, 0] == 0.2
    np.testing.assert_allclose([found.lower[0, 0], found.upper[0, 0]], [0.08, 0.32])
    assert process_chart("p", [[1, 1]], [[10, 10]]).lower[0, 0] == 0


def test_laney_widens_limits_that_a_large_denominator_makes_too_narrow() -> None:
    p = 0.2 + 0.02 * np.tile([-1.0, 1.0], 10)
    n = np.full((1, 20), 1e6)
    assert process_chart("p", p * n, n).outside.all()
    assert not process_chart("pp", p * n, n).outside.any()


def test_a_missing_count_is_missing_and_breaks_the_moving_range() -> None:
    y = np.array([[1.0, 3.0, np.nan, 100.0, 102.0]])
    found = process_chart("mr", y)
    np.testing.assert_array_equal(found.values[0], [np.nan, 2, np.nan, np.nan, 2])


def test_frozen_limits_come_from_the_first_points() -> None:
    y = np.concatenate([np.tile([9.0, 11.0], 5), np.full(10, 50.0)])[None, :]
    found = process_chart("i", y, freeze=10)
    assert found.centre[0, -1] == 10
    assert found.outside[0].tolist() == [False] * 10 + [True] * 10


def test_frozen_limits_of_an_ip_chart_do_not_look_ahead() -> None:
    y = np.concatenate([np.tile([9.0, 11.0], 5), np.tile([20.0, 60.0], 5)])[None, :]
    n = np.ones(y.shape)
    sound, published = (process_chart("ip", y, n, freeze=10, mode=m) for m in ("sound", "as published"))
    alone = process_chart("ip", y[:, :10], n[:, :10])
    assert sound.upper[0, -1] == alone.upper[0, -1]
    assert published.upper[0, -1] > 2 * sound.upper[0, -1]


@pytest.mark.parametrize("kind", ["i", "pp", "up", "ip", "t"])
def test_a_constant_series_has_its_centre_as_limits(kind: Chart) -> None:
    y, n = np.full((1, 15), 5.0), np.full((1, 15), 10.0)
    sound, published = (process_chart(kind, y, n, mode=m) for m in ("sound", "as published"))
    np.testing.assert_allclose(sound.upper, sound.centre, rtol=1e-12)
    assert not sound.outside.any()
    assert np.isnan(published.upper).all()


def test_a_single_one_among_noughts_does_not_put_the_noughts_outside() -> None:
    y = np.zeros((1, 24))
    y[0, 11] = 1
    assert process_chart("i", y, mode="as published").outside.sum() == 24
    assert process_chart("i", y).outside.sum() == 1


def test_a_time_of_nought_is_missing_and_stops_the_program() -> None:
    y = np.array([[3.0, 0.0, 4.0, 5.0], [3.0, 1.0, 4.0, 5.0]])
    sound, published = (process_chart("t", y, mode=m) for m in ("sound", "as published"))
    assert sound.centre[0, 0] > 3
    assert np.isnan(published.centre[0]).all()
    assert not np.isnan(published.centre[1]).any()


@settings(max_examples=40, deadline=None)
@given(COUNTS, st.integers(0, 2**31))
def test_no_series_stops_a_chart_nothing_is_changed_and_neighbours_do_not_matter(
    y: np.ndarray, seed: int
) -> None:
    random = np.random.default_rng(seed)
    n, begins = random.integers(0, 60, y.shape) * 1.0, random.random(y.shape) < 0.1
    kept = y.copy(), n.copy()
    for kind in SIZED + PLAIN:
        sizes = n if kind in SIZED else None
        one = n[:1] if kind in SIZED else None
        whole = process_chart(kind, y, sizes, begins=begins)
        alone = process_chart(kind, y[:1], one, begins=begins[:1])
        for field in ("centre", "lower", "upper_95", "outside"):
            np.testing.assert_array_equal(getattr(whole, field)[:1], getattr(alone, field))
        process_chart(kind, y, sizes, mode="as published")
    assert np.array_equal(y, kept[0], equal_nan=True)
    assert np.array_equal(n, kept[1])
