"""A place among others."""

import numpy as np

from ropewalk.stats.peers import middle, rank_ranges, standing

NONE = np.nan


def test_median_needs_three_peers() -> None:
    nothing = np.full((2, 3), NONE)
    found = middle([[1, 5, NONE], [1, 5, 9]], nothing, nothing)
    assert np.isnan(found.median[0])
    assert found.median[1] == 5
    assert found.peers.tolist() == [2, 3]
    assert np.isnan(found.lower).all()


def test_median_of_an_even_number_lies_between() -> None:
    values = np.array([[4.0, 1, 3, 2]])
    found = middle(values, values - 0.5, values + 1)
    assert (found.median[0], found.lower[0], found.upper[0]) == (2.5, 2.0, 3.5)


def test_peers_without_limits_are_left_out_of_a_median_with_limits() -> None:
    # The fourth peer has no limits; with it the median would be 2.5.
    found = middle([[1.0, 2, 3, 9]], [[0.5, 1.5, 2.5, NONE]], [[1.5, 2.5, 3.5, NONE]])
    assert (found.median[0], found.lower[0], found.upper[0]) == (2, 1.5, 2.5)


def test_standing_counts_only_peers_with_values() -> None:
    found = standing([5.0], [[1, 5, 9, NONE, 2]])
    assert (found.above[0], found.level[0], found.below[0]) == (2, 1, 1)


def test_ranks_that_cannot_be_told_apart_are_a_range() -> None:
    value = [10.0, 8.0, 7.5, 1.0]
    found = rank_ranges([0] * 4, value, [9, 7, 7, 0], [11, 9.5, 8, 2])
    # The first may be second, as 9.5 reaches above 9; the last is last.
    assert list(zip(found.low.tolist(), found.high.tolist(), strict=True)) == [(1, 2), (1, 3), (2, 3), (4, 4)]
    assert found.of.tolist() == [4] * 4


def test_ties_without_limits_share_their_ranks() -> None:
    nothing = [NONE] * 4
    found = rank_ranges([0] * 4, [3.0, 3.0, 1.0, 5.0], nothing, nothing)
    assert found.low.tolist() == [2, 2, 4, 1]
    assert found.high.tolist() == [3, 3, 4, 1]


def test_groups_do_not_mix_and_missing_values_do_not_count() -> None:
    nothing = [NONE] * 5
    found = rank_ranges([7, 7, 9, 9, 9], [1.0, 2.0, 5.0, NONE, 4.0], nothing, nothing)
    assert found.low.tolist() == [2, 1, 1, 0, 2]
    assert found.of.tolist() == [2, 2, 2, 0, 2]


def test_sums_of_ranks_do_not_wrap() -> None:
    size = 100_000
    found = rank_ranges(np.zeros(size, np.int8), np.arange(size) * 1.0, [NONE] * size, [NONE] * size)
    assert found.low.sum() == size * (size + 1) // 2  # beyond 32 bits
