"""Limits of a greater confidence hold those of a lesser, and leave out nought just when the test says so."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.stats.chart import now
from ropewalk.stats.trend import trend

LEVELS = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999)


def check(lower: list[np.ndarray], upper: list[np.ndarray], p_value: np.ndarray) -> None:
    for wide in range(1, len(LEVELS)):
        assert not (lower[wide] > lower[wide - 1]).any()
        assert not (upper[wide] < upper[wide - 1]).any()
    for at, level in enumerate(LEVELS):
        known = ~np.isnan(p_value) & ~np.isnan(lower[at])
        apart = (lower[at] > 0) | (upper[at] < 0)
        np.testing.assert_array_equal(apart[known], (p_value < 1 - level)[known])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.booleans())
def test_limits_of_a_trend_are_nested(seed: int, limited: bool) -> None:
    rng = np.random.default_rng(seed)
    values = rng.normal(0, 1, (60, 9)).cumsum(axis=1) * rng.random((60, 1)) + rng.normal(0, 1, (60, 9))
    errors = rng.random((60, 9)) + 0.2 if limited else None
    times = np.tile(np.arange(9.0), (60, 1))
    found = [trend(values, times, errors, confidence=level) for level in LEVELS]
    check([one.lower for one in found], [one.upper for one in found], found[0].p_value)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_limits_of_a_chart_are_nested(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.normal(0, 1, (30, 40)) + np.where(rng.random((30, 1)) < 0.5, np.arange(40) / 20, 0)
    months = np.tile(np.arange(40), (30, 1))
    found = [now(values, months, season=12, stretch=6, least=13, confidence=level) for level in LEVELS]
    check([one.lower for one in found], [one.upper for one in found], found[0].p_value)
