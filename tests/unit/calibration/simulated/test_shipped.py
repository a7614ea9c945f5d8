"""What calibration asks is the rule that ships: the same answers as the engine gives to the same series."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from ropewalk.calibration.simulated.classes import StableClass, every_class
from ropewalk.calibration.simulated.recipes import Made
from ropewalk.calibration.simulated.shipped import MONTHS, judge, measure_of, starts
from ropewalk.findings.assess import Comparison, assess

CHOSEN = [
    stable
    for stable in every_class()
    if (stable.rhythm, stable.points)
    in {("yearly", 8), ("yearly", 5), ("rolling", 20), ("monthly", 30), ("quarterly", 16)}
]


def observations(stable: StableClass, made: Made) -> pl.DataFrame:
    series, points = made.value.shape
    months = max(stable.length, MONTHS[stable.rhythm])
    periods = [f"{day.isoformat()}/P{months}M" for day in starts(stable, points)]
    return pl.DataFrame(
        {
            "indicator": "made",
            "place": np.repeat([f"P{number:04}" for number in range(series)], points),
            "period": np.tile(periods, series),
            "value": made.value.ravel(),
            "lower": made.lower.ravel(),
            "upper": made.upper.ravel(),
        },
        nan_to_null=True,
    )


@pytest.mark.parametrize("stable", CHOSEN, ids=lambda c: f"{c.rhythm}-{c.points}-{c.name}")
def test_the_engine_gives_the_same_verdicts(stable: StableClass) -> None:
    change = np.linspace(0, 6, stable.points + stable.before)
    made = stable.recipe(np.random.default_rng(6), 40, change)
    found = judge(stable, made)
    table = assess(
        observations(stable, made),
        [measure_of(stable)],
        Comparison(),
        revision=1,
        today=date(2026, 1, 1),
    ).findings.filter(question="direction")
    verdicts = table.sort("place")["verdict"].to_numpy()
    assert (found.improving == (verdicts == "improving")).all()
    assert (found.worsening == (verdicts == "worsening")).all()
    assert (found.silent == (verdicts == "cannot say")).all()
    p_values = table.sort("place")["p_value"].to_numpy()
    np.testing.assert_allclose(found.p_value, p_values, rtol=1e-9)
