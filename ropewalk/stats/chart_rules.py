"""Rules of the individuals chart (XmR) that NHS England publishes: which points are special, and why.

In this order, the first that holds names the point: outside the limits, seven points rising or falling,
two of three near one limit, seven points on one side of the centre.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Flags, Floats, Integers, Numbers, floats
from ropewalk.stats.chart_rules_kernel import charts
from ropewalk.stats.labels import words
from ropewalk.stats.modes import Mode

SHORT: Final = 13
"""Fewer points than this are too few for limits to be trusted; they are given, and said to be short."""
CAUSES: Final = (
    "Common Cause",
    "Above UCL",
    "Below LCL",
    "7 Point Trend (Increasing)",
    "7 Point Trend (Decreasing)",
    "2 in 3 Above CL",
    "2 in 3 Below CL",
    "7 Points Above CL",
    "7 Points Below CL",
)
TYPES: Final = (
    "common_cause",
    "special_cause_improvement",
    "special_cause_concern",
    "special_cause_neutral_high",
    "special_cause_neutral_low",
)
ASSURANCES: Final = ("", "consistent_pass", "consistent_fail", "inconsistent")


@dataclass(frozen=True)
class ControlChart:
    """Points have shape (series, points), series (series,).

    ``centre``, ``lower``, ``upper``: limits that hold at each point, NaN where there are none.
    ``side``: 1 above the centre, -1 below, 0 on it or missing. ``outside``, ``near``: beyond the limits;
    in the outer third inside them. ``cause``: position in CAUSES. ``kind``: position in TYPES.
    ``assurance``: position in ASSURANCES, from the target and the newest point's limits.
    ``short``: some part has fewer than thirteen points. ``stopped``: as published, the program would have
    refused this series; its points are then all common cause and its limits NaN.
    """

    centre: Floats
    lower: Floats
    upper: Floats
    side: Integers
    outside: Flags
    near: Flags
    cause: Integers
    kind: Integers
    assurance: Integers
    short: Flags
    stopped: Flags

    def causes(self) -> npt.NDArray[np.str_]:
        """The causes as text, as NHSRplotthedots prints them."""
        return words(CAUSES, self.cause)

    def kinds(self) -> npt.NDArray[np.str_]:
        """The point types as text, as NHSRplotthedots prints them."""
        return words(TYPES, self.kind)

    def assurances(self) -> npt.NDArray[np.str_]:
        """The answers about the target as text; empty where there is no answer."""
        return words(ASSURANCES, self.assurance)


def control_chart(
    values: Numbers,
    *,
    improvement: npt.ArrayLike = 0,
    target: Numbers = np.nan,
    rebase: npt.ArrayLike | None = None,
    fix_after: Numbers = np.inf,
    screened: npt.ArrayLike = True,
    mode: Mode = "sound",
) -> ControlChart:
    """Limits mean -+ 2.66 average moving ranges, and the four rules, for every part of every series.

    ``values``: (series, points), oldest first, NaN as missing. Scalars or (series,): ``improvement`` (1 up
    is better, -1 down, 0 neither), ``target`` (NaN for none), ``fix_after`` (limits from that many first
    points of each part), ``screened`` (average again without moving ranges of 3.267 averages or more,
    once). ``rebase``: (series, points), true where a new part begins with limits and runs of its own.

    Sound mode differs from NHSRplotthedots 0.2.2 in five things: a missing point is left out and its
    neighbours count as neighbours (there one stops the whole call); limits of a constant series are its
    mean (there NaN); where screening leaves only moving ranges of nought, as in 23 zeros and a one, the
    unscreened average stands (there all 24 points are outside); a target says nothing without limits (there
    "inconsistent"); and the last point of a run that another follows at once keeps its own run's direction
    (there that of the step between them). In both modes a value on a line up to ROUNDING is on it, and a
    rising or falling run is better or worse by its own direction, wherever the centre lies.
    Sources: Nelson (1982) J Quality Technology 14:172; NHS England, Making Data Count (2019).
    """
    y = np.ascontiguousarray(floats(values))
    stopped = _holes(y) if mode == "as published" else np.zeros(len(y), dtype=np.bool_)
    used = np.where(stopped[:, None], np.nan, y) if stopped.any() else y
    limits, marks = np.empty((3, *y.shape)), np.zeros((4, *y.shape), dtype=np.int64)
    fewest = np.full(len(y), y.shape[1] + SHORT, dtype=np.int64)
    cuts = np.zeros(y.shape, np.bool_) if rebase is None else np.asarray(rebase, dtype=np.bool_)
    begins = np.ascontiguousarray(np.broadcast_to(cuts, y.shape))
    each = _each(fix_after, y).copy(), _each(screened, y) > 0
    charts(used, begins, *each, mode == "sound", limits, marks, fewest)
    (centre, lower, upper), (side, outside, near, cause) = limits, marks
    direction = np.sign(_each(improvement, y)).astype(np.int64)
    answer = _assurance(y, lower, upper, _each(target, y), direction, mode)
    kind = _kinds(cause, side, direction)
    short = fewest < SHORT
    return ControlChart(
        centre, lower, upper, side, outside > 0, near > 0, cause, kind, answer, short, stopped
    )


def _each(option: npt.ArrayLike, y: Floats) -> Floats:
    return np.broadcast_to(np.asarray(option, dtype=np.float64), (len(y),))


def _holes(y: Floats) -> Flags:
    """Series with a missing point between two known ones."""
    there = ~np.isnan(y)
    before = np.logical_or.accumulate(there, axis=1)
    after = np.logical_or.accumulate(there[:, ::-1], axis=1)[:, ::-1]
    return np.asarray((~there & before & after).any(axis=1))


def _kinds(cause: Integers, side: Integers, direction: Integers) -> Integers:
    better = direction[:, None]
    lean = np.where(cause == 3, 1, np.where(cause == 4, -1, side))
    neutral = np.where(lean > 0, 3, 4)
    kind = np.where(better == 0, neutral, np.where(lean == better, 1, 2))
    return np.where(cause == 0, 0, kind)


def _assurance(
    y: Floats, lower: Floats, upper: Floats, target: Floats, direction: Integers, mode: Mode
) -> Integers:
    asked = ~np.isnan(target) & (direction != 0) & ~np.isnan(y).all(axis=1)
    newest = (
        y.shape[1] - 1 - np.argmax(~np.isnan(y[:, ::-1]), axis=1) if y.shape[1] else np.zeros(len(y), int)
    )
    low, high = (
        np.take_along_axis(a, newest[:, None], axis=1)[:, 0] if a.shape[1] else target for a in (lower, upper)
    )
    with np.errstate(invalid="ignore"):
        over, under = target > high, target < low
    missed = np.where(over, direction > 0, direction < 0)
    answer = np.where(over | under, np.where(missed, 2, 1), 3)
    known = asked if mode == "as published" else asked & ~np.isnan(low)
    return np.where(known, answer, 0)
