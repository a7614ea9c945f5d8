"""Mann-Kendall and Theil-Sen on series that can be counted by hand."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn

from ropewalk.stats.monotone import monotone

WILD = st.one_of(
    st.integers(-4, 4).map(float), st.floats(-1e6, 1e6), st.sampled_from([np.nan, np.inf, 1e300])
)
PANEL = hn.arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 12)), elements=WILD)


def times(y: np.ndarray) -> np.ndarray:
    return np.tile(np.arange(float(y.shape[1])), (len(y), 1))


def test_four_rising_points_have_one_chance_in_twelve() -> None:
    found = monotone([[1.0, 2, 4, 7]], [[0.0, 1, 2, 3]])
    assert found.tau[0] == 1
    np.testing.assert_allclose(found.p_value, 2 / 24)  # two of the 24 orders are this one-sided
    assert found.slope[0] == 2  # of 1, 2, 3, 3/2, 5/2, 2


def test_the_slope_is_not_moved_by_an_outlier() -> None:
    y = np.arange(9.0)
    y[4] = 1e6
    assert monotone([y], [np.arange(9.0)]).slope[0] == 1


def test_a_level_series_has_no_tau_and_a_slope_of_nought() -> None:
    found = monotone([[5.0] * 6], [np.arange(6.0)])
    assert np.isnan([found.tau[0], found.p_value[0]]).all()
    assert found.slope[0] == 0


def test_too_few_points_say_nothing() -> None:
    found = monotone([[np.nan, 1.0, np.nan], [np.nan] * 3], np.tile(np.arange(3.0), (2, 1)))
    assert np.isnan([found.tau, found.p_value, found.z, found.slope]).all()
    assert found.points.tolist() == [1, 0]


def test_exact_up_to_49_points_and_normal_from_50() -> None:
    rng = np.random.default_rng(3)
    for n, same in ((49, False), (50, True)):
        y = rng.standard_normal((20, n))
        sound, published = (monotone(y, times(y), mode=m) for m in ("sound", "as published"))
        assert np.array_equal(sound.p_value, published.p_value) == same
        np.testing.assert_allclose(sound.p_value, published.p_value, atol=0.02)


@settings(max_examples=100, deadline=None)
@given(PANEL)
def test_no_series_stops_it_nothing_is_changed_and_neighbours_do_not_matter(y: np.ndarray) -> None:
    before = y.copy()
    whole, alone = monotone(y, times(y)), monotone(y[:1], times(y[:1]))
    assert np.array_equal(y, before, equal_nan=True)
    for field in ("tau", "p_value", "z", "slope"):
        np.testing.assert_array_equal(getattr(whole, field)[:1], getattr(alone, field))
    assert not (whole.p_value > 1).any()


@settings(max_examples=50, deadline=None)
@given(PANEL, st.randoms())
def test_order_of_points_does_not_matter_and_upside_down_turns_the_sign(y: np.ndarray, random) -> None:
    order = list(range(y.shape[1]))
    random.shuffle(order)
    plain = monotone(y, times(y))
    mixed, turned = monotone(y[:, order], times(y)[:, order]), monotone(-y, times(y))
    np.testing.assert_allclose(mixed.p_value, plain.p_value, rtol=1e-9)
    np.testing.assert_allclose(mixed.slope, plain.slope, rtol=1e-9)
    np.testing.assert_allclose(turned.tau, -plain.tau, rtol=1e-9)
    np.testing.assert_allclose(turned.p_value, plain.p_value, rtol=1e-9)
