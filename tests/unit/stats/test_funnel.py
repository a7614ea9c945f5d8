"""Funnels, where a formula alone goes wrong."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn

from ropewalk.stats.funnel import expected_band, plotted_sizes, proportion_band, ratio_band, significance
from ropewalk.stats.intervals import proportion_limits


def test_a_place_like_the_others_is_inside_and_a_far_one_outside() -> None:
    found = significance([50, 50, 50, 90], [100, 100, 100, 100], kind="proportion")
    assert found.pooled[0] == 0.6
    assert found.words()[0].tolist() == ["Low (0.025)"] * 3 + ["High (0.001)"]


def test_one_missing_place_leaves_the_others_their_verdict() -> None:
    x, n = [50, 50, np.nan, 90], [100, 100, 100, 100]
    sound, published = (significance(x, n, kind="proportion", mode=m) for m in ("sound", "as published"))
    assert sound.words()[0].tolist()[2:] == ["Cannot say", "High (0.001)"]
    assert set(published.words()[0]) == {"Cannot say"}


def test_few_events_of_a_standardised_rate_are_not_tested() -> None:
    found = significance([0, 9, 1000], [np.nan, 900, 900], kind="rate", least_events=10)
    assert found.label[0].tolist() == [6, 6, 5]


def test_what_is_no_count_is_no_verdict() -> None:
    found = significance([-1, 11, 5, 5, np.nan], [10, 10, 0, np.nan, np.nan], kind="proportion")
    assert not found.label.any()


def test_each_funnel_has_its_own_middle() -> None:
    found = significance([[10, 10], [90, 90]], [[100, 100], [100, 100]], kind="rate")
    assert found.pooled.tolist() == [0.1, 0.9]
    assert (found.label == 1).all()


def test_a_funnel_per_thousand_ends_at_a_thousand() -> None:
    assert proportion_band(0.5, 2, multiplier=1000).upper == 1000
    assert proportion_band(0.5, 2, multiplier=1000, mode="as published").upper == 100


def test_no_events_have_no_ratio_to_draw() -> None:
    assert np.isnan([ratio_band([0.0, np.nan]).lower, ratio_band([0.0, np.nan]).upper]).all()
    assert expected_band([0.0]).lower[0] == 0
    assert round(expected_band([0.0]).upper[0], 4) == 3.6889


def test_hundred_sizes_rise_from_least_to_most() -> None:
    sizes = plotted_sizes([3.0, 900.0], [15_000.0, 1_000.0], kind="proportion")
    assert sizes.shape == (2, 100)
    assert (np.diff(sizes) >= 1).all()
    assert sizes[0, 0] == 1
    assert sizes[1, 0] == 800


@given(st.integers(0, 300), st.integers(1, 300), st.floats(0.01, 0.99))
def test_outside_the_band_is_where_wilsons_limits_leave_the_middle_out(x: int, n: int, p: float) -> None:
    x = min(x, n)
    own, band = proportion_limits(x, n), proportion_band(p, n)
    if np.abs([own.lower - p, own.upper - p]).min() > 1e-9:
        assert ((own.lower <= p) & (p <= own.upper)) == (
            (p * 0 + x / n >= band.lower) & (x / n <= band.upper)
        )


@settings(max_examples=50, deadline=None)
@given(hn.arrays(np.float64, (2, 6), elements=st.integers(0, 200).map(float)), st.permutations(range(6)))
def test_the_order_of_places_does_not_matter(x: np.ndarray, order: list[int]) -> None:
    n = np.full(x.shape, 200.0)
    for kind in ("proportion", "rate", "ratio"):
        plain, mixed = (significance(a, n, kind=kind) for a in (x, x[:, order]))  # type: ignore[arg-type]
        np.testing.assert_array_equal(mixed.label, plain.label[:, order])


@given(st.floats(0.5, 1e5), st.floats(0.5, 0.99), st.floats(0.001, 0.009))
def test_surer_limits_are_wider(x: float, confidence: float, more: float) -> None:
    narrow, wide = ratio_band([x], confidence=confidence), ratio_band([x], confidence=confidence + more)
    assert wide.lower[0] < narrow.lower[0] < 1.0001 * narrow.upper[0]
    assert narrow.upper[0] < wide.upper[0]
