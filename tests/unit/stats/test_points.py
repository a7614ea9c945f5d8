"""Which points may be used together."""

import numpy as np

from ropewalk.stats.points import non_overlapping, pack


def test_every_third_of_three_year_rolling_periods_from_the_newest_back() -> None:
    start = np.array([[2010.0, 2011, 2012, 2013, 2014, 2015, 2016]])
    assert non_overlapping(start, start + 3).tolist() == [[True, False, False, True, False, False, True]]


def test_separate_periods_are_all_used_and_missing_ones_never() -> None:
    start = np.array([[2010.0, np.nan, 2012, 2013]])
    assert non_overlapping(start, start + 1).tolist() == [[True, False, True, True]]


def test_a_hole_moves_the_choice_to_the_next_older_point() -> None:
    start = np.array([[2010.0, 2011, np.nan, 2014]])  # 2012 to 2014 is not there
    assert non_overlapping(start, start + 3).tolist() == [[False, True, False, True]]


def test_pack_keeps_order_and_only_the_newest() -> None:
    chosen = np.array([[True, False, True, True], [False, False, False, False]])
    packed = pack(chosen, 2)
    assert packed.count.tolist() == [2, 0]
    assert packed.take([[1, 2, 3, 4], [5, 6, 7, 8]])[0].tolist() == [3, 4]
    assert np.isnan(packed.take([[1, 2, 3, 4], [5, 6, 7, 8]])[1]).all()
