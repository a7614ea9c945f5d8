"""False discovery rate."""

import numpy as np

from ropewalk.stats.multiplicity import benjamini_hochberg


def test_worked_by_hand() -> None:
    found = benjamini_hochberg([0.01, 0.04, 0.03, 0.5])
    assert found.round(4).tolist() == [0.04, 0.0533, 0.0533, 0.5]


def test_families_are_adjusted_alone_and_missing_tests_do_not_count() -> None:
    found = benjamini_hochberg([0.01, 0.02, np.nan, 0.04], [1, 2, 1, 1])
    assert found[:2].tolist() == [0.02, 0.02]
    assert np.isnan(found[2])
    assert found[3] == 0.04


def test_nothing_in_nothing_out() -> None:
    assert benjamini_hochberg([]).tolist() == []
    assert np.isnan(benjamini_hochberg([np.nan])).all()


def test_tiny_values_keep_their_digits_in_any_family() -> None:
    p = np.array([1e-300, 0.5] * 50)
    assert (benjamini_hochberg(p, np.arange(100) // 2)[::2] == 2e-300).all()
