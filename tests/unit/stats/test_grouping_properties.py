"""Rows put into groups: their order, groups of groups, and what is hidden staying hidden."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn
from method_cases import Case
from method_register import CASES

from ropewalk.stats.aggregates import grouped_proportion, grouped_rate, mean_limits
from ropewalk.stats.indirect import indirect_ratio
from ropewalk.stats.standardised import direct_rate

LONG = [
    pytest.param(case, id=case.method)
    for case in CASES
    # The regression of the program takes people of equal rank in row order, and is kept as published.
    if case.unit in ("group", "member") and not case.method.startswith("concentration_regression")
]
# A mean of hidden rows, or a rate with a hidden part, is hidden; a rank or quantile is another's business.
STRICT = {
    "aggregates.grouped_rate": ("events", "population"),
    "aggregates.grouped_proportion": ("successes", "trials"),
    "aggregates.mean_limits": ("values",),
    "standardised.direct_rate": ("events",),
    "standardised.direct_rate_of_repeated_events": ("people",),
    "indirect.indirect_rate": ("events", "population", "reference_events"),
    "indirect.indirect_ratio": ("events", "population", "reference_events"),
    "life_expectancy.life_expectancy": ("deaths", "population"),
    "inequality.slope_index": ("value", "lower", "upper", "population"),
    "concentration.concentration_index": ("outcome", "rank", "weight"),
    "two_groups.two_proportions": ("first", "second_of"),
    "two_groups.rate_ratio": ("first", "second_time"),
    "difference.difference": ("first", "second_lower"),
    "standard_errors.from_limits": ("value", "upper"),
    "intervals.rate_limits": ("events", "population"),
    "intervals.proportion_limits": ("successes", "trials"),
}
COUNTS = hn.arrays(np.int64, 12, elements=st.integers(0, 20))


@pytest.mark.parametrize("case", LONG)
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), data=st.data())
def test_the_order_of_rows_does_not_matter(case: Case, seed: int, data: st.DataObject) -> None:
    arrays = case.make(np.random.default_rng(seed), 4)
    rows = len(next(iter(arrays.values())))
    order = np.array(data.draw(st.permutations(range(rows))))
    plain, mixed = case.call(arrays), case.call({name: a[order] for name, a in arrays.items()})
    for name, a in plain.items():
        wanted = a[order] if case.unit == "member" else a
        np.testing.assert_allclose(mixed[name], wanted, rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("method", [grouped_rate, grouped_proportion])
@settings(max_examples=20, deadline=None)
@given(x=COUNTS)
def test_groups_of_groups_are_groups(method: Callable, x: np.ndarray) -> None:
    n = x + 5
    parts = method(x, n, np.arange(12) // 2)
    twice = method(parts.events, parts.population, np.arange(6) // 3)
    once = method(x, n, np.arange(12) // 6)
    for name in ("events", "population", "value", "lower", "upper"):
        np.testing.assert_array_equal(getattr(twice, name), getattr(once, name))


@settings(max_examples=20, deadline=None)
@given(x=COUNTS)
def test_a_mean_of_means_of_equal_groups_is_the_mean(x: np.ndarray) -> None:
    parts = mean_limits(x, np.arange(12) // 3)
    twice = mean_limits(parts.value, np.arange(4) // 2)
    np.testing.assert_allclose(twice.value, mean_limits(x, np.arange(12) // 6).value, rtol=1e-12)
    np.testing.assert_allclose(parts.total, parts.value * parts.count)


@settings(max_examples=20, deadline=None)
@given(x=hn.arrays(np.int64, (3, 6), elements=st.integers(0, 30)), cut=st.integers(1, 5))
def test_a_band_split_into_bands_of_equal_rates_changes_no_standardised_rate(x: np.ndarray, cut: int) -> None:
    n, w = np.full(x.shape, 400.0), np.arange(1.0, 7)
    share = cut / 6
    halves = np.concatenate([np.stack([x * share, x * (1 - share)], axis=2).reshape(3, 12)])
    people = np.stack([n * share, n * (1 - share)], axis=2).reshape(3, 12)
    weights = np.stack([w * share, w * (1 - share)], axis=1).ravel()
    whole, split = direct_rate(x, n, w), direct_rate(halves, people, weights)
    np.testing.assert_allclose(split.value, whole.value, rtol=1e-12)
    known, apart = indirect_ratio(x, n, w, 90 * w), indirect_ratio(halves, people, weights, 90 * weights)
    np.testing.assert_allclose(apart.upper, known.upper, rtol=1e-12)


@pytest.mark.parametrize("case", [pytest.param(c, id=c.method) for c in CASES if c.method in STRICT])
@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), data=st.data())
def test_hiding_more_brings_no_number_back(case: Case, seed: int, data: st.DataObject) -> None:
    rng = np.random.default_rng(seed)
    some = case.make(rng, 6)
    for name in STRICT[case.method]:
        some[name][rng.random(some[name].shape) < 0.15] = np.nan
    more = {name: a.copy() for name, a in some.items()}
    name = data.draw(st.sampled_from(STRICT[case.method]))
    more[name][rng.random(more[name].shape) < 0.3] = np.nan
    before, after = case.call(some), case.call(more)
    for answer in case.answers:
        assert np.isnan(after[answer][np.isnan(before[answer])]).all(), answer


def test_the_strict_methods_are_all_cases() -> None:
    assert set(STRICT) <= {case.method for case in CASES}
