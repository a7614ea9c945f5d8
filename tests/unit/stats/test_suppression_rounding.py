"""Rounded tables: what is rounded, which way, and what their totals do."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn

from ropewalk.stats.rounding import round_parts, round_table
from ropewalk.stats.suppression_tables import with_totals

INNER = hn.arrays(np.int64, (3, 3), elements=st.integers(0, 9))


@settings(max_examples=40, deadline=None)
@given(INNER)
def test_totals_of_a_rounded_table_add_up_and_are_not_small(inner: np.ndarray) -> None:
    found = round_table(inner).counts
    np.testing.assert_array_equal(found, with_totals(found[:-1, :-1]))
    assert not ((found > 0) & (found < 5)).any()
    assert (found[:-1, :-1][inner == 0] == 0).all()
    assert (found[:-1, :-1][inner >= 5] == inner[inner >= 5]).all()


@settings(max_examples=15, deadline=None)
@given(hn.arrays(np.int64, (2, 3), elements=st.integers(0, 7)), st.sampled_from(["small", "all"]))
def test_no_other_way_of_rounding_moves_totals_less(inner: np.ndarray, which: str) -> None:
    found = round_table(inner, which=which)  # type: ignore[arg-type]
    loose = ((inner > 0) & (inner < 5)) if which == "small" else inner % 5 > 0
    least = np.inf
    for ups in itertools.product([0, 5], repeat=int(loose.sum())):
        other = inner.copy()
        other[loose] = inner[loose] // 5 * 5 + np.array(ups, dtype=np.int64)
        moved = with_totals(other) - with_totals(inner)
        least = min(least, np.abs(moved[-1]).sum() + np.abs(moved[:-1, -1]).sum())
    assert np.abs(found.moved[-1]).sum() + np.abs(found.moved[:-1, -1]).sum() == least


@settings(max_examples=40, deadline=None)
@given(INNER, st.integers(2, 10))
def test_every_count_goes_to_a_neighbour(inner: np.ndarray, base: int) -> None:
    found = round_table(inner, base=base, which="all").counts
    assert (found % base == 0).all()
    assert (np.abs(found[:-1, :-1] - inner) < base).all()


def test_with_nothing_at_stake_a_count_goes_to_the_nearer_side() -> None:
    assert round_parts([1, 2, 3, 4], np.zeros((0, 4))).parts.tolist() == [0, 0, 5, 5]


def test_a_table_that_is_none_gives_no_number() -> None:
    for wrong in (np.nan, -1, 2.5, np.inf):
        found = round_table([[wrong, 3], [7, 2]])
        assert np.isnan(found.counts).all()
        assert np.isnan(found.moved).all()


@pytest.mark.parametrize("which", ["small", "all"])
def test_rounding_twice_changes_nothing(which: str) -> None:
    inner = np.random.default_rng(4).poisson(4, (6, 5))
    once = round_table(inner, which=which)  # type: ignore[arg-type]
    twice = round_table(once.counts[:-1, :-1], which=which)  # type: ignore[arg-type]
    np.testing.assert_array_equal(once.counts, twice.counts)
    assert not twice.moved.any()


def test_totals_of_any_shape_move_least() -> None:
    found = round_parts([1, 1, 1, 1, 1, 20], [[1, 1, 1, 1, 1, 0], [1, 1, 1, 1, 1, 1]])
    assert found.totals.tolist() == [5, 25]
    assert found.moved.tolist() == [0, 0]
    assert sorted(found.parts) == [0, 0, 0, 0, 5, 20]
