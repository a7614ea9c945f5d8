"""What direction and prospect rest on: a series' newest points that may be used together."""

from dataclasses import dataclass

import numpy as np

from ropewalk.findings import rules
from ropewalk.findings.measures import Measures, newest_break
from ropewalk.findings.points import NEVER, Flags, Floats, Integers, Newest, Points, newest
from ropewalk.findings.reasons import Bits, flag
from ropewalk.stats.points import Packed, non_overlapping, pack
from ropewalk.vocabulary.words import Reason


@dataclass(frozen=True)
class Window:
    """What a series' direction and prospect rest on: its newest points since the last break, and which
    of them may be used together (``used``). ``step``: months from one usable point to the next."""

    chosen: Integers
    panel: Newest
    used: Packed
    step: Floats
    reasons: Bits


def steps_of(points: Points, measures: Measures, chosen: Integers) -> Floats:
    """Months from one separate period to the next, for each series."""
    return _step(points, measures, chosen, newest(points, chosen, 1))


def is_charted(points: Points, measures: Measures, chosen: Integers) -> Flags:
    """Which series are judged by a chart: those with a new, separate period at least every quarter."""
    return np.asarray(steps_of(points, measures, chosen) <= 3, dtype=np.bool_)


def look(points: Points, measures: Measures, chosen: Integers, depth: int, most: int) -> Window:
    """The window of some series: ``depth`` newest points read, of which at most ``most`` are used."""
    deepest = int((points.stop - points.first)[chosen].max(initial=1))
    panel = newest(points, chosen, min(depth, deepest))
    since = _since_break(points, measures, chosen, panel)
    start = np.where(since, panel.of_period(points.periods.start), np.nan)
    end = np.where(since, panel.of_period(points.periods.end), np.nan)
    separate = non_overlapping(start, end)
    used = pack(_recent(separate, start, end), most)
    had, left = (panel.period >= 0).sum(axis=1), since.sum(axis=1)
    few = separate.sum(axis=1) < rules.LEAST_POINTS
    reasons = flag(Reason.BREAK_IN_SERIES, few & (left < had))
    reasons |= flag(Reason.OVERLAPPING_PERIODS, few & (left >= rules.LEAST_POINTS))
    first = oldest(used.take(panel.period), used.count)
    hidden = points.series.withheld[chosen]
    reasons |= flag(Reason.SUPPRESSED, (hidden != NEVER) & ((hidden >= first) | (used.count == 0)))
    return Window(chosen, panel, used, _step(points, measures, chosen, panel), reasons)


def common_reasons(points: Points, measures: Measures, window: Window, today: float) -> Bits:
    """What a reader must know of the newest value: old, provisional, at its ceiling or floor."""
    m = points.series.measure[window.chosen]
    end = window.panel.of_period(points.periods.end_month)[:, -1]
    value, rounding = window.panel.value[:, -1], measures.rounding[m] + 1e-9
    at_end = (np.abs(value - measures.ceiling[m]) <= rounding) | (
        np.abs(value - measures.floor[m]) <= rounding
    )
    bits = flag(Reason.STALE, today - end > rules.STALE_AFTER * measures.rhythm[m])
    bits |= flag(Reason.EXHAUSTED, at_end)
    return bits | flag(Reason.PROVISIONAL, window.panel.provisional[:, -1])


def _recent(separate: Flags, start: Floats, end: Floats) -> Flags:
    """The newest five of the separate points, and of the others those that are no old history."""
    from_newest = np.cumsum(separate[:, ::-1], axis=1)[:, ::-1]
    near = start >= end[:, -1:] - rules.RECENT
    return np.asarray(separate & (near | (from_newest <= rules.LEAST_POINTS)), dtype=np.bool_)


def _step(points: Points, measures: Measures, chosen: Integers, panel: Newest) -> Floats:
    """Months from one separate period to the next: the rhythm, or the period's own length if longer."""
    rhythm = measures.rhythm[points.series.measure[chosen]]
    span = panel.of_period(points.periods.span)[:, -1]
    months = np.where(span > 0, span, -span / 30.4375)
    step = np.fmax(np.where(span > 0, months, np.ceil(months - 0.05)), rhythm)
    # An occasional indicator has no rhythm: a year is the yardstick of how long a bad spell lingers.
    return np.where(np.isnan(rhythm), np.fmax(step, 12.0), np.where(np.isnan(step), rhythm, step))


def _since_break(points: Points, measures: Measures, chosen: Integers, panel: Newest) -> Flags:
    """Points no older than the last break before the newest point."""
    start = panel.of_period(points.periods.start)
    m = points.series.measure[chosen]
    limit = np.full(len(chosen), -np.inf)
    for number, measure in enumerate(measures.each):  # over measures with breaks, of which there are few
        rows = np.flatnonzero(m == number) if measure.breaks else np.zeros(0, np.int64)
        for cut in newest_break(measure.breaks):
            day = float(cut.date.toordinal())
            limit[rows] = np.where(start[rows, -1] >= day, day, limit[rows])
    return start >= limit[:, None]


def at_oldest(value: Floats, count: Integers) -> Floats:
    """The first of each row's points, which are packed to the right."""
    at = np.clip(value.shape[1] - count, 0, value.shape[1] - 1)
    return np.asarray(np.take_along_axis(value, at[:, None], axis=1)[:, 0])


def oldest(period: Floats, count: Integers) -> Integers:
    """The period of the first of each row's points; -1 where there is none."""
    return np.asarray(np.nan_to_num(at_oldest(period, count), nan=-1), dtype=np.int64)
