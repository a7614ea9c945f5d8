"""Which cells of a table are hidden, and what a reader can still work out."""

import numpy as np
import pytest
from scipy.optimize import OptimizeResult

from ropewalk.stats import suppression_search
from ropewalk.stats.suppression import ranges_of_table, suppress_related, suppress_table
from ropewalk.stats.suppression_tables import small_counts, sums_of_table, with_totals

INNER = [[3, 20, 40], [15, 25, 35], [30, 50, 60]]


def test_one_small_count_needs_three_guards() -> None:
    found = suppress_table(with_totals(INNER))
    assert found.hidden.sum() == 4
    assert found.secret.sum() == 1
    assert found.state == "fewest"
    rows, columns = np.nonzero(found.hidden)
    assert len(set(rows)) == len(set(columns)) == 2  # the corners of an oblong
    assert (found.upper - found.lower)[found.hidden].min() >= 1


def test_of_equally_few_cells_small_ones_are_hidden() -> None:
    found = suppress_table(with_totals(INNER))
    assert sorted(with_totals(INNER)[found.hidden]) == [3, 15, 20, 25]


def test_hidden_counts_are_nowhere_in_what_may_be_shown() -> None:
    counts = with_totals(INNER)
    found = suppress_table(counts)
    assert np.isnan(found.counts[found.hidden]).all()
    np.testing.assert_array_equal(found.counts[~found.hidden], counts[~found.hidden])


def test_nothing_small_hides_nothing() -> None:
    found = suppress_table(with_totals([[0, 9], [8, 7]]))
    assert not found.hidden.any()
    np.testing.assert_array_equal(found.lower, found.upper)


def test_two_ones_that_add_up_to_a_shown_two_are_given_away_by_the_rule() -> None:
    counts = with_totals([[1, 1, 0], [20, 30, 40]])
    hidden = np.zeros(counts.shape, dtype=bool)
    hidden[:2, :2] = True
    # To one who does not know that noughts are shown, the first could be nought or two.
    simple = ranges_of_table(counts, hidden, rule_known=False)
    assert (simple.lower[0, 0], simple.upper[0, 0]) == (0, 2)
    known = ranges_of_table(counts, hidden)
    assert known.lower[0, 0] == known.upper[0, 0] == 1
    found = suppress_table(counts)
    assert found.hidden[0, 3]  # so their total, two, is hidden as well
    assert (found.upper > found.lower)[found.hidden].all()


def test_noughts_are_hidden_where_told() -> None:
    counts = with_totals([[0, 20, 30], [15, 25, 35]])
    secret = small_counts(counts, least=0)
    assert secret[0, 0]
    found = suppress_table(counts, secret)
    assert found.hidden[0, 0]
    assert found.lower[0, 0] == 0 < found.upper[0, 0]


def test_only_whole_counts_in_the_band_are_small() -> None:
    given = [0, 1, 4, 5, np.nan, 7]
    assert small_counts(given).tolist() == [False, True, True, False, False, False]
    assert small_counts(given, most=7).tolist() == [False, True, True, True, False, True]


def test_a_table_that_is_none_is_hidden_whole() -> None:
    good = with_totals(INNER)
    for cell, count in (((0, 0), np.nan), ((0, 0), 4.0), ((1, 1), -25.0), ((3, 3), np.inf)):
        bad = good.copy()
        bad[cell] = count
        found = suppress_table(bad)
        assert found.state == "refused"
        assert found.hidden.all()
        assert np.isnan([found.counts, found.lower, found.upper]).all()
        assert np.isnan(ranges_of_table(bad, found.hidden).lower).all()
    halves = with_totals(np.array(INNER) + 0.5)
    assert suppress_table(halves).state == "refused"


def test_what_no_pattern_can_keep_is_refused() -> None:
    # A secret nought among noughts that must be shown: its row is the shown nought less shown noughts.
    counts = with_totals([[0, 0], [9, 8]])
    secret = np.zeros(counts.shape, dtype=bool)
    secret[0, 0] = True
    assert suppress_table(counts, secret).state == "refused"
    assert suppress_table(counts, secret, noughts_shown=False).state == "fewest"


def test_a_secret_in_a_table_of_small_counts_alone_hides_its_totals() -> None:
    found = suppress_table(with_totals([[1, 1], [1, 1]]))
    assert found.hidden.all()
    assert np.isinf(found.upper).all()
    assert (found.lower >= 1).all()


def test_a_wider_range_hides_more() -> None:
    counts = with_totals([[2, 1, 40], [1, 25, 35], [30, 50, 60]])
    one, wide = suppress_table(counts), suppress_table(counts, width=6)
    assert (wide.upper - wide.lower)[wide.secret].min() >= 6
    assert (one.upper - one.lower)[one.secret].min() < 6
    assert wide.hidden.sum() > one.hidden.sum()


def test_what_an_earlier_release_hid_stays_hidden() -> None:
    counts = with_totals(INNER)
    earlier = np.zeros(counts.shape, dtype=bool)
    earlier[2, 2] = True
    found = suppress_table(counts, earlier | small_counts(counts))
    assert found.hidden[2, 2]
    assert (found.upper > found.lower)[found.hidden].all()


@pytest.mark.parametrize("width", [1, 3])
def test_a_search_that_finds_nothing_in_time_is_still_safe(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = with_totals(np.random.default_rng(7).negative_binomial(1, 1 / 21, (6, 6)))
    whole = suppress_table(counts, width=width)
    monkeypatch.setattr(suppression_search, "milp", lambda *_, **__: OptimizeResult(x=None, success=False))
    short = suppress_table(counts, width=width)
    assert (whole.state, short.state) == ("fewest", "safe")
    assert short.hidden.sum() >= whole.hidden.sum()
    spread = short.upper - short.lower
    assert spread[short.secret].min() >= width
    assert spread[short.hidden].min() >= 1
    for cell in np.flatnonzero(short.hidden & ~short.secret):  # none is hidden in vain
        less = short.hidden.copy()
        less.flat[cell] = False
        known = ranges_of_table(counts, less)
        assert (known.upper - known.lower)[short.secret].min() < width


@pytest.mark.parametrize("seed", range(5))
def test_a_search_of_one_branch_is_still_safe(seed: int) -> None:
    counts = with_totals(np.random.default_rng(seed).negative_binomial(1, 1 / 3, (8, 8)))
    found = suppress_table(counts, width=3, nodes=1)
    assert found.state in ("fewest", "safe")
    assert (found.upper - found.lower)[found.secret].min() >= 3


def test_the_same_table_always_gets_the_same_pattern() -> None:
    counts = with_totals(np.random.default_rng(8).poisson(6, (7, 6)))
    np.testing.assert_array_equal(suppress_table(counts).hidden, suppress_table(counts).hidden)


@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (5, 1)])
def test_a_table_may_be_one_row(shape: tuple[int, int]) -> None:
    found = suppress_table(with_totals(np.full(shape, 3)))
    assert found.hidden[0, 0]
    assert (found.upper > found.lower)[found.hidden].all()


def test_sums_of_a_table_are_nought() -> None:
    counts = with_totals(INNER)
    assert (sums_of_table(counts.shape) @ counts.ravel() == 0).all()
    assert counts[-1, -1] == np.sum(INNER)


def test_cells_without_sums_are_safe_alone() -> None:
    found = suppress_related([3.0, 9.0], np.zeros((0, 2)))
    assert found.hidden.tolist() == [True, False]
