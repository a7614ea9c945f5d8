"""Rates and powers on few series: the same from the same seed, and within the luck of the draw."""

import numpy as np
import pytest

from ropewalk.calibration.simulated.classes import StableClass, every_class
from ropewalk.calibration.simulated.false_alarms import false_alarms, rate_of
from ropewalk.calibration.simulated.power import power
from ropewalk.calibration.simulated.recipes import normal

YEARLY = [stable for stable in every_class() if stable.rhythm == "yearly" and stable.points in (5, 7, 10)]
OTHERS = [
    stable
    for stable in every_class()
    if (stable.rhythm, stable.points)
    in {("rolling", 15), ("rolling", 30), ("monthly", 36), ("quarterly", 13), ("quarterly", 20)}
]


@pytest.mark.parametrize("stable", YEARLY + OTHERS, ids=lambda c: f"{c.rhythm}-{c.points}-{c.name}")
def test_no_class_raises_more_than_five_alarms_in_a_hundred(stable: StableClass) -> None:
    series = 400 if stable.half_year else 1500
    rate = rate_of(stable, series=series, seed=3)
    # Four standard errors of a simulation of so few.
    assert rate.called <= 0.05 + 4 * np.sqrt(0.05 * 0.95 / series)
    assert rate.improving + rate.worsening + rate.silent <= 1


def test_the_same_seed_gives_the_same_figures_whatever_else_is_tried() -> None:
    one = false_alarms(YEARLY[:3], series=300, seed=5)
    assert false_alarms(YEARLY[2:3], series=300, seed=5)[0] == one[2]
    assert false_alarms(YEARLY[2:3], series=300, seed=6)[0] != one[2]


def test_the_usual_test_raises_far_more_alarms_where_bad_years_linger() -> None:
    stable = StableClass("lingering", "yearly", 10, normal(0.5))
    rate = rate_of(stable, series=2000, seed=1)
    assert rate.usual is not None
    assert rate.usual > 0.15 > 0.07 > rate.called


def test_a_rise_towards_better_is_called_improving() -> None:
    rows = power([s for s in YEARLY if s.points == 10][:1], series=2000, seed=1)
    assert [(row.change, row.size) for row in rows] == [
        ("rise", 3.0),
        ("rise", 6.0),
        ("step", 2.5),
        ("step", 5.0),
    ]
    assert rows[0].ours < rows[1].ours
    assert rows[2].ours < rows[3].ours
    assert all(row.recent_trend is None for row in rows)  # no limits, so it cannot be worked out
    assert all(row.control_chart is not None and row.control_chart < row.ours for row in rows)


def test_charted_classes_are_asked_about_now_too() -> None:
    stable = next(s for s in every_class() if s.rhythm == "quarterly" and s.points == 20)
    rows = power([stable], series=800, seed=1)
    assert {row.change for row in rows} == {"rise", "step", "newest", "half-year"}
