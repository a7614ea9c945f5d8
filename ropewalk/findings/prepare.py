"""From coded observations to sorted points.

Whatever cannot be a point (a period that is none, a value that is none or hidden, a contradiction) is
left out here, and only here; the series stays, and its findings cannot say.
"""

from dataclasses import dataclass

import numpy as np

from ropewalk.findings.encode import PROVISIONAL, SUPPRESSED, Coded
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import NEVER, Flags, Floats, Integers, Periods, Points, Series
from ropewalk.stats.arrays import floats
from ropewalk.stats.intervals import proportion_limits, rate_limits
from ropewalk.vocabulary.words import Kind


@dataclass(frozen=True)
class _Rows:
    """Usable rows, sorted by the number of their series, then of their period."""

    owner: Integers
    period: Integers
    value: Floats
    lower: Floats
    upper: Floats
    provisional: Flags

    def take(self, keep: Flags | Integers) -> "_Rows":
        return _Rows(
            self.owner[keep],
            self.period[keep],
            self.value[keep],
            self.lower[keep],
            self.upper[keep],
            self.provisional[keep],
        )


def points_of(coded: Coded, measures: Measures) -> Points:
    """Points of every series that the rows name, whether or not a row of it can be a point."""
    breakdowns = max(len(coded.breakdowns), 1)
    row_key = (coded.measure * len(coded.places) + coded.place) * breakdowns + coded.breakdown
    key, owner = np.unique(row_key, return_inverse=True)
    withheld = np.full(len(key), NEVER)
    suppressed = coded.state == SUPPRESSED
    np.maximum.at(withheld, owner[suppressed], coded.period[suppressed])
    series = _series(key, withheld, coded.places, coded.breakdowns)
    value, lower, upper = _with_limits(coded, measures)
    rows = _Rows(owner, coded.period, value, lower, upper, coded.state == PROVISIONAL)
    good = np.flatnonzero((coded.period >= 0) & ~np.isnan(value))
    order = np.argsort(
        owner[good] * np.int64(len(coded.periods.start) + 1) + rows.period[good], kind="stable"
    )
    rows = _alike(_without_contradictions(rows.take(good[order])), coded.periods)
    numbers = np.arange(len(series))
    first = np.searchsorted(rows.owner, numbers, side="left")
    stop = np.searchsorted(rows.owner, numbers, side="right")
    return Points(
        series, coded.periods, first, stop, rows.period, rows.value, rows.lower, rows.upper, rows.provisional
    )


def _series(
    key: Integers, withheld: Integers, places: tuple[str, ...], breakdowns: tuple[str, ...]
) -> Series:
    rest, breakdown = np.divmod(key, max(len(breakdowns), 1))
    measure, place = np.divmod(rest, max(len(places), 1))
    return Series(key, measure, place, breakdown, withheld, places, breakdowns)


def _with_limits(coded: Coded, measures: Measures) -> tuple[Floats, Floats, Floats]:
    """Published value and limits; from counts where they are absent and the counts are counts."""
    value, lower, upper = coded.value.copy(), coded.lower.copy(), coded.upper.copy()
    x, n, measure = coded.numerator, coded.denominator, coded.measure
    lacking = np.isnan(value) | np.isnan(lower) | np.isnan(upper)
    scale, rounding = measures.multiplier[measure], np.nan_to_num(measures.rounding[measure])
    # Thousands of tonnes or pounds are numerators too, but no Poisson counts: only whole numbers are.
    counted = lacking & (x >= 0) & (n > 0) & (np.abs(x - np.round(x)) < 1e-9)
    for kind, method in ((Kind.PROPORTION, proportion_limits), (Kind.RATE, rate_limits)):
        rows = np.flatnonzero(counted & measures.of_kind(kind)[measure])
        found = method(x[rows], n[rows], multiplier=scale[rows])
        absent = np.isnan(value[rows])
        # A value that its counts do not give is of another kind than they: then they say nothing of it.
        agrees = np.abs(found.value - value[rows]) <= 0.02 * np.abs(found.value) + 2 * rounding[rows]
        use = np.flatnonzero((absent | agrees) & ~np.isnan(found.value))
        value[rows[use]] = np.where(absent[use], found.value[use], value[rows[use]])
        lower[rows[use]], upper[rows[use]] = found.lower[use], found.upper[use]
    ratio = np.flatnonzero(np.isnan(value) & (n > 0) & ~np.isnan(x))
    value[ratio] = x[ratio] / n[ratio] * scale[ratio]
    value = floats(value)
    # Value and limits are rounded apart, so a value may stick out of its limits by a little.
    slack = 0.05 * (upper - lower) + rounding
    good = (lower < upper) & (lower <= value + slack) & (upper >= value - slack)
    return (
        value,
        np.where(good, np.minimum(lower, value), np.nan),
        np.where(good, np.maximum(upper, value), np.nan),
    )


def _without_contradictions(rows: _Rows) -> _Rows:
    """Of rows with one key: one, when they say the same; none, when they do not."""
    if len(rows.owner) == 0:
        return rows
    new = np.r_[True, (rows.owner[1:] != rows.owner[:-1]) | (rows.period[1:] != rows.period[:-1])]
    if new.all():
        return rows
    group = np.cumsum(new) - 1
    head = np.flatnonzero(new)[group]
    differs = np.zeros(len(new), dtype=np.bool_)
    for column in (rows.value, rows.lower, rows.upper, rows.provisional.astype(np.float64)):
        differs |= ~((column == column[head]) | (np.isnan(column) & np.isnan(column[head])))
    return rows.take(new & ~(np.bincount(group, weights=differs)[group] > 0))


def _alike(rows: _Rows, periods: Periods) -> _Rows:
    """Only points whose period is as long as the newest one's: a year is not compared with three."""
    if len(rows.owner) == 0:
        return rows
    last = np.searchsorted(rows.owner, rows.owner, side="right") - 1
    return rows.take(periods.span[rows.period] == periods.span[rows.period[last]])
