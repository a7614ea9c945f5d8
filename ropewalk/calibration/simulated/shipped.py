"""The rule that ships, applied to made series. The only file here that knows how ``findings`` is built."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from ropewalk.calibration.simulated.classes import MONTHS, StableClass
from ropewalk.calibration.simulated.recipes import Made
from ropewalk.findings import direction, rules
from ropewalk.findings.measures import as_arrays, month_of
from ropewalk.findings.points import NEVER, Flags, Floats, Periods, Points, Series
from ropewalk.findings.window import is_charted, look
from ropewalk.vocabulary.indicator import Break, Measure
from ropewalk.vocabulary.period import add_months
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

FREQUENCIES: Final = {
    "yearly": Frequency.ANNUAL,
    "rolling": Frequency.ANNUAL,
    "quarterly": Frequency.QUARTERLY,
    "monthly": Frequency.MONTHLY,
}
MULTIPLIERS: Final = {Kind.PROPORTION: 100.0, Kind.RATE: 1000.0}
FIRST: Final = date(1960, 1, 1)


@dataclass(frozen=True)
class Verdicts:
    """One entry a series; ``p_value`` is NaN where there is none."""

    improving: Flags
    worsening: Flags
    silent: Flags
    p_value: Floats

    @property
    def called(self) -> Flags:
        """Improving or worsening."""
        return self.improving | self.worsening


def starts(stable: StableClass, points: int) -> list[date]:
    """First days of the published periods."""
    return [add_months(FIRST, at * MONTHS[stable.rhythm]) for at in range(points)]


def measure_of(stable: StableClass) -> Measure:
    """The definition under which the made series are published; more is better."""
    cut = starts(stable, stable.before + 1)[-1]
    return Measure(
        id="made",
        kind=stable.kind,
        polarity=Polarity.HIGHER,
        frequency=FREQUENCIES[stable.rhythm],
        multiplier=MULTIPLIERS.get(stable.kind, 1.0),
        breaks=(Break(date=cut, reason="counted in another way"),) if stable.before else (),
    )


def judge(stable: StableClass, made: Made) -> Verdicts:
    """The direction of every series, as ``ropewalk assess`` would find it."""
    points, measures = _points(stable, made), as_arrays([measure_of(stable)])
    today = points.periods.end_month[-1] + 1
    every = np.arange(len(made.value))
    if is_charted(points, measures, every[:1])[0]:
        most = rules.MONTHS if stable.rhythm == "monthly" else rules.QUARTERS
        window = look(points, measures, every, rules.DEEPEST, most)
        found = direction.judge_charts(points, measures, window, today)
    else:
        window = look(points, measures, every, rules.SHALLOW, rules.WINDOW)
        found = direction.judge_trends(points, measures, window, today)
    return Verdicts(
        improving=found.verdict == direction.IMPROVING,
        worsening=found.verdict == direction.WORSENING,
        silent=found.verdict == direction.CANNOT_SAY,
        p_value=found.p_value,
    )


def _points(stable: StableClass, made: Made) -> Points:
    series, points = made.value.shape
    number, none = np.arange(series), np.zeros(series, dtype=np.int64)
    return Points(
        series=Series(number, none, number, none, np.full(series, NEVER), (), ("",)),
        periods=_periods(stable, points),
        first=number * points,
        stop=(number + 1) * points,
        period=np.tile(np.arange(points), series),
        value=made.value.ravel(),
        lower=made.lower.ravel(),
        upper=made.upper.ravel(),
        provisional=np.zeros(series * points, dtype=np.bool_),
    )


def _periods(stable: StableClass, points: int) -> Periods:
    months = max(stable.length, MONTHS[stable.rhythm])
    first = starts(stable, points)
    last = [add_months(day, months) for day in first]
    return Periods(
        start=np.array([day.toordinal() for day in first], dtype=np.float64),
        end=np.array([day.toordinal() for day in last], dtype=np.float64),
        start_month=np.array([month_of(day) for day in first], dtype=np.float64),
        end_month=np.array([month_of(day) for day in last], dtype=np.float64),
        span=np.full(points, float(months)),
        text=pl.Series([f"{day.isoformat()}/P{months}M" for day in first], dtype=pl.String),
    )
