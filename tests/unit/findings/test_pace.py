"""The pace needed beside the pace of late."""

from datetime import date

import pytest

from ropewalk.findings.pace import Beside, pace_to
from ropewalk.vocabulary.indicator import Target

GOAL = Target(value=70.0, date=date(2030, 1, 1), reason="R", approved_by="A")
NEWEST = (60.0, 59.0, 61.0)  # at the end of 2024: five years to go, 2.0 a year (1.8 to 2.2)


@pytest.mark.parametrize(
    ("lately", "method", "beside"),
    [
        ((3.0, 2.5, 3.5), "trend-gls-t", Beside.FAST_ENOUGH),
        ((0.5, 0.1, 0.9), "trend-gls-t", Beside.TOO_SLOW),
        ((-1.0, -2.0, 0.0), "trend-gls-t", Beside.TOO_SLOW),
        ((1.0, 0.0, 2.0), "chart-line-t", Beside.NOT_TOLD_APART),
        ((3.0, 2.5, 3.5), "chart-newest-t", Beside.CANNOT_SAY),
        ((3.0, None, None), "trend-gls-t", Beside.CANNOT_SAY),
    ],
)
def test_only_intervals_that_do_not_meet_tell_the_paces_apart(lately, method: str, beside: Beside) -> None:
    found = pace_to(GOAL, NEWEST, "2024-01-01/P1Y", lately, method)
    assert found is not None
    assert found.beside is beside
    assert found.needed == pytest.approx((2.0, 1.8, 2.2))


def test_a_target_below_asks_for_a_fall() -> None:
    goal = Target(value=50.0, date=date(2030, 1, 1))
    falling = pace_to(goal, NEWEST, "2024-01-01/P1Y", (-3.0, -3.5, -2.5), "trend-gls-t")
    assert falling is not None
    assert falling.beside is Beside.FAST_ENOUGH


def test_nothing_is_asked_once_the_date_has_passed_or_without_a_figure() -> None:
    assert pace_to(GOAL, NEWEST, "2030-01-01/P1Y", (1.0, 0.5, 1.5), "trend-gls-t") is None
    assert pace_to(GOAL, (None, None, None), "2024-01-01/P1Y", (1.0, 0.5, 1.5), "trend-gls-t") is None
