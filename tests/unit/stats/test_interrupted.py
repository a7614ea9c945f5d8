"""Interrupted series that can be drawn by hand, and lines carried on."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn

from ropewalk.stats.interrupted import interrupted
from ropewalk.stats.linear import line_ahead

TIMES = np.arange(2000.0, 2020.0)
PANEL = hn.arrays(
    np.float64,
    st.tuples(st.integers(1, 3), st.integers(1, 24)),
    elements=st.one_of(st.floats(-1e6, 1e6), st.sampled_from([0.0, 1.0, np.nan, np.inf, 1e300, 5e-324])),
)


def broken(level: float, pace: float) -> np.ndarray:
    """A line of slope 2 through 100 in the year 2000, then a step and a new pace from 2010 on."""
    after = TIMES > 2009
    return 100 + 2 * (TIMES - 2000) + after * (level + pace * (TIMES - 2009))


def test_a_step_and_a_new_pace_are_found() -> None:
    wobble = np.random.default_rng(4).standard_normal((200, 20))
    found = interrupted(broken(30, -3) + wobble, [TIMES], 2009)
    np.testing.assert_allclose(found.estimate[:, 1:].mean(axis=0), [2, 30, -3], atol=0.15)
    assert (found.p_value[:, 2] < 0.05).all()
    nothing = interrupted(broken(0, 0) + wobble, [TIMES], 2009, errors="ols")
    assert 0.01 < (nothing.p_value[:, 2] < 0.05).mean() < 0.1


def test_a_perfect_fit_has_no_chance_to_measure() -> None:
    found = interrupted([broken(30, -3)], [TIMES], 2009)
    np.testing.assert_allclose(found.estimate[0], [100 - 4000, 2, 30, -3], atol=1e-6)
    assert np.isnan(found.p_value).all()
    assert np.isnan(found.durbin_watson).all()


def test_fewer_than_eight_points_on_a_side_say_nothing() -> None:
    y = broken(30, -3) + np.random.default_rng(5).standard_normal(20)
    found = interrupted([y, y], [TIMES], [2007, 2006])
    assert np.isnan(found.p_value).any(axis=1).tolist() == [False, True]
    assert (found.before.tolist(), found.after.tolist()) == ([8, 7], [12, 13])
    assert np.isnan(interrupted([y], [TIMES], np.nan).estimate).all()


def test_a_missing_point_is_left_out() -> None:
    y = broken(30, -3) + np.random.default_rng(6).standard_normal(20)
    gap = y.copy()
    gap[5] = np.nan
    short = np.delete(y, 5), np.delete(TIMES, 5)
    one, two = interrupted([gap], [TIMES], 2009), interrupted([short[0]], [short[1]], 2009)
    np.testing.assert_allclose(one.error, two.error, rtol=1e-9)


def test_related_residuals_widen_newey_west_errors() -> None:
    rng = np.random.default_rng(7)
    wave = np.cumsum(rng.standard_normal((300, 40)), axis=1)
    t = np.arange(40.0)[None, :]
    plain, wide = (interrupted(wave, t, 19, errors=e) for e in ("ols", "newey-west"))
    assert np.median(wide.error[:, 2] / plain.error[:, 2]) > 1
    assert np.median(plain.durbin_watson) < 1.5


@settings(max_examples=60, deadline=None)
@given(PANEL, st.sampled_from(["newey-west", "ols", "hc3"]))
def test_no_series_stops_it_nothing_is_changed_and_neighbours_do_not_matter(
    y: np.ndarray, errors: str
) -> None:
    before, t = y.copy(), np.tile(np.arange(float(y.shape[1])), (len(y), 1))
    good = 3 * t[:1] + np.random.default_rng(8).standard_normal((1, y.shape[1]))
    both = np.vstack([good, y])
    whole = interrupted(both, np.vstack([t[:1], t]), 9, errors=errors, least=3)  # type: ignore[arg-type]
    alone = interrupted(good, t[:1], 9, errors=errors, least=3)  # type: ignore[arg-type]
    np.testing.assert_allclose(whole.error[:1], alone.error, rtol=1e-6)
    interrupted(y, y, 3.0, errors=errors, least=2)  # type: ignore[arg-type]
    line_ahead(y, y, 2.0)
    line_ahead(y, t, 2.0)
    assert np.array_equal(y, before, equal_nan=True)


@pytest.mark.parametrize("unit", [1e-6, -1.0, 1e9])
def test_the_unit_does_not_matter(unit: float) -> None:
    y = broken(3, 0.1) + np.random.default_rng(9).standard_normal((30, 20))
    plain, scaled = interrupted(y, [TIMES], 2009), interrupted(unit * (y + 5), [TIMES], 2009)
    np.testing.assert_allclose(scaled.p_value[:, 1:], plain.p_value[:, 1:], rtol=1e-6)


def test_a_straight_line_goes_on() -> None:
    found = line_ahead([[1.0, 2.0, np.nan, 4.0], [1.0, np.nan, np.nan, 2.0]], [[0.0, 1, 2, 3]] * 2, 2.0)
    np.testing.assert_allclose(found.mean, [6, np.nan])
    assert found.pace[0] == 1
    assert found.error[0] == pytest.approx(0, abs=1e-12)


def test_further_ahead_is_less_sure() -> None:
    y = np.random.default_rng(10).standard_normal((20, 8))
    t = np.tile(np.arange(8.0), (20, 1))
    assert (line_ahead(y, t, 3.0).error > line_ahead(y, t, 1.0).error).all()
