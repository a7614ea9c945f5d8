"""Changes between two stretches of periods, of a place and of its peers, over just the same periods."""

from dataclasses import dataclass

import numpy as np

from ropewalk.findings.effect.questions import Questions
from ropewalk.findings.effect.sides import Sides, errors_of
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Flags, Floats, Integers, Points


@dataclass(frozen=True)
class Change:
    """(rows, 1 + peers), the place itself in the first column. ``late``: mean after less mean before, NaN
    where a period's figure is missing; ``early``: mean before less mean of the like stretch earlier. Their
    sampling variances are NaN where limits are."""

    late: Floats
    late_variance: Floats
    early: Floats
    early_variance: Floats

    def row(self, row: int) -> "Change":
        """One row, kept as such."""
        each = (self.late, self.late_variance, self.early, self.early_variance)
        late, late_variance, early, early_variance = (part[row : row + 1] for part in each)
        return Change(late, late_variance, early, early_variance)


def changes(
    points: Points,
    measures: Measures,
    questions: Questions,
    rows: Integers,
    sides: Sides,
    early: Sides,
    peers: Integers,
) -> Change:
    """Changes of the questions numbered ``rows`` and of their ``peers``, (rows, peers) place numbers. The
    periods are those of the place itself: ``sides`` before and after, ``early`` before those."""
    m = questions.measure[rows]
    places = np.concatenate([questions.place[rows][:, None], peers], axis=1)
    breakdown = points.series.breakdown[sides.chosen][:, None]
    series = points.series.find(m[:, None], places, np.broadcast_to(breakdown, places.shape))
    wanted = (sides.after, sides.before, early.before)
    means = [_mean(points, measures, m, series, periods_of(sides, which)) for which in wanted]
    (after, after_v), (before, before_v), (first, first_v) = means
    return Change(after - before, after_v + before_v, before - first, before_v + first_v)


def periods_of(sides: Sides, which: Flags) -> Integers:
    """The periods marked in ``which``, (rows, most in any row), -1 for none."""
    order = np.argsort(~which, axis=1, kind="stable")[:, : max(int(which.sum(axis=1).max(initial=0)), 1)]
    there = np.take_along_axis(which, order, axis=1)
    return np.where(there, np.take_along_axis(sides.panel.period, order, axis=1), -1)


def _mean(
    points: Points, measures: Measures, m: Integers, series: Integers, periods: Integers
) -> tuple[Floats, Floats]:
    """Mean over each row's periods, and its sampling variance, (rows, units)."""
    wanted = np.broadcast_to((periods >= 0)[:, None, :], (*series.shape, periods.shape[1]))
    at = _find(points, series, periods)
    value, lower, upper = (
        np.where(at >= 0, column[np.maximum(at, 0)], np.nan) if len(column) else np.full(at.shape, np.nan)
        for column in (points.value, points.lower, points.upper)
    )
    flat = (-1, periods.shape[1])
    each = np.repeat(m, series.shape[1])
    error = errors_of(measures, each, value.reshape(flat), lower.reshape(flat), upper.reshape(flat))
    count = np.maximum(wanted.sum(axis=2), 1)
    # A period that is wanted and not there spoils the mean; one that is not wanted adds nothing.
    mean = np.where(wanted, value, 0.0).sum(axis=2) / count
    variance = np.where(wanted, error.reshape(value.shape) ** 2, 0.0).sum(axis=2) / count**2
    none = ~wanted.any(axis=2)
    return np.where(none, np.nan, mean), np.where(none, np.nan, variance)


def _find(points: Points, series: Integers, periods: Integers) -> Integers:
    """Where each series' point of each period lies, (rows, units, periods); -1 where it has none."""
    width = np.int64(len(points.periods.start) + 1)
    owner = np.repeat(np.arange(len(points.series)), points.stop - points.first)
    keys = owner * width + points.period
    wanted = series[:, :, None] * width + periods[:, None, :]
    at = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    ok = (series >= 0)[:, :, None] & (periods >= 0)[:, None, :]
    hit = ok & (keys[at] == wanted) if len(keys) else np.zeros(wanted.shape, dtype=np.bool_)
    return np.where(hit, at, -1)
