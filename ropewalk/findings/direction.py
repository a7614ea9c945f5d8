"""Is it getting better? One answer a series, about now."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.findings import rules
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Flags, Floats, Integers, Points
from ropewalk.findings.reasons import Bits, flag, has
from ropewalk.findings.window import Window, at_oldest, common_reasons, oldest
from ropewalk.stats.chart import now
from ropewalk.stats.standard_errors import from_limits
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
    """Direction by a straight line through the newest ten separate periods, change a year."""
    panel, used = window.panel, window.used
    m = points.series.measure[window.chosen]
    value = used.take(panel.value)
    year = used.take(panel.of_period(points.periods.start_month)) / 12
    found = trend(value, year, _errors(points, measures, window), step=window.step / 12)
    method = np.where(np.isnan(found.p_value), 0, 1)
    few = flag(Reason.TOO_FEW_POINTS, used.count < rules.LEAST_POINTS)
    same = _flat(value) & (used.count >= rules.LEAST_POINTS)
    bits = window.reasons | few | flag(Reason.CONSTANT, same)
    bits |= _gaps(year * 12, window.step) | common_reasons(points, measures, window, today)
    estimate = (found.slope, found.lower, found.upper, found.p_value)
    return _directions(measures.sign[m], window, value, estimate, method, bits)


def judge_charts(points: Points, measures: Measures, window: Window, today: float) -> Directions:
    """Direction by the newest point and half-year against the season's usual level, and by the slope.

    All series of a window must have the same ``step``: 1, 2 or 3 months."""
    step = int(window.step[0])
    monthly = step == 1
    least = rules.LEAST_MONTHS if monthly else rules.LEAST_QUARTERS
    stretch = rules.STRETCH_MONTHS if monthly else rules.STRETCH_QUARTERS
    panel, used = window.panel, window.used
    m = points.series.measure[window.chosen]
    value = used.take(panel.value)
    month = used.take(panel.of_period(points.periods.start_month))
    # Quarters that begin in February are counted from there: only the distance to the newest matters.
    steps = np.round((month - month[:, -1:]) / step) + 12 // step * 1000
    found = now(value, steps, season=12 // step, stretch=stretch, least=least)
    method = np.where(np.isnan(found.p_value), 0, 2 + found.which)
    few = flag(Reason.TOO_FEW_POINTS, used.count < least)
    same = _flat(value) & (used.count >= least)
    bits = window.reasons | few | flag(Reason.CONSTANT, same)
    bits |= _gaps(month, window.step) | common_reasons(points, measures, window, today)
    estimate = (found.shift, found.lower, found.upper, found.p_value)
    return _directions(measures.sign[m], window, value, estimate, method, bits)


def _directions(
    sign: Floats,
    window: Window,
    value: Floats,
    estimate: tuple[Floats, Floats, Floats, Floats],
    method: Integers,
    bits: Bits,
) -> Directions:
    change, lower, upper, p_value = estimate
    sure = p_value < rules.SURE
    verdict = np.where(sure, np.where(change * sign > 0, IMPROVING, WORSENING), NO_CLEAR_CHANGE)
    # Sampled figures touch nought by luck: with limits only a figure that never left its end is spent. And a
    # plain change for the worse is told even where nothing worse can follow.
    limited = ~np.isnan(window.panel.lower[:, -1])
    spent = ~sure & (~limited | has(bits, Reason.CONSTANT))
    at_its_end = has(bits, Reason.EXHAUSTED) & (spent | (sure & (change * sign > 0)))
    bits = bits | flag(Reason.NEUTRAL_POLARITY, sure & (sign == 0))
    verdict = np.where(np.isnan(p_value) | at_its_end | (sure & (sign == 0)), CANNOT_SAY, verdict)
    period = window.used.take(window.panel.period)
    there = window.used.there
    return Directions(
        verdict=verdict,
        change=change,
        lower=lower,
        upper=upper,
        p_value=p_value,
        method=method,
        reasons=bits,
        count=window.used.count,
        older=at_oldest(value, window.used.count),
        newer=window.panel.value[:, -1],
        least=np.where(there.any(axis=1), np.where(there, value, np.inf).min(axis=1), np.nan),
        most=np.where(there.any(axis=1), np.where(there, value, -np.inf).max(axis=1), np.nan),
        from_period=oldest(period, window.used.count),
        period=window.panel.period[:, -1],
    )


def _errors(points: Points, measures: Measures, window: Window) -> Floats:
    """Standard errors of the used points, recovered on the scale that fits the kind of indicator."""
    used, panel = window.used, window.panel
    value, lower, upper = (used.take(a) for a in (panel.value, panel.lower, panel.upper))
    m = points.series.measure[window.chosen]
    scale = measures.multiplier[m][:, None]
    error = from_limits(value, lower, upper)
    share, rate = measures.of_kind(Kind.PROPORTION)[m], measures.of_kind(Kind.RATE)[m]
    error[share] = from_limits(
        value[share], lower[share], upper[share], scale="logit", multiplier=scale[share]
    )
    error[rate] = from_limits(value[rate], lower[rate], upper[rate], scale="log")
    return error


def _gaps(month: Floats, step: Floats) -> Bits:
    apart = np.diff(month, axis=1) > rules.GAP * step[:, None]
    return flag(Reason.GAP, np.asarray(apart.any(axis=1), dtype=np.bool_))


def _flat(value: Floats) -> Flags:
    high: Floats = np.fmax.reduce(np.where(np.isnan(value), -np.inf, value), axis=1, initial=-np.inf)
    low: Floats = np.fmin.reduce(np.where(np.isnan(value), np.inf, value), axis=1, initial=np.inf)
    return np.asarray(high - low <= 1e-12 * np.maximum(np.abs(high), np.abs(low)), dtype=np.bool_)
