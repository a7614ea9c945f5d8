"""Real series as they stood in the past, and what came after."""

from datetime import date

import numpy as np
import pytest
from past import cut, measures_of, rows

from ropewalk.calibration.real.cuts import blocks
from ropewalk.vocabulary.indicator import Break
from ropewalk.vocabulary.words import Frequency

EIGHT = [10.0, 11, 13, 12, 15, 14, 17, 16]


def newest_of(cuts) -> list[float]:
    return cuts.points.value[cuts.points.stop - 1].tolist()


def test_a_cut_ends_at_each_year_from_the_fifth_point_on() -> None:
    cuts = cut(rows(EIGHT), measures_of())
    assert newest_of(cuts) == [15, 14, 17, 16]
    np.testing.assert_array_equal(
        cuts.outcome, [[14, 17, 16], [17, 16, np.nan], [16, np.nan, np.nan], [np.nan] * 3]
    )


def test_what_came_in_the_newest_two_years_is_held_back() -> None:
    cuts = cut(rows(EIGHT), measures_of())
    assert cuts.heldout.tolist() == [
        [False, True, True],
        [True, True, False],
        [True, False, False],
        [False] * 3,
    ]
    # The unit of loss comes from the first six figures alone: steps of 1, 2, 1, 3 and 1.
    assert cuts.unit.tolist() == [pytest.approx(8 / 5)] * 4


def test_the_engine_sees_nothing_that_lay_ahead() -> None:
    whole, early = (cut(rows(values), measures_of()) for values in (EIGHT, EIGHT[:6]))
    windows = [next(blocks(cuts, measures_of())) for cuts in (whole, early)]
    for at in (0, 1):
        np.testing.assert_array_equal(
            windows[0].used.take(windows[0].panel.value)[at][-6:],
            windows[1].used.take(windows[1].panel.value)[at][-6:],
        )


def test_nothing_is_compared_across_a_break_or_a_missing_year() -> None:
    broken = measures_of({"breaks": (Break(date=date(2010, 1, 1), reason="counted anew"),)})
    np.testing.assert_array_equal(cut(rows(EIGHT), broken).outcome[0], [14, np.nan, np.nan])
    years = [f"{year}-01-01/P1Y" for year in (2001, 2002, 2003, 2004, 2005, 2007, 2008, 2009)]
    gap = cut(rows(EIGHT, periods=years), measures_of())
    np.testing.assert_array_equal(gap.outcome[0], [np.nan, 14, 17])


def test_months_are_cut_once_a_year_and_each_series_by_itself() -> None:
    months = [f"{2010 + at // 12}-{at % 12 + 1:02d}-01/P1M" for at in range(84)]
    monthly = measures_of({"frequency": Frequency.MONTHLY})
    cuts = cut(rows(np.arange(84.0), periods=months), monthly)
    assert newest_of(cuts) == [11, 23, 35, 47, 59, 71, 83]
    assert cuts.outcome[0].tolist() == [23, 35, 47]
    both = cut(
        rows(EIGHT).vstack(rows([1.0, 2, 3, 4, 5, 6], place="Q")),
        measures_of(),
    )
    assert both.owner.tolist() == [0, 0, 0, 0, 1, 1]
    assert newest_of(both)[-2:] == [5, 6]


def test_no_series_is_no_cut() -> None:
    assert len(cut(rows([1.0, 2, 3]), measures_of())) == 0
