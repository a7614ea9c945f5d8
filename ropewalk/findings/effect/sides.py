"""A series before and after a day: which of its points may stand for each side.

The rule, the same for both designs. Only points since the newest break. A period that holds the day itself is
half before and half after, so it is left out. On each side only periods that do not overlap, the nearest to
the day first. Which points are used depends on dates alone, never on values.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ropewalk.findings.measures import Measures, newest_break
from ropewalk.findings.points import NEVER, Flags, Floats, Integers, Newest, Points, newest
from ropewalk.findings.reasons import Bits, flag
from ropewalk.stats.points import non_overlapping
from ropewalk.stats.standard_errors import from_limits
from ropewalk.vocabulary.words import Kind, Reason

DEPTH: Final = 400
"""Newest points read of a series: thirty years of months."""


@dataclass(frozen=True)
class Sides:
    """One row a series and day. ``panel``: (rows, points), newest last. ``before``, ``after``: separate
    periods that end by the day, or begin on it or later. ``left_out``: how many periods hold the day.
    ``broken``: whether a break took every point of a side; ``crowded``: whether periods overlap."""

    chosen: Integers
    panel: Newest
    before: Flags
    after: Flags
    left_out: Integers
    broken: Flags
    crowded: Flags

    def rows(self, rows: Flags | Integers) -> "Sides":
        """The same for some rows only."""
        panel = self.panel
        part = Newest(
            panel.period[rows],
            panel.value[rows],
            panel.lower[rows],
            panel.upper[rows],
            panel.provisional[rows],
        )
        return Sides(
            self.chosen[rows],
            part,
            self.before[rows],
            self.after[rows],
            self.left_out[rows],
            self.broken[rows],
            self.crowded[rows],
        )

    def nearest(self, most: Integers, skip: Integers | int = 0) -> "Sides":
        """Only the ``most`` (rows,) points of each side that lie nearest to the day; of those before, the
        ``skip`` nearest are passed over first."""
        back = np.cumsum(self.before[:, ::-1], axis=1)[:, ::-1]
        passed = np.broadcast_to(skip, most.shape)
        before = self.before & (back > passed[:, None]) & (back <= (passed + most)[:, None])
        return replace(
            self, before=before, after=self.after & (np.cumsum(self.after, axis=1) <= most[:, None])
        )


def sides_of(points: Points, measures: Measures, chosen: Integers, day: Floats) -> Sides:
    """The sides of the series numbered ``chosen``. ``day``: (rows,) ordinals."""
    deepest = int((points.stop - points.first)[chosen].max(initial=1))
    panel = newest(points, chosen, min(DEPTH, deepest))
    start, end = panel.of_period(points.periods.start), panel.of_period(points.periods.end)
    since = start >= _limit(measures, points.series.measure[chosen], start)[:, None]
    sides = end <= day[:, None], start >= day[:, None]
    before, after = (_separate(since & side, start, end) for side in sides)
    lost = [side.any(axis=1) & ~(since & side).any(axis=1) for side in sides]
    crowded = (since & sides[0]).sum(axis=1) + (since & sides[1]).sum(axis=1) > (before | after).sum(axis=1)
    inside = since & (start < day[:, None]) & (end > day[:, None])
    left_out = inside.sum(axis=1, dtype=np.int64)
    broken = np.asarray(lost[0] | lost[1])
    return Sides(chosen, panel, before, after, left_out, broken, np.asarray(crowded))


def _separate(side: Flags, start: Floats, end: Floats) -> Flags:
    return non_overlapping(np.where(side, start, np.nan), np.where(side, end, np.nan))


def _limit(measures: Measures, m: Integers, start: Floats) -> Floats:
    """The day of the last break before each row's newest point; minus infinity where there is none."""
    limit = np.full(len(m), -np.inf)
    for number, measure in enumerate(measures.each):  # over measures with breaks, of which there are few
        rows = np.flatnonzero(m == number) if measure.breaks else np.zeros(0, np.int64)
        for cut in newest_break(measure.breaks):
            day = float(cut.date.toordinal())
            limit[rows] = np.where(start[rows, -1] >= day, day, limit[rows])
    return limit


def common_reasons(points: Points, sides: Sides) -> Bits:
    """What a reader must know of the points used: hidden ones among them, provisional ones."""
    used = sides.before | sides.after
    first = np.where(used, sides.panel.period, np.iinfo(np.int64).max).min(axis=1)
    hidden = points.series.withheld[sides.chosen]
    bits = flag(Reason.SUPPRESSED, (hidden != NEVER) & ((hidden >= first) | ~used.any(axis=1)))
    bits |= flag(Reason.BREAK_IN_SERIES, sides.broken)
    return bits | flag(Reason.PROVISIONAL, np.asarray((used & sides.panel.provisional).any(axis=1)))


def ends_of(sides: Sides) -> tuple[Integers, Integers]:
    """The first and the last period used, by number; -1 where none is."""
    used = sides.before | sides.after
    last = np.where(used, sides.panel.period, -1).max(axis=1)
    first = np.where(used, sides.panel.period, last[:, None]).min(axis=1)
    return first, last


def errors_of(measures: Measures, m: Integers, value: Floats, lower: Floats, upper: Floats) -> Floats:
    """Standard errors from limits, (rows, points), on the scale that fits each row's measure ``m``."""
    error = from_limits(value, lower, upper)
    share, rate = measures.of_kind(Kind.PROPORTION)[m], measures.of_kind(Kind.RATE)[m]
    scale = measures.multiplier[m][share, None]
    error[share] = from_limits(value[share], lower[share], upper[share], scale="logit", multiplier=scale)
    error[rate] = from_limits(value[rate], lower[rate], upper[rate], scale="log")
    return error
