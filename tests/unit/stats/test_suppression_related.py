"""Tables that are no plain rows and columns: nested totals, three ways, tables that share cells."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn
from table_attacker import attack, sums

from ropewalk.stats.suppression import suppress_related, suppress_table
from ropewalk.stats.suppression_tables import small_counts, with_totals


def cube(inner: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A three-way table with totals every way, as cells, and all its sums."""
    whole = inner
    for axis in range(3):
        whole = np.concatenate([whole, whole.sum(axis=axis, keepdims=True)], axis=axis)
    number = np.arange(whole.size).reshape(whole.shape)
    rows = []
    for axis in range(3):
        for line in np.moveaxis(number, axis, -1).reshape(-1, whole.shape[axis]):
            row = np.zeros(whole.size)
            row[line[:-1]], row[line[-1]] = 1, -1
            rows.append(row)
    return whole.ravel().astype(float), np.array(rows)


def test_a_three_way_table_gives_nothing_away() -> None:
    counts, relations = cube(np.random.default_rng(3).poisson(9, (2, 2, 3)))
    assert small_counts(counts).any()
    found = suppress_related(counts, relations)
    assert found.state == "fewest"
    assert found.hidden[small_counts(counts)].all()
    ends = attack(counts, found.hidden, relations, 1)
    assert (ends[:, 1] - ends[:, 0] >= 1 - 1e-6).all()


def test_a_part_hidden_in_a_town_is_not_shown_by_its_county() -> None:
    # Town a and town b make the county; each has men, women and all. Cells: a, b, county by men, women, all.
    counts = np.array([2, 18, 20, 30, 40, 70, 32, 58, 90.0])
    rows = [[1, 1, -1, 0, 0, 0, 0, 0, 0], [0, 0, 0, 1, 1, -1, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1, 1, -1]]
    rows += [[1, 0, 0, 1, 0, 0, -1, 0, 0], [0, 1, 0, 0, 1, 0, 0, -1, 0], [0, 0, 1, 0, 0, 1, 0, 0, -1]]
    found = suppress_related(counts, rows)
    assert found.hidden.sum() == 4
    np.testing.assert_array_equal(found.hidden[:6].reshape(2, 3).sum(axis=1), [2, 2])


def test_fractions_do_not_count_as_doubt() -> None:
    # Twice the first and twice the second make a shown six: 0 to 3 each in fractions and in whole numbers;
    # but three times the third with twice the fourth makes seven: (1, 2) is the only whole one above nought.
    counts = np.array([1.0, 2, 6, 1, 2, 7])
    rows = np.array([[2, 2, -1, 0, 0, 0], [0, 0, 0, 3, 2, -1.0]])
    secret = np.array([True, True, False, True, True, False])
    found = suppress_related(counts, rows, secret)
    assert found.hidden.tolist() == [True, True, False, True, True, True]
    assert (found.upper > found.lower)[found.hidden].all()


def test_relations_that_do_not_hold_are_refused() -> None:
    assert suppress_related([3, 4, 8.0], [[1, 1, -1]]).state == "refused"
    assert suppress_related([3, np.nan, 8.0], [[1, 1, -1]]).hidden.all()
    assert suppress_related([3, 4, 7.0], [[1, np.nan, -1]]).state == "refused"


@settings(max_examples=15, deadline=None)
@given(hn.arrays(np.int64, (2, 3), elements=st.integers(0, 12)))
def test_both_methods_agree_on_a_plain_table(inner: np.ndarray) -> None:
    counts = with_totals(inner)
    plain, general = suppress_table(counts), suppress_related(counts.ravel(), sums(counts.shape))
    assert general.state == plain.state == "fewest"
    assert general.hidden.sum() == plain.hidden.sum()
    same = general.hidden.reshape(counts.shape)
    if (same == plain.hidden).all():
        np.testing.assert_allclose(general.lower.reshape(counts.shape), plain.lower)
        np.testing.assert_allclose(general.upper.reshape(counts.shape), plain.upper)


def test_the_general_method_hides_as_few_as_trying_all_patterns() -> None:
    counts, relations = cube(np.array([[[2, 9], [8, 7]], [[6, 11], [12, 10]]]))
    found = suppress_related(counts, relations)
    spare = np.flatnonzero(~found.secret)
    assert found.hidden.sum() - found.secret.sum() > 2
    for more in range(3):  # all smaller patterns would be too many: those of up to two guards
        for guards in itertools.combinations(spare, more):
            hidden = found.secret.copy()
            hidden[list(guards)] = True
            assert some_secret_is_told(counts, hidden, relations, found.secret)


def some_secret_is_told(
    counts: np.ndarray, hidden: np.ndarray, relations: np.ndarray, secret: np.ndarray
) -> bool:
    """Whether some secret cell is told exactly: without a program where a sum hides it alone."""
    alone = relations[(relations[:, hidden] != 0).sum(axis=1) == 1]
    if (alone[:, secret] != 0).any():
        return True
    ends = attack(counts, hidden, relations, 1)
    return bool((ends[:, 1] - ends[:, 0] < 1 - 1e-6).any())
