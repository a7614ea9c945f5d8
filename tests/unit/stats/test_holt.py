"""Holt's method and automatic smoothing: toy series, and what holds of any series."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn

from ropewalk.stats.ets import MODELS, ets
from ropewalk.stats.forecast import Predictive
from ropewalk.stats.holt import holt

PANEL = hn.arrays(
    np.float64,
    st.tuples(st.integers(1, 3), st.integers(1, 12)),
    elements=st.one_of(st.floats(-1e6, 1e6), st.sampled_from([0.0, np.nan, np.inf, 1e300, 5e-324])),
)
WALK = 50 + np.random.default_rng(41).standard_normal((30, 16)).cumsum(axis=1)


def all_three(y: np.ndarray, h: float, **how: str) -> list[Predictive]:
    return [holt(y, h, **how), holt(y, h, damped=True, **how), ets(y, h, **how).expected]  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["sound", "as published"])
def test_a_straight_line_goes_on(mode: str) -> None:
    y = 5.0 + 2 * np.arange(12.0)[None, :]
    for found in (holt(y, 3.0, mode=mode), ets(y, 3.0, mode=mode).expected):  # type: ignore[arg-type]
        np.testing.assert_allclose(found.mean, 33, rtol=1e-4)
        assert found.error[0] < 1e-2
        np.testing.assert_allclose(found.pace, 2, rtol=1e-3)


def test_a_damped_slope_dies_away() -> None:
    y = 5.0 + 2 * np.arange(12.0)[None, :]
    steps = np.array([holt(y, float(h), damped=True).pace[0] for h in range(1, 9)])
    assert (steps > 0).all()
    np.testing.assert_array_less(steps[1:] / steps[:-1], 0.99)
    np.testing.assert_array_less(0.79, steps[1:] / steps[:-1])


def test_a_level_series_stays_and_the_simplest_model_says_so() -> None:
    found = ets([[7.0] * 10], 3.0)
    np.testing.assert_allclose((found.expected.mean[0], found.expected.error[0]), (7, 0), atol=1e-9)
    assert found.models()[0] == "A,N"


def test_a_slope_is_chosen_where_there_is_one_and_not_where_there_is_none() -> None:
    rng = np.random.default_rng(42)
    noise = rng.standard_normal((60, 20))
    slope = np.array([m[2:] for m in ets(3 * np.arange(20.0) + noise - 100, 1.0).models()])
    none = np.array([m[2:] for m in ets(noise - 100, 1.0).models()])
    assert (slope != "N").all()
    assert (none == "N").mean() > 0.8


def test_errors_that_multiply_are_never_used_below_nought() -> None:
    found = ets(WALK - 52, 1.0)
    assert {m[0] for m in found.models()} == {"A"}
    growing = np.exp(np.arange(20.0) / 5) * (1 + 0.2 * np.random.default_rng(43).standard_normal((20, 20)))
    assert (ets(growing, 1.0).model > MODELS.index("A,Ad")).mean() > 0.8


@pytest.mark.parametrize("size", [1e-6, 1e6])
def test_units_do_not_matter(size: float) -> None:
    for plain, scaled in zip(all_three(WALK, 2.0), all_three(WALK * size, 2.0), strict=True):
        np.testing.assert_allclose(scaled.mean, plain.mean * size, rtol=1e-6)
        np.testing.assert_allclose(scaled.error, plain.error * size, rtol=1e-5)


def test_intervals_widen_with_the_steps_and_with_confidence() -> None:
    for near, far in zip(all_three(WALK, 1.0), all_three(WALK, 5.0), strict=True):
        assert (far.error >= near.error * (1 - 1e-12)).all()
        low, high = near.interval(0.8)
        lower, higher = near.interval(0.95)
        assert ((lower < low) & (high < higher)).all()


def test_a_short_series_has_wider_intervals_than_published_ones_of_the_same_error() -> None:
    found = holt(WALK[:, :7], 1.0)
    assert (found.df == 3).all()
    low, high = found.interval()
    assert (high - low > 3 * found.error * 2).all()


def test_missing_points_are_passed_over_and_edges_do_not_count() -> None:
    inside, outside = WALK.copy(), np.full((30, 20), np.nan)
    inside[:, 7], outside[:, 2:18] = np.nan, WALK
    assert np.isfinite(holt(inside, 1.0).mean).all()
    for plain, padded in zip(all_three(WALK, 2.0), all_three(outside, 2.0), strict=True):
        np.testing.assert_array_equal(padded.mean, plain.mean)
        np.testing.assert_array_equal(padded.error, plain.error)


def test_too_few_points_or_no_whole_step_ahead_say_nothing() -> None:
    assert np.isnan(holt(WALK[:, :5], 1.0).mean).all()
    assert np.isnan(holt(WALK, [0.0, 1.5, np.nan] * 10).mean).all()
    assert (ets(WALK[:, :2], 1.0).model == 0).all()


def test_as_published_the_short_cut_widens_too_fast() -> None:
    y = WALK[:, :8]
    sound, published = (
        holt(y, 6.0, mode=m).error / holt(y, 1.0, mode=m).error for m in ("sound", "as published")
    )
    assert np.median(published) > np.median(sound)


@settings(max_examples=40, deadline=None)
@given(PANEL)
def test_no_series_stops_it_nothing_is_changed_and_neighbours_do_not_matter(y: np.ndarray) -> None:
    before = y.copy()
    for mode in ("sound", "as published"):
        for whole, alone in zip(all_three(y, 2.0, mode=mode), all_three(y[:1], 2.0, mode=mode), strict=True):
            np.testing.assert_array_equal(whole.mean[:1], alone.mean)
            np.testing.assert_array_equal(whole.error[:1], alone.error)
    assert np.array_equal(y, before, equal_nan=True)
