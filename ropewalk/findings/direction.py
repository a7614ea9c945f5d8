"""Is it getting better? One answer a series, about now."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.findings import rules
from ropewalk.findings import window_kernel as kernel
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Floats, Integers, Points
from ropewalk.findings.reasons import Bits, flag, has
from ropewalk.findings.window import Window, common_reasons
from ropewalk.stats.chart import now
from ropewalk.stats.standard_errors import SCALES, from_limits_by_row
from ropewalk.stats.trend import trend
from ropewalk.vocabulary.words import Direction, Kind, Reason

VERDICTS: Final = tuple(Direction)
METHODS: Final = ("", "trend-gls-t", "chart-newest-t", "chart-stretch-t", "chart-line-t")
IMPROVING, NO_CLEAR_CHANGE, WORSENING, CANNOT_SAY = range(4)


@dataclass(frozen=True)
class Directions:
    """One entry a series. ``verdict`` and ``method`` are places in VERDICTS and METHODS. ``change`` is a
    year's worth for a trend, the distance from the usual level for a chart. ``older`` and ``newer``: the
    first and last value looked at, ``least`` and ``most`` the ends of their range, ``from_period`` and
    ``period`` their periods (-1: none).."""

    verdict: Integers
    change: Floats
    lower: Floats
    upper: Floats
    p_value: Floats
    method: Integers
    reasons: Bits
    count: Integers
    older: Floats
    newer: Floats
    least: Floats
    most: Floats
    from_period: Integers
    period: Integers


def judge_trends(points: Points, measures: Measures, window: Window, today: float) -> Directions:
    """Direction by a straight line or a step in the newest ten separate periods, change a year."""
    year = window.month / 12
    errors = _errors(points, measures, window)
    found = trend(window.panel.value, year, errors, step=window.step / 12)
    method = np.where(np.isnan(found.p_value), 0, 1)
    estimate = (found.slope, found.lower, found.upper, found.p_value)
    return _directions(points, measures, window, estimate, method, rules.LEAST_POINTS, today)


def judge_charts(points: Points, measures: Measures, window: Window, today: float) -> Directions:
    """Direction by the newest point and half-year against the season's usual level, and by the slope.

    All series of a window must have the same ``step``: 1, 2 or 3 months."""
    step = int(window.step[0])
    monthly = step == 1
    least = rules.LEAST_MONTHS if monthly else rules.LEAST_QUARTERS
    stretch = rules.STRETCH_MONTHS if monthly else rules.STRETCH_QUARTERS
    month = window.month
    # Quarters that begin in February are counted from there: only the distance to the newest matters.
    steps = np.round((month - month[:, -1:]) / step) + 12 // step * 1000
    found = now(window.panel.value, steps, season=12 // step, stretch=stretch, least=least)
    method = np.where(np.isnan(found.p_value), 0, 2 + found.which)
    estimate = (found.shift, found.lower, found.upper, found.p_value)
    return _directions(points, measures, window, estimate, method, least, today)


def _directions(
    points: Points,
    measures: Measures,
    window: Window,
    estimate: tuple[Floats, Floats, Floats, Floats],
    method: Integers,
    least: int,
    today: float,
) -> Directions:
    change, lower, upper, p_value = estimate
    count, shape = window.used.count, _shape(window)
    sign = measures.sign[points.series.measure[window.chosen]]
    bits = window.reasons | flag(Reason.TOO_FEW_POINTS, count < least) | flag(Reason.GAP, shape.gap)
    bits |= flag(Reason.CONSTANT, shape.flat & (count >= least))
    bits |= common_reasons(points, measures, window, today)
    sure = p_value < rules.SURE
    verdict = np.where(sure, np.where(change * sign > 0, IMPROVING, WORSENING), NO_CLEAR_CHANGE)
    # Sampled figures touch nought by luck: with limits only a figure that never left its end is spent. And a
    # plain change for the worse is told even where nothing worse can follow.
    limited = ~np.isnan(window.panel.lower[:, -1])
    spent = ~sure & (~limited | has(bits, Reason.CONSTANT))
    at_its_end = has(bits, Reason.EXHAUSTED) & (spent | (sure & (change * sign > 0)))
    bits = bits | flag(Reason.NEUTRAL_POLARITY, sure & (sign == 0))
    verdict = np.where(np.isnan(p_value) | at_its_end | (sure & (sign == 0)), CANNOT_SAY, verdict)
    return Directions(
        verdict=verdict,
        change=change,
        lower=lower,
        upper=upper,
        p_value=p_value,
        method=method,
        reasons=bits,
        count=count,
        older=shape.oldest,
        newer=window.panel.value[:, -1],
        least=shape.least,
        most=shape.most,
        from_period=window.oldest,
        period=window.panel.period[:, -1],
    )


def _shape(window: Window) -> kernel.Shape:
    rows = len(window.chosen)
    oldest, least, most = (np.empty(rows) for _ in range(3))
    shape = kernel.Shape(oldest, least, most, np.empty(rows, np.bool_), np.empty(rows, np.bool_))
    kernel.describe(window.panel.value, window.month, window.step, shape)
    return shape


def _errors(points: Points, measures: Measures, window: Window) -> Floats:
    """Standard errors of the used points, recovered on the scale that fits the kind of indicator."""
    m = points.series.measure[window.chosen]
    fitting = {Kind.PROPORTION: SCALES["logit"], Kind.RATE: SCALES["log"]}
    scale = np.array([fitting.get(kind, SCALES["natural"]) for kind in measures.kinds], dtype=np.int64)
    panel = window.panel
    return from_limits_by_row(panel.value, panel.lower, panel.upper, scale[m], measures.multiplier[m])
