"""Shrunken shares of small areas: toy families, and what holds of any."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn

from ropewalk.stats.shrinkage import marshall, martuzzi

COUNTS = st.one_of(st.floats(-5, 500), st.sampled_from([0.0, np.nan, 1e300]))


def test_a_large_area_keeps_its_own_share_and_a_small_one_is_drawn_in() -> None:
    found = martuzzi([90, 1000, 0, 4000], [100, 10000, 2, 10000])
    assert found.own[2] < found.own[0] < found.own[1] == found.own[3]
    assert 0 < found.value[2] < found.overall[2]


def test_no_more_spread_than_chance_explains_draws_every_area_in() -> None:
    x, n = [10, 11, 9, 10], [100, 100, 100, 100]
    sound, published = (martuzzi(x, n, mode=m) for m in ("sound", "as published"))
    np.testing.assert_allclose(sound.value, 0.1)
    # The program turns areas round: the one with the most events comes out lowest.
    assert published.own[0] < 0
    assert np.argmin(published.value) == 1


def test_rare_events_are_shrunk_as_counts_are() -> None:
    rng = np.random.default_rng(61)
    n = rng.integers(5_000, 50_000, 60)
    x = rng.poisson(n * rng.gamma(4, 1e-3 / 4, 60))
    np.testing.assert_allclose(martuzzi(x, n).value, marshall(x, n).value, rtol=0.02)


def test_more_events_than_people_are_missing_and_leave_the_others_alone() -> None:
    found = martuzzi([5, 200, 7, 9], [100, 100, 100, 100])
    assert np.isnan(found.value).tolist() == [False, True, False, False]
    np.testing.assert_array_equal(found.value[[0, 2, 3]], martuzzi([5, 7, 9], [100] * 3).value)


def test_families_are_alone() -> None:
    x, n = np.array([3, 9, 4, 30]), np.array([50, 60, 40, 90])
    both = martuzzi(np.r_[x, x * 2], np.r_[n, n * 3], ["a"] * 4 + ["b"] * 4)
    np.testing.assert_array_equal(both.value[:4], martuzzi(x, n).value)


@settings(max_examples=60, deadline=None)
@given(hn.arrays(np.float64, st.tuples(st.just(2), st.integers(1, 6)), elements=COUNTS))
def test_shares_stay_between_their_own_and_that_of_all(pair: np.ndarray) -> None:
    before = pair.copy()
    found = martuzzi(pair[0], pair[1])
    assert np.array_equal(pair, before, equal_nan=True)
    known = ~np.isnan(found.value)
    low, high = np.minimum(found.raw, found.overall), np.maximum(found.raw, found.overall)
    assert ((found.value >= low - 1e-12) & (found.value <= high + 1e-12))[known].all()
    assert ((found.own >= 0) & (found.own <= 1))[known].all()
