"""What holds of every suppressed table, whatever its counts."""

import itertools

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn
from table_attacker import attack, sums

from ropewalk.stats.suppression import ranges_of_table, suppress_table
from ropewalk.stats.suppression_tables import small_counts, with_totals

SHAPES = st.tuples(st.integers(1, 4), st.integers(1, 4))
COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 60))
INNER = hn.arrays(np.int64, SHAPES, elements=COUNTS)


@settings(max_examples=30, deadline=None)
@given(INNER, st.booleans(), st.sampled_from([1, 2, 4]))
def test_no_attack_finds_a_hidden_count(inner: np.ndarray, rule_known: bool, width: int) -> None:
    counts = with_totals(inner)
    found = suppress_table(counts, rule_known=rule_known, width=width)
    assert found.state == "fewest"
    assert found.hidden[small_counts(counts)].all()
    assert not found.hidden[counts == 0].any()
    ends = attack(counts.ravel(), found.hidden.ravel(), sums(counts.shape), int(rule_known))
    np.testing.assert_allclose(ends[:, 0], found.lower[found.hidden], atol=1e-6)
    np.testing.assert_allclose(ends[:, 1], found.upper[found.hidden], atol=1e-6)
    wide = np.where(small_counts(counts), width, 1)[found.hidden]
    assert (ends[:, 1] - ends[:, 0] >= wide - 1e-6).all()


@settings(max_examples=20, deadline=None)
@given(hn.arrays(np.int64, (2, 2), elements=COUNTS))
def test_no_pattern_of_fewer_cells_is_safe(inner: np.ndarray) -> None:
    counts = with_totals(inner)
    found = suppress_table(counts)
    spare = np.flatnonzero(~small_counts(counts) & (counts > 0))
    for more in range(found.hidden.sum() - found.secret.sum()):
        for guards in itertools.combinations(spare, more):
            hidden = small_counts(counts)
            hidden.flat[list(guards)] = True
            known = ranges_of_table(counts, hidden)
            assert (known.upper - known.lower)[found.secret].min() < 1


@settings(max_examples=30, deadline=None)
@given(INNER, st.data())
def test_hiding_more_never_tells_more(inner: np.ndarray, data: st.DataObject) -> None:
    counts = with_totals(inner)
    flags = hn.arrays(np.bool_, counts.shape)
    hidden = data.draw(flags) & (counts > 0)
    more = hidden | (data.draw(flags) & (counts > 0))
    plain, wider = ranges_of_table(counts, hidden), ranges_of_table(counts, more)
    assert (wider.lower <= plain.lower).all()
    assert (wider.upper >= plain.upper).all()


@settings(max_examples=30, deadline=None)
@given(INNER)
def test_what_is_hidden_stays_hidden_when_asked_again(inner: np.ndarray) -> None:
    counts = with_totals(inner)
    found = suppress_table(counts)
    again = suppress_table(counts, found.hidden)
    np.testing.assert_array_equal(again.hidden, found.hidden)


@settings(max_examples=30, deadline=None)
@given(INNER, st.data())
def test_the_order_of_rows_and_columns_does_not_make_more_hidden(
    inner: np.ndarray, data: st.DataObject
) -> None:
    rows, columns = (data.draw(st.permutations(range(n))) for n in inner.shape)
    mixed = suppress_table(with_totals(inner[rows][:, columns]))
    assert mixed.hidden.sum() == suppress_table(with_totals(inner)).hidden.sum()
    turned = suppress_table(with_totals(inner.T))
    assert turned.hidden.sum() == mixed.hidden.sum()


@settings(max_examples=30, deadline=None)
@given(hn.arrays(np.int64, (3, 3), elements=COUNTS), st.integers(0, 8))
def test_a_missing_count_never_comes_out_as_a_number(inner: np.ndarray, cell: int) -> None:
    holed = inner.astype(float)
    holed.flat[cell] = np.nan
    found = suppress_table(with_totals(holed))
    assert found.hidden.all()
    assert np.isnan(found.counts).all()


@settings(max_examples=30, deadline=None)
@given(INNER)
def test_noughts_may_hide_too(inner: np.ndarray) -> None:
    counts = with_totals(inner)
    assume(small_counts(counts).any())
    free, bound = suppress_table(counts, noughts_shown=False), suppress_table(counts, rule_known=False)
    assert free.hidden.sum() <= bound.hidden.sum()
    assert (free.lower[free.hidden] < free.upper[free.hidden]).all()
