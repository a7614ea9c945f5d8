"""What direction and prospect rest on: a series' newest points that may be used together."""

from dataclasses import dataclass

import numpy as np

from ropewalk.findings import rules
from ropewalk.findings import window_kernel as kernel
from ropewalk.findings.joined import NOTHING, Joined
from ropewalk.findings.measures import Measures, newest_break
from ropewalk.findings.points import NEVER, Flags, Floats, Integers, Newest, Points, held, newest, panels
from ropewalk.findings.reasons import Bits, flag
from ropewalk.stats.points import Packed
from ropewalk.vocabulary.words import Reason


@dataclass(frozen=True)
class Window:
    """What a series' direction and prospect rest on: its newest points that may be used together, all since
    the last break. ``panel``: these points, (series, points), newest last, the newest of all among them.
    ``used``: which cells of it hold one. ``month``: in which each starts. ``step``: months from one usable
    point to the next. ``oldest``: the period of the oldest used, -1 for none."""

    chosen: Integers
    panel: Newest
    used: Packed
    month: Floats
    step: Floats
    reasons: Bits
    oldest: Integers


def steps_of(points: Points, measures: Measures, chosen: Integers) -> Floats:
    """Months from one separate period to the next, for each series."""
    return _step(points, measures, chosen, newest(points, chosen, 1))


def is_charted(points: Points, measures: Measures, chosen: Integers) -> Flags:
    """Which series are judged by a chart: those with a new, separate period at least every quarter."""
    return np.asarray(steps_of(points, measures, chosen) <= 3, dtype=np.bool_)


def look(points: Points, measures: Measures, chosen: Integers, depth: int, most: int) -> Window:
    """The window of some series: ``depth`` newest points read, of which at most ``most`` are used."""
    deepest = int((points.stop - points.first)[chosen].max(initial=1))
    into = panels(len(chosen), min(most, depth, deepest))
    counts = kernel.Counts(*np.empty((5, len(chosen)), dtype=np.int64))
    breaks, first_break = _breaks(measures)
    measure = points.series.measure[chosen]
    kernel.look(held(points), chosen, measure, depth, breaks, first_break, into, counts)
    panel = Newest(*into)
    few = counts.separate < rules.LEAST_POINTS
    reasons = flag(Reason.BREAK_IN_SERIES, few & (counts.since < counts.read))
    reasons |= flag(Reason.OVERLAPPING_PERIODS, few & (counts.since >= rules.LEAST_POINTS))
    hidden = points.series.withheld[chosen]
    recent = (hidden >= counts.oldest) | (counts.used == 0)
    reasons |= flag(Reason.SUPPRESSED, (hidden != NEVER) & recent)
    month = panel.of_period(points.periods.start_month)
    step = _step(points, measures, chosen, panel)
    return Window(chosen, panel, _packed(panel, counts.used), month, step, reasons, counts.oldest)


def _packed(panel: Newest, count: Integers) -> Packed:
    index = np.broadcast_to(np.arange(panel.period.shape[1]), panel.period.shape)
    return Packed(np.ascontiguousarray(index), panel.period >= 0, count)


def rebased(points: Points, window: Window, begun: Floats, joined: Joined = NOTHING) -> Bits:
    """Where the oldest point used is older than the place itself: put together by us from former places
    (``joined``), or else worked out by its publisher for the place as it is now. ``begun``: the day of each
    place, -inf where it is not a new one."""
    start = np.append(points.periods.start, np.inf)[window.oldest]
    place, measure = points.series.place[window.chosen], points.series.measure[window.chosen]
    older, ours = np.asarray(start < begun[place], dtype=np.bool_), joined.among(measure, place)
    return flag(Reason.BOUNDARY_CHANGE, older & ~ours) | flag(Reason.PUT_TOGETHER, older & ours)


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


def _step(points: Points, measures: Measures, chosen: Integers, panel: Newest) -> Floats:
    """Months from one separate period to the next: the rhythm, or the period's own length if longer."""
    rhythm = measures.rhythm[points.series.measure[chosen]]
    span = panel.of_period(points.periods.span)[:, -1]
    months = np.where(span > 0, span, -span / 30.4375)
    step = np.fmax(np.where(span > 0, months, np.ceil(months - 0.05)), rhythm)
    # An occasional indicator has no rhythm: a year is the yardstick of how long a bad spell lingers.
    return np.where(np.isnan(rhythm), np.fmax(step, 12.0), np.where(np.isnan(step), rhythm, step))


def _breaks(measures: Measures) -> tuple[Floats, Integers]:
    """The days of all measures' breaks, ascending within a measure, and where each measure's begin."""
    days = [[float(cut.date.toordinal()) for cut in newest_break(m.breaks)] for m in measures.each]
    first = np.cumsum([0, *(len(listed) for listed in days)], dtype=np.int64)
    return np.array([day for listed in days for day in listed], dtype=np.float64), first
