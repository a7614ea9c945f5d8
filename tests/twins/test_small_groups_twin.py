"""Differences, middles and limits again, one at a time with Python's own numbers; any number may be given."""

from math import erfc, inf, isfinite, isnan, log, nan, sqrt
from statistics import median

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from ropewalk.stats.difference import difference
from ropewalk.stats.intervals import proportion_limits, rate_limits
from ropewalk.stats.peers import middle, standing
from ropewalk.stats.standard_errors import Scale, from_limits

Z = 1.959963984540054
NUMBER = st.one_of(
    st.sampled_from([nan, inf, -inf, 0.0, -0.0, 5e-324, 1e300, -1e300, 1.0, 2.0, 3.0]), st.floats(-50, 50)
)
SIDE = st.tuples(NUMBER, NUMBER, NUMBER)


def clean(value: float) -> float:
    return nan if not abs(value) < 1e100 else 0.0 if abs(value) < 1e-100 else value


def fitted(value: float, low: float, high: float) -> tuple[float, float]:
    slack = 0.05 * (high - low)
    fits = high >= low and low - slack <= value <= high + slack
    return (min(low, value), max(high, value)) if fits else (nan, nan)


def slow_difference(first: tuple[float, ...], second: tuple[float, ...]) -> tuple[float, ...]:
    (a, la, ua), (b, lb, ub) = (tuple(map(clean, side)) for side in (first, second))
    (la, ua), (lb, ub) = fitted(a, la, ua), fitted(b, lb, ub)
    down, up = sqrt((a - la) ** 2 + (ub - b) ** 2), sqrt((ua - a) ** 2 + (b - lb) ** 2)
    if not down + up > 0:
        return a - b, nan, nan, nan
    side = down if a > b else up
    p_value = erfc(abs(a - b) / side * Z / sqrt(2)) if side else float(a == b)
    return a - b, a - b - down, a - b + up, p_value


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(SIDE, SIDE), max_size=8))
def test_fast_and_slow_differences_agree(pairs: list[tuple[tuple[float, ...], tuple[float, ...]]]) -> None:
    table = np.array(pairs, dtype=np.float64).reshape(len(pairs), 6).T
    found = difference(*table)
    numbers = np.stack([found.difference, found.lower, found.upper, found.p_value], axis=1)
    expected = np.array([slow_difference(*pair) for pair in pairs]).reshape(-1, 4)
    np.testing.assert_allclose(numbers, expected, rtol=1e-12, atol=1e-300)


def slow_middle(row: list[tuple[float, ...]]) -> tuple[float, float, float, int]:
    held = [(v, low, high) for v, low, high in (tuple(map(clean, peer)) for peer in row) if not isnan(v)]
    limited = [peer for peer in held if peer[1] <= peer[0] <= peer[2]]
    if len(limited) >= 3 and 2 * len(limited) >= len(held):
        ends = [median(peer[at] for peer in limited) for at in range(3)]
        return ends[0], ends[1], ends[2], len(held)
    return (median(peer[0] for peer in held) if len(held) >= 3 else nan), nan, nan, len(held)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 12).flatmap(lambda n: st.lists(st.lists(SIDE, min_size=n, max_size=n), max_size=4)))
def test_fast_and_slow_middles_agree(rows: list[list[tuple[float, ...]]]) -> None:
    width = len(rows[0]) if rows else 0
    panels = np.array(rows, dtype=np.float64).reshape(len(rows), width, 3)
    found = middle(panels[:, :, 0], panels[:, :, 1], panels[:, :, 2])
    numbers = np.stack([found.median, found.lower, found.upper, found.peers], axis=1)
    expected = np.array([slow_middle(row) for row in rows]).reshape(-1, 4)
    np.testing.assert_allclose(numbers, expected, rtol=1e-12)
    own = np.arange(len(rows)) - 1.0
    stands = standing(own, panels[:, :, 0])
    for at, row in enumerate(rows):
        values = [clean(peer[0]) for peer in row]
        assert stands.above[at] == sum(own[at] > value for value in values)
        assert stands.level[at] == sum(own[at] == value for value in values)
        assert stands.below[at] == sum(own[at] < value for value in values)


def test_middles_of_few_and_of_many_peers_are_those_of_sorted_lists() -> None:
    rng = np.random.default_rng(6)
    for peers in (3, 40, 41, 500):
        values = rng.integers(0, 30, (20, peers)).astype(float)
        found = middle(values, values - 1, values + 2)
        np.testing.assert_array_equal(found.median, np.median(values, axis=1))
        np.testing.assert_array_equal(found.upper, np.median(values + 2, axis=1))


def slow_rate(x: float, n: float) -> tuple[float, float, float]:
    x, n = clean(x), clean(n)
    if not (x >= 0 and n > 0):
        return nan, nan, nan
    if x < 10:
        low = chi2.ppf(0.025, 2 * x) / 2 if x > 0 else 0.0
        return x / n, low / n, chi2.ppf(0.975, 2 * x + 2) / 2 / n
    low = x * (1 - 1 / (9 * x) - Z / (3 * sqrt(x))) ** 3
    return x / n, low / n, (x + 1) * (1 - 1 / (9 * (x + 1)) + Z / (3 * sqrt(x + 1))) ** 3 / n


def slow_share(x: float, n: float) -> tuple[float, float, float]:
    x, n = clean(x), clean(n)
    if not (0 <= x <= n and n > 0):
        return nan, nan, nan
    p = x / n
    centre, half = (p + Z**2 / (2 * n)) / (1 + Z**2 / n), Z * sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    return p, max(centre - half / (1 + Z**2 / n), 0.0), min(centre + half / (1 + Z**2 / n), 1.0)


COUNT = st.one_of(
    st.integers(0, 60).map(float), st.sampled_from([nan, inf, -1.0, 2.5, 9.999, 10.0, 1e6, 5e-324])
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(COUNT, COUNT), max_size=8))
def test_fast_and_slow_limits_agree(counts: list[tuple[float, float]]) -> None:
    table = np.array(counts, dtype=np.float64).reshape(len(counts), 2).T
    for fast, slow in ((rate_limits, slow_rate), (proportion_limits, slow_share)):
        found = fast(table[0], table[1])
        numbers = np.stack([found.value, found.lower, found.upper], axis=1)
        expected = np.array([slow(*pair) for pair in counts]).reshape(-1, 3)
        np.testing.assert_allclose(numbers, expected, rtol=1e-9, atol=1e-12)
        assert not any(isfinite(low) and low < 0 for low in found.lower)


def slow_error(side: tuple[float, ...], scale: Scale, m: float) -> float:
    v, low, high = map(clean, side)
    slack = 0.05 * (high - low)
    if not (high > low and low - slack <= v <= high + slack):
        return nan
    if scale == "log" and low > 0 and v > 0:
        return v * (log(high) - log(low)) / (2 * Z)
    if scale == "logit" and low > 0 and high < m and 0 < v < m:
        return v * (1 - v / m) * (log(high / (m - high)) - log(low / (m - low))) / (2 * Z)
    return (high - low) / (2 * Z)


@settings(max_examples=300, deadline=None)
@given(st.lists(SIDE, max_size=8), st.sampled_from([1.0, 40.0]))
def test_fast_and_slow_errors_agree(sides: list[tuple[float, ...]], m: float) -> None:
    v, low, high = np.array(sides, dtype=np.float64).reshape(len(sides), 3).T
    scales: tuple[Scale, ...] = ("natural", "log", "logit")
    for scale in scales:
        found = from_limits(v, low, high, scale=scale, multiplier=m)
        expected = [slow_error(side, scale, m) for side in sides]
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-300)
