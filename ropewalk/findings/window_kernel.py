"""The newest points of many series, and which of them may be used together, compiled."""

import math
from typing import NamedTuple

import numpy as np

from ropewalk.findings.rules import GAP, LEAST_POINTS, RECENT
from ropewalk.stats.arrays import Flags, Floats, Integers
from ropewalk.stats.compiled import compiled


class Held(NamedTuple):
    """Points of all series, and the days on which each period starts and ends; see ``points``."""

    first: Integers
    stop: Integers
    period: Integers
    value: Floats
    lower: Floats
    upper: Floats
    provisional: Flags
    start: Floats
    end: Floats


class Panels(NamedTuple):
    """Panels to be filled, (series, points), newest in the last column; -1, NaN and False where no point."""

    period: Integers
    value: Floats
    lower: Floats
    upper: Floats
    provisional: Flags


class Counts(NamedTuple):
    """To be filled, one entry a series: points read, those since the break, separate ones, used ones, and
    the period of the oldest used (-1: none)."""

    read: Integers
    since: Integers
    separate: Integers
    used: Integers
    oldest: Integers


@compiled
def gather(held: Held, chosen: Integers, into: Panels) -> None:
    """The newest points of the chosen series, as many as the panels have columns."""
    width = into.period.shape[1]
    for row in range(len(chosen)):
        stop = held.stop[chosen[row]]
        there = min(width, stop - held.first[chosen[row]])
        for column in range(width):
            at = stop - width + column
            if column < width - there:
                into.period[row, column], into.provisional[row, column] = -1, False
                into.value[row, column] = into.lower[row, column] = into.upper[row, column] = math.nan
            else:
                into.period[row, column], into.provisional[row, column] = (
                    held.period[at],
                    held.provisional[at],
                )
                into.value[row, column] = held.value[at]
                into.lower[row, column], into.upper[row, column] = held.lower[at], held.upper[at]


@compiled
def look(
    held: Held,
    chosen: Integers,
    measure: Integers,
    depth: int,
    breaks: Floats,
    first_break: Integers,
    into: Panels,
    counts: Counts,
) -> None:
    """Of each chosen series' newest ``depth`` points those that may be used together, as many as fit.

    Going back from the newest: none older than the last break before it (``breaks``: days, ascending, those
    of measure m from ``first_break[m]``); none that ends after the last one taken begins; and beyond the
    newest five none that begins longer than RECENT before the newest ends.
    """
    width = into.period.shape[1]
    for row in range(len(chosen)):
        stop = held.stop[chosen[row]]
        begin = max(held.first[chosen[row]], stop - depth)
        limit, edge, horizon = -math.inf, math.inf, math.inf
        if stop > begin:
            newest = held.period[stop - 1]
            horizon = held.end[newest] - RECENT
            for at in range(first_break[measure[row]], first_break[measure[row] + 1]):
                limit = breaks[at] if held.start[newest] >= breaks[at] else limit
        since = separate = used = 0
        oldest = -1
        for at in range(stop - 1, begin - 1, -1):
            period = held.period[at]
            start = held.start[period]
            if start < limit:
                continue
            since += 1
            if held.end[period] > edge:
                continue
            separate += 1
            edge = start
            if used < width and (start >= horizon or separate <= LEAST_POINTS):
                used += 1
                column = width - used
                into.period[row, column], into.provisional[row, column] = period, held.provisional[at]
                into.value[row, column] = held.value[at]
                into.lower[row, column], into.upper[row, column] = held.lower[at], held.upper[at]
                oldest = period
        for column in range(width - used):
            into.period[row, column], into.provisional[row, column] = -1, False
            into.value[row, column] = into.lower[row, column] = into.upper[row, column] = math.nan
        counts.read[row], counts.since[row], counts.separate[row] = stop - begin, since, separate
        counts.used[row], counts.oldest[row] = used, oldest


class Shape(NamedTuple):
    """To be filled, one entry a row of a panel: its oldest, least and greatest value, whether all are the
    same, and whether two neighbours lie further apart than GAP steps."""

    oldest: Floats
    least: Floats
    most: Floats
    flat: Flags
    gap: Flags


@compiled
def describe(value: Floats, month: Floats, step: Floats, into: Shape) -> None:
    """The shape of each row's points. ``value``, ``month``: (series, points), NaN as missing."""
    for row in range(len(value)):
        oldest = least = most = before = math.nan
        gap = False
        for column in range(value.shape[1]):
            y = value[row, column]
            if np.isnan(y):
                continue
            oldest = y if np.isnan(oldest) else oldest
            least = y if not least <= y else least
            most = y if not most >= y else most
            gap = gap or month[row, column] - before > GAP * step[row]
            before = month[row, column]
        into.oldest[row], into.least[row], into.most[row] = oldest, least, most
        into.flat[row] = most - least <= 1e-12 * max(abs(most), abs(least))
        into.gap[row] = gap
