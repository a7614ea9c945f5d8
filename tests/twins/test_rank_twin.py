"""Rank ranges and medians again, by comparing every pair."""

import statistics

import numpy as np

from ropewalk.stats.peers import middle, rank_ranges


def slow_rank(own: tuple[float, float], others: list[tuple[float, float]]) -> tuple[int, int, int]:
    higher = sum(low > own[1] for low, _ in others)
    lower = sum(high < own[0] for _, high in others)
    return 1 + higher, 1 + len(others) - lower, 1 + len(others)


def test_fast_and_slow_ranks_agree() -> None:
    rng = np.random.default_rng(12)
    size = 300
    group = rng.integers(0, 7, size)
    value = rng.integers(0, 40, size) / 2.0  # many ties
    half = rng.choice([0.0, 0.5, 1.5, 4.0], size)
    low, high = value - half, value + half
    low[rng.random(size) < 0.2] = np.nan
    value[rng.random(size) < 0.1] = np.nan
    found = rank_ranges(group, value, low, high)
    for i in range(size):
        if np.isnan(value[i]):
            assert (found.low[i], found.high[i], found.of[i]) == (0, 0, 0)
            continue
        ends = [
            (value[j], value[j]) if np.isnan(low[j]) else (low[j], high[j])
            for j in [
                i,
                *(j for j in range(size) if j != i and group[j] == group[i] and not np.isnan(value[j])),
            ]
        ]
        assert (found.low[i], found.high[i], found.of[i]) == slow_rank(ends[0], ends[1:])


def test_fast_and_slow_medians_agree() -> None:
    rng = np.random.default_rng(13)
    values = rng.normal(size=(50, 8))
    values[rng.random(values.shape) < 0.4] = np.nan
    found = middle(values, values - 1, values + 2)
    for row, median in zip(values, found.median, strict=True):
        kept = [v for v in row if np.isfinite(v)]
        if len(kept) < 3:
            assert np.isnan(median)
        else:
            np.testing.assert_allclose(median, statistics.median(kept), rtol=1e-12)
