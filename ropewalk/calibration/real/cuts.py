"""Real series as they stood at each past year, beside what came one, two and three years later.

A cut is a series of its own that ends earlier: the engine looks at it as at any other. So overlapping
periods, breaks, hidden and contradictory figures are treated in the past as they are today.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ropewalk.findings import rules
from ropewalk.findings.measures import Measures, newest_break
from ropewalk.findings.points import NEVER, Flags, Floats, Integers, Points
from ropewalk.findings.window import Window, is_charted, look

HORIZONS: Final = (1, 2, 3)
HELD_BACK: Final = 2
"""What came in the newest two years of a series is never used to tune anything: it is reported apart."""
BLOCK: Final = 20_000


@dataclass(frozen=True)
class Cuts:
    """``points``: one series a cut, in order of ``owner`` (the number of the series that was cut), then of
    time. ``outcome``: (cuts, horizons), what came so many years later, NaN where nothing comparable did;
    ``heldout``: which of them lie in the newest two years. ``unit``: each cut's mean absolute yearly step
    over all that was not held back, one number a series: what makes losses comparable."""

    points: Points
    owner: Integers
    outcome: Floats
    heldout: Flags
    unit: Floats

    def __len__(self) -> int:
        return len(self.owner)


@dataclass(frozen=True)
class _Flat:
    """All points in a row: ``at``, where each lies, its ``owner``, ``value``, days and months."""

    at: Integers
    owner: Integers
    value: Floats
    start: Floats
    end: Floats


def cuts_of(points: Points, measures: Measures) -> Cuts:
    """Every series cut at its newest point and at each whole year before it, if five points are left."""
    flat, count = _flat(points), points.stop - points.first
    newest = flat.end[np.cumsum(count)[flat.owner] - 1]
    back = newest - flat.end
    yearly = np.abs(back - 12 * np.round(back / 12)) < 0.5
    old_enough = flat.at - points.first[flat.owner] >= rules.LEAST_POINTS - 1
    rows = np.flatnonzero(yearly & old_enough)
    owner = flat.owner[rows]
    outcome, heldout = _outcomes(flat, rows, back[rows], _next_break(points, measures, flat, rows))
    unit = _units(flat, yearly & (back > 12 * HELD_BACK - 0.5), len(count))[owner]
    return Cuts(_cut(points, owner, flat.at[rows]), owner, outcome, heldout, unit)


def _flat(points: Points) -> _Flat:
    count = points.stop - points.first
    owner = np.repeat(np.arange(len(count)), count)
    at = points.first[owner] + np.arange(len(owner)) - (np.cumsum(count) - count)[owner]
    period = points.period[at]
    return _Flat(at, owner, points.value[at], points.periods.start[period], points.periods.end_month[period])


def blocks(cuts: Cuts, measures: Measures) -> Iterator[Window]:
    """The engine's windows of all cuts, some thousands at a time; ``window.chosen`` numbers the cuts."""
    everything = np.arange(len(cuts))
    charted = is_charted(cuts.points, measures, everything)
    for rows, depth, most in (
        (everything[~charted], rules.SHALLOW, rules.WINDOW),
        (everything[charted], rules.DEEPEST, rules.DEEPEST),
    ):
        for at in range(0, len(rows), BLOCK):
            yield look(cuts.points, measures, rows[at : at + BLOCK], depth, most)


def _cut(points: Points, owner: Integers, at: Integers) -> Points:
    series = points.series
    cut = replace(
        series,
        key=np.arange(len(at)),
        measure=series.measure[owner],
        place=series.place[owner],
        breakdown=series.breakdown[owner],
        withheld=np.full(len(at), NEVER),
    )
    return replace(points, series=cut, first=points.first[owner], stop=at + 1)


def _outcomes(flat: _Flat, rows: Integers, back: Floats, limit: Floats) -> tuple[Floats, Flags]:
    """The value whose period ends h years after the cut's newest one, unless a break lies between."""
    halves = np.int64(2 * np.ceil(flat.end.max(initial=0.0)) + 100)
    key = flat.owner * halves + np.round(2 * flat.end).astype(np.int64)
    outcome = np.full((len(rows), len(HORIZONS)), np.nan)
    for column, years in enumerate(HORIZONS):
        month = flat.end[rows] + 12 * years
        wanted = flat.owner[rows] * halves + np.round(2 * month).astype(np.int64)
        found = np.minimum(np.searchsorted(key, wanted), max(len(key) - 1, 0))
        there = (key[found] == wanted) & (flat.start[found] < limit)
        outcome[:, column] = np.where(there, flat.value[found], np.nan)
    left = back[:, None] - 12 * np.array(HORIZONS)
    return outcome, ~np.isnan(outcome) & (left < 12 * HELD_BACK - 0.5)


def _next_break(points: Points, measures: Measures, flat: _Flat, rows: Integers) -> Floats:
    """The day of the first break after each cut's newest point begins; infinite where there is none."""
    start, m = flat.start[rows], points.series.measure[flat.owner[rows]]
    limit = np.full(len(rows), np.inf)
    for number, measure in enumerate(measures.each):  # over measures with breaks, of which there are few
        mine = np.flatnonzero(m == number) if measure.breaks else np.zeros(0, np.int64)
        for cut in reversed(newest_break(measure.breaks)):
            day = float(cut.date.toordinal())
            limit[mine] = np.where(start[mine] < day, day, limit[mine])
    return limit


def _units(flat: _Flat, used: Flags, size: int) -> Floats:
    """Mean absolute step between the used points of each series; NaN where it never moved or is too short."""
    owner = flat.owner[used]
    same = owner[1:] == owner[:-1]
    step, whose = np.abs(np.diff(flat.value[used]))[same], owner[1:][same]
    count = np.bincount(whose, minlength=size)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(whose, step, minlength=size) / count
    return np.where(mean > 0, mean, np.nan)
