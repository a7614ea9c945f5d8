"""What holds of every method whatever it is given: nothing changed, no neighbour touched, no unit matters."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn

from ropewalk.stats.chart import now
from ropewalk.stats.chart_rules import control_chart
from ropewalk.stats.difference import difference
from ropewalk.stats.forecast import drift
from ropewalk.stats.intervals import rate_limits
from ropewalk.stats.multiplicity import benjamini_hochberg
from ropewalk.stats.peers import middle, rank_ranges
from ropewalk.stats.points import non_overlapping
from ropewalk.stats.trend import trend

WILD = st.one_of(
    st.floats(-1e6, 1e6), st.sampled_from([0.0, 1.0, 1.0, np.nan, np.inf, -np.inf, 1e300, -1e300, 5e-324])
)
PANEL = hn.arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 12)), elements=WILD)


def times(y: np.ndarray) -> np.ndarray:
    return np.tile(np.arange(float(y.shape[1])), (len(y), 1))


@settings(max_examples=200, deadline=None)
@given(PANEL)
def test_no_series_however_bad_stops_a_method(y: np.ndarray) -> None:
    t = times(y)
    assert trend(y, t, np.abs(y)).p_value.shape == (len(y),)
    trend(y, y, y)
    now(y, t, season=4, stretch=2, least=3)
    drift(y, t, 2.0)
    control_chart(y)
    difference(y, y, y, y, y, y)
    middle(y, y, y)
    rank_ranges(np.zeros(y.size, int), y.ravel(), y.ravel(), y.ravel())
    benjamini_hochberg(np.clip(np.nan_to_num(y.ravel(), nan=0.5), 0, 1))
    rate_limits(y, np.abs(y))
    non_overlapping(y, y + 1)


@settings(max_examples=50, deadline=None)
@given(PANEL)
def test_inputs_stay_as_they_were(y: np.ndarray) -> None:
    before, t = y.copy(), times(y)
    trend(y, t, y)
    now(y, t, season=4, stretch=2, least=3)
    drift(y, t, 1.0)
    control_chart(y)
    middle(y, y, y)
    difference(y, y, y, y, y, y)
    assert np.array_equal(y, before, equal_nan=True)
    assert np.array_equal(t, times(y))


@settings(max_examples=50, deadline=None)
@given(PANEL)
def test_a_bad_neighbour_changes_nothing(y: np.ndarray) -> None:
    good = np.random.default_rng(1).normal(50, 3, (1, y.shape[1]))
    both = np.vstack([good, y])
    for method in (
        lambda a: trend(a, times(a), np.ones_like(a)).p_value,
        lambda a: now(a, times(a), season=4, stretch=2, least=3).p_value,
        lambda a: drift(a, times(a), 2.0).mean,
        lambda a: control_chart(a).upper,
    ):
        np.testing.assert_allclose(method(both)[0], method(good)[0], rtol=1e-9, equal_nan=True)


@pytest.mark.parametrize("scale", [1e-9, -1.0, 1e12])
def test_the_unit_does_not_matter(scale: float) -> None:
    rng = np.random.default_rng(2)
    y = rng.normal(0, 1, (50, 10)) + np.linspace(0, 3, 10)
    errors = rng.uniform(0.2, 0.6, y.shape)
    plain, scaled = trend(y, times(y), errors), trend(scale * y + 7 * scale, times(y), abs(scale) * errors)
    np.testing.assert_allclose(scaled.p_value, plain.p_value, rtol=1e-6)
    np.testing.assert_allclose(scaled.slope, scale * plain.slope, rtol=1e-6)
    monthly = rng.normal(0, 1, (20, 36))
    one, two = (now(a, times(a), season=12, stretch=6, least=25) for a in (monthly, scale * monthly))
    np.testing.assert_allclose(two.p_value, one.p_value, rtol=1e-6)


@settings(max_examples=50, deadline=None)
@given(st.permutations(list(range(8))))
def test_order_of_places_does_not_matter_for_ranks(order: list[int]) -> None:
    value = np.array([1.0, 4, 4, 2, 9, np.nan, 3, 8])
    low, high = value - 1, value + np.array([1, 1, 0.2, 3, 1, 1, 1, 1])
    plain = rank_ranges([0] * 8, value, low, high)
    mixed = rank_ranges([0] * 8, value[order], low[order], high[order])
    assert mixed.low.tolist() == plain.low[order].tolist()
    assert mixed.high.tolist() == plain.high[order].tolist()
