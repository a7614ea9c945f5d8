"""Choosing and packing points again, one row at a time with lists."""

from math import inf, nan

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ropewalk.stats.points import non_overlapping, pack

SHAPE = st.tuples(st.integers(0, 5), st.integers(0, 9))
DAYS = st.one_of(st.integers(0, 12).map(float), st.sampled_from([nan, inf, -inf]))


@settings(max_examples=200, deadline=None)
@given(SHAPE.flatmap(lambda shape: arrays.arrays(np.bool_, shape)), st.integers(0, 12))
def test_fast_and_slow_packing_agree(chosen: np.ndarray, most: int) -> None:
    found = pack(chosen, most)
    width = min(most, chosen.shape[1])
    values = np.arange(chosen.size, dtype=np.float64).reshape(chosen.shape)
    taken = found.take(values)
    assert taken.shape == found.index.shape == (len(chosen), width)
    for row in range(len(chosen)):
        columns = np.flatnonzero(chosen[row]).tolist()
        rest = np.flatnonzero(~chosen[row]).tolist()
        newest = columns[max(0, len(columns) - width) :]
        padding = rest[len(rest) - (width - len(newest)) :]
        assert found.index[row].tolist() == padding + newest
        assert found.count[row] == found.there[row].sum() == len(newest)
        np.testing.assert_array_equal(taken[row], [nan] * len(padding) + values[row, newest].tolist())


@settings(max_examples=200, deadline=None)
@given(
    SHAPE.flatmap(
        lambda shape: st.tuples(
            arrays.arrays(np.float64, shape, elements=DAYS), arrays.arrays(np.float64, shape, elements=DAYS)
        )
    )
)
def test_fast_and_slow_choice_agree(days: tuple[np.ndarray, np.ndarray]) -> None:
    start, end = days
    found = non_overlapping(start, end)
    assert found.shape == start.shape
    for row in range(len(start)):
        limit, expected = inf, []
        for first, last in zip(start[row, ::-1].tolist(), end[row, ::-1].tolist(), strict=True):
            expected.append(last <= limit)
            limit = first if last <= limit else limit
        assert found[row].tolist() == expected[::-1]
