"""What holds of every rate, index and table of lives whatever it is given."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn

from ropewalk.stats.adjusted import adjust
from ropewalk.stats.aggregates import grouped_proportion, grouped_rate, mean_limits
from ropewalk.stats.concentration import concentration_index
from ropewalk.stats.indirect import indirect_rate, indirect_ratio
from ropewalk.stats.inequality import slope_index
from ropewalk.stats.life_expectancy import AGES, LEAST_PEOPLE, life_expectancy
from ropewalk.stats.modes import Mode
from ropewalk.stats.quantiles import quantiles
from ropewalk.stats.shrinkage import marshall
from ropewalk.stats.standardised import LEAST_EVENTS, direct_rate, direct_rate_of_repeated_events
from ropewalk.stats.two_groups import odds_ratio, rate_ratio, two_proportions

WILD = st.one_of(
    st.floats(-1e6, 1e6),
    st.sampled_from([0.0, 1.0, 7.0, np.nan, np.inf, -np.inf, 1e99, 1e300, -1e300, 5e-324]),
)
PANEL = hn.arrays(np.float64, st.tuples(st.integers(1, 3), st.integers(1, 6)), elements=WILD)
MODES: tuple[Mode, ...] = ("sound", "as published")
COUNTS = hn.arrays(np.int64, (4, 5), elements=st.integers(0, 40))


def every_method(a: np.ndarray, b: np.ndarray) -> None:
    flat, other, group = a.ravel(), b.ravel(), np.arange(a.size) // 2
    for mode in MODES:
        grouped_rate(flat, other, group, mode=mode)
        grouped_proportion(flat, other, group, mode=mode)
        direct_rate(a, b, np.abs(a), mode=mode)
        direct_rate_of_repeated_events(a[:, None, :], [2], b, b, mode=mode)
        indirect_rate(a, b, b, a, mode=mode)
        indirect_ratio(a, b, a, b, mode=mode)
        quantiles(flat, group, parts=2, mode=mode)
        concentration_index(flat, other, np.abs(flat), group, mode=mode)
        lives = np.resize(a, (2, len(AGES)))
        life_expectancy(lives, np.resize(b, lives.shape), mode=mode)
        for scale in ("natural", "log", "logit"):
            for transform in (False, True):
                slope_index(a, b, a, b, scale=scale, transform=transform, mode=mode)  # type: ignore[arg-type]
        two_proportions(flat, other, other, flat, mode=mode)
    odds_ratio(flat, other, other, flat)
    rate_ratio(flat, other, other, flat)
    mean_limits(flat, group)
    marshall(flat, other, group)
    adjust(np.clip(np.nan_to_num(flat, nan=0.5), 0, 1), group, rule="holm")


@settings(max_examples=60, deadline=None)
@given(PANEL)
def test_no_numbers_however_bad_stop_a_method_or_are_changed(a: np.ndarray) -> None:
    b = np.roll(a, 1)
    before, other = a.copy(), b.copy()
    every_method(a, b)
    np.testing.assert_array_equal(a, before)
    np.testing.assert_array_equal(b, other)


@settings(max_examples=40, deadline=None)
@given(COUNTS, st.permutations(range(5)))
def test_the_order_of_bands_does_not_matter(x: np.ndarray, order: list[int]) -> None:
    n, w = x + 50, np.arange(1, 6) * 100
    plain, mixed = direct_rate(x, n, w), direct_rate(x[:, order], n[:, order], w[order])
    np.testing.assert_allclose(mixed.lower, plain.lower, rtol=1e-12)
    plain_ratio, mixed_ratio = (
        indirect_ratio(x, n, w, 9 * w),
        indirect_ratio(x[:, order], n[:, order], w[order], 9 * w[order]),
    )
    np.testing.assert_allclose(mixed_ratio.value, plain_ratio.value, rtol=1e-12)


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(12)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    rng = np.random.default_rng(1)
    group, x = np.arange(12) % 3, rng.integers(0, 9, 12)
    n, rank = x + 20, rng.integers(0, 3, 12)
    rate = grouped_rate(x, n, group)
    np.testing.assert_allclose(grouped_rate(x[order], n[order], group[order]).upper, rate.upper, rtol=1e-12)
    index = concentration_index(x + 1, rank, n, group).relative
    mixed = concentration_index(x[order] + 1, rank[order], n[order], group[order]).relative
    np.testing.assert_allclose(mixed, index, rtol=1e-9, atol=1e-12)
    fifths = quantiles(x, group, parts=2)
    assert quantiles(x[order], group[order], parts=2).tolist() == fifths[order].tolist()
    shrunk = marshall(x, n, group).value
    np.testing.assert_allclose(marshall(x[order], n[order], group[order]).value, shrunk[order], rtol=1e-9)


@settings(max_examples=40, deadline=None)
@given(hn.arrays(np.int64, 12, elements=st.integers(0, 20)))
def test_regrouping_parts_leaves_the_whole(x: np.ndarray) -> None:
    fine, coarse = np.arange(12) // 2, np.arange(12) // 6
    parts = grouped_rate(x, x + 5, fine)
    twice, once = (
        grouped_rate(parts.events, parts.population, np.arange(6) // 3),
        grouped_rate(x, x + 5, coarse),
    )
    np.testing.assert_array_equal(twice.upper, once.upper)


@pytest.mark.parametrize("scale", [1e-6, 3.0, 1e9])
def test_the_unit_of_a_standard_population_or_of_people_does_not_matter(scale: float) -> None:
    rng = np.random.default_rng(2)
    n, w = rng.integers(50, 99, (9, 5)), rng.integers(1, 9, 5)
    x = rng.poisson(n * 0.1)
    plain, scaled = direct_rate(x, n, w), direct_rate(x, n, w * scale)
    np.testing.assert_allclose(scaled.lower, plain.lower, rtol=1e-9)
    value, half = rng.uniform(0.2, 0.4, (9, 5)), 0.05
    index, of_more = (slope_index(value, value - half, value + half, n * s) for s in (1, scale))
    np.testing.assert_allclose(of_more.ratio_upper, index.ratio_upper, rtol=1e-9)
    larger = slope_index(value * scale, (value - half) * scale, (value + half) * scale, n)
    np.testing.assert_allclose(larger.slope_lower, index.slope_lower * scale, rtol=1e-9)
    np.testing.assert_allclose(larger.ratio_lower, index.ratio_lower, rtol=1e-9)


def limits(found: object, name: str = "value") -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    stem = {"value": "", "difference": "", "ratio": "ratio_", "slope": "slope_"}[name]
    if not hasattr(found, f"{stem}lower"):
        stem = ""
    return getattr(found, f"{stem}lower"), getattr(found, name), getattr(found, f"{stem}upper")


def lives(x: np.ndarray, confidence: float) -> object:
    deaths = np.resize(x, (2, len(AGES))) + 1
    return life_expectancy(deaths, np.full(deaths.shape, 400), confidence=confidence)


def slopes(x: np.ndarray, confidence: float) -> object:
    value = 0.3 + x / 200
    return slope_index(value, value - 0.1, value + 0.1, x + 50, scale="logit", confidence=confidence)


@settings(max_examples=40, deadline=None)
@given(COUNTS, st.floats(0.8, 0.97), st.floats(0.002, 0.02))
def test_limits_hold_the_value_and_widen_with_confidence(x: np.ndarray, c: float, more: float) -> None:
    n, flat = x + 50, x.ravel()
    methods: list[tuple[Callable[[float], object], str]] = [
        (lambda c: direct_rate(x, n, [1, 2, 3, 2, 1], confidence=c), "value"),
        (lambda c: indirect_rate(x, n, [1, 2, 3, 4, 5], [90] * 5, confidence=c), "value"),
        (lambda c: grouped_rate(flat, n.ravel(), np.arange(20) % 3, confidence=c), "value"),
        (lambda c: mean_limits(flat, np.arange(20) % 3, confidence=c), "value"),
        (lambda c: lives(x, c), "value"),
        (lambda c: slopes(x, c), "slope"),
        (lambda c: slopes(x, c), "ratio"),
        (lambda c: two_proportions(x[0], n[0], x[1], n[1], confidence=c), "difference"),
        (lambda c: rate_ratio(x[0] + 1, n[0], x[1] + 1, n[1], confidence=c), "ratio"),
    ]
    for method, name in methods:
        low, value, high = limits(method(c), name)
        wide_low, _, wide_high = limits(method(c + more), name)
        known = ~np.isnan(value) & ~np.isnan(wide_low)
        room = 1e-9 * (1 + np.abs(value[known]))
        assert (low[known] <= value[known] + room).all()
        assert (value[known] <= high[known] + room).all()
        assert (wide_low[known] <= low[known] + room).all()
        assert (wide_high[known] >= high[known] - room).all()


@settings(max_examples=60, deadline=None)
@given(hn.arrays(np.int64, (6, 3), elements=st.integers(0, 5)), st.integers(0, 2), st.floats(0.5, 0.999))
def test_a_withheld_rate_stays_so_with_fewer_events_or_other_confidence(
    x: np.ndarray, band: int, confidence: float
) -> None:
    found = direct_rate(x, np.full(x.shape, 99), [1, 1, 1])
    assert found.suppressed.tolist() == (x.sum(axis=1) < LEAST_EVENTS).tolist()
    fewer = x.copy()
    fewer[:, band] = np.maximum(fewer[:, band] - 1, 0)
    again = direct_rate(fewer, np.full(x.shape, 99), [1, 1, 1], confidence=confidence)
    assert (again.suppressed >= found.suppressed).all()
    hidden = again.suppressed
    assert np.isnan([again.value[hidden], again.lower[hidden], again.upper[hidden]]).all()


@settings(max_examples=40, deadline=None)
@given(st.integers(5, 400), st.integers(1, 30), st.floats(0.5, 0.999))
def test_a_withheld_expectancy_stays_so_at_any_confidence(size: int, last: int, confidence: float) -> None:
    people = np.full((1, len(AGES)), size)
    deaths = np.minimum(np.r_[np.zeros(len(AGES) - 1), last], size)[None]
    first, other = life_expectancy(deaths, people), life_expectancy(deaths, people, confidence=confidence)
    assert first.suppressed.tolist() == other.suppressed.tolist()
    assert first.suppressed.all() or size * len(AGES) > LEAST_PEOPLE
    for found in (first, other):
        for numbers in (found.value, found.lower, found.upper):
            assert np.isnan(numbers[found.suppressed]).all()


@settings(max_examples=40, deadline=None)
@given(hn.arrays(np.float64, 9, elements=st.floats(0, 1)))
def test_adjusted_p_values_are_no_smaller_and_keep_their_order(p: np.ndarray) -> None:
    order = np.argsort(p, kind="stable")
    for rule in ("benjamini-hochberg", "benjamini-yekutieli", "holm", "hochberg", "bonferroni"):
        q = adjust(p, rule=rule)  # type: ignore[arg-type]
        assert (q >= p - 1e-15).all()
        assert (np.diff(q[order]) >= -1e-15).all()
    assert (adjust(p, rule="holm") <= adjust(p, rule="bonferroni")).all()
    assert (adjust(p, rule="hochberg") <= adjust(p, rule="holm")).all()


@settings(max_examples=30, deadline=None)
@given(COUNTS)
def test_groups_swapped_turn_the_comparison_over(x: np.ndarray) -> None:
    a, n, b, m = x[0], x[0] + x[1] + 1, x[2], x[2] + x[3] + 1
    there, back = odds_ratio(a, n, b, m), odds_ratio(b, m, a, n)
    np.testing.assert_allclose(there.p_value, back.p_value, rtol=1e-6)
    np.testing.assert_allclose(
        two_proportions(a, n, b, m).lower, -two_proportions(b, m, a, n).upper, atol=1e-12
    )
    np.testing.assert_allclose(rate_ratio(a, n, b, m).p_value, rate_ratio(b, m, a, n).p_value, rtol=1e-6)
