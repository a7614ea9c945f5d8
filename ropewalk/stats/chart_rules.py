"""Rules of the individuals chart (XmR) that NHS England publishes: which points are special, and why.

In this order, the first that holds names the point: outside the limits, seven points rising or falling,
two of three near one limit, seven points on one side of the centre.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Flags, Floats, Integers, Numbers, floats
from ropewalk.stats.labels import words
from ropewalk.stats.modes import Mode
from ropewalk.stats.moving_ranges import LIMIT, mean, screened_mean
from ropewalk.stats.parts import Parts, split
from ropewalk.stats.points import Packed, pack

RUN: Final = 7
NEAR: Final = LIMIT * 2 / 3
SHORT: Final = 13
"""Fewer points than this are too few for limits to be trusted; they are given, and said to be short."""
ROUNDING: Final = 1e-12
"""Nearer to a line than this share of the largest value of its part, a point is on the line."""
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
    y = floats(values)
    stopped = _holes(y) if mode == "as published" else np.zeros(len(y), dtype=np.bool_)
    parts = split(np.where(stopped[:, None], np.nan, y), rebase)
    packed = pack(~np.isnan(parts.values), parts.values.shape[1])
    panel, own = packed.take(parts.values), parts.series
    lines = _lines(panel, packed, _each(fix_after, y)[own], _each(screened, y)[own] > 0, mode)
    marks = _marks(panel, lines, mode)
    direction = np.sign(_each(improvement, y)).astype(np.int64)
    kind = _kinds(marks.cause, marks.side, direction[own])
    back = _Back(parts, packed)
    centre, lower, upper = (
        parts.join(np.broadcast_to(line[:, None], panel.shape))
        for line in (lines.centre, lines.lower, lines.upper)
    )
    short = np.zeros(len(y), dtype=np.bool_)
    np.logical_or.at(short, own, (packed.count > 0) & (packed.count < SHORT))
    return ControlChart(
        centre,
        lower,
        upper,
        back.whole(marks.side),
        back.whole(marks.outside) > 0,
        back.whole(marks.near) > 0,
        back.whole(marks.cause),
        back.whole(kind),
        _assurance(y, lower, upper, _each(target, y), direction, mode),
        short,
        stopped,
    )


@dataclass(frozen=True)
class _Lines:
    centre: Floats
    average: Floats
    lower: Floats
    upper: Floats


@dataclass(frozen=True)
class _Marks:
    side: Integers
    outside: Flags
    near: Flags
    cause: Integers


@dataclass(frozen=True)
class _Back:
    """From packed parts to the points of the series they came from."""

    parts: Parts
    packed: Packed

    def whole(self, marks: npt.NDArray[np.generic]) -> Integers:
        out = np.zeros(marks.shape, dtype=np.int64)
        np.put_along_axis(out, self.packed.index, np.where(self.packed.there, marks, 0), axis=1)
        return self.parts.join(out)


def _each(option: npt.ArrayLike, y: Floats) -> Floats:
    return np.broadcast_to(np.asarray(option, dtype=np.float64), (len(y),))


def _holes(y: Floats) -> Flags:
    """Series with a missing point between two known ones."""
    there = ~np.isnan(y)
    before = np.logical_or.accumulate(there, axis=1)
    after = np.logical_or.accumulate(there[:, ::-1], axis=1)[:, ::-1]
    return np.asarray((~there & before & after).any(axis=1))


def _lines(y: Floats, packed: Packed, fix_after: Floats, screened: Flags, mode: Mode) -> _Lines:
    first = np.arange(y.shape[1]) - (y.shape[1] - packed.count[:, None])
    base = np.where(first < fix_after[:, None], y, np.nan)
    centre = mean(base)
    average = screened_mean(np.abs(np.diff(base, axis=1)), screened, mode)
    return _Lines(centre, average, centre - LIMIT * average, centre + LIMIT * average)


def _marks(y: Floats, lines: _Lines, mode: Mode) -> _Marks:
    centre, near = lines.centre[:, None], NEAR * lines.average[:, None]
    slack = ROUNDING * np.abs(np.nan_to_num(y)).max(axis=1, initial=0.0)[:, None]
    with np.errstate(invalid="ignore"):
        above, below = y > centre + slack, y < centre - slack
        outside = (y > lines.upper[:, None] + slack) | (y < lines.lower[:, None] - slack)
        close = ~outside & ((y > centre + near + slack) | (y < centre - near - slack))
        step = np.zeros(y.shape, dtype=np.int64)
        step[:, 1:] = np.sign(np.nan_to_num(np.diff(y, axis=1)))
    side = above.astype(np.int64) - below
    return _Marks(side, outside, close, _causes(side, outside, close, step, mode))


def _causes(side: Integers, outside: Flags, near: Flags, step: Integers, mode: Mode) -> Integers:
    rising, falling = (_members(_unbroken(way * step > 0, RUN - 1), RUN) for way in (1, -1))
    trend = rising | falling
    # Where a rising run meets a falling one, their shared point goes with the one that it begins.
    onward = step.copy()
    onward[:, :-1] = np.where(trend[:, 1:] & trend[:, :-1], step[:, 1:], step[:, :-1])
    up = onward > 0 if mode == "as published" else rising & (~falling | (onward > 0))
    of_three = near & _members(_three(side > 0, near) | _three(side < 0, near), 3)
    run = _members(_unbroken(side > 0, RUN) | _unbroken(side < 0, RUN), RUN)
    cause = np.where(run, np.where(side > 0, 7, 8), 0)
    cause = np.where(of_three, np.where(side > 0, 5, 6), cause)
    cause = np.where(trend, np.where(up, 3, 4), cause)
    return np.where(outside, np.where(side > 0, 1, 2), cause)


def _unbroken(flags: Flags, count: int) -> Flags:
    """Whether this point and the ``count`` - 1 before it are all true."""
    out = flags.copy()
    for back in range(1, count):  # over the length of a run, never over series
        out[:, back:] &= flags[:, : max(flags.shape[1] - back, 0)]
        out[:, :back] = False
    return out


def _members(ends: Flags, count: int) -> Flags:
    """Whether this point or one of the ``count`` - 1 after it ends a run of ``count``."""
    out = ends.copy()
    for ahead in range(1, count):  # over the length of a run, never over series
        out[:, : max(ends.shape[1] - ahead, 0)] |= ends[:, ahead:]
    return out


def _three(one_side: Flags, near: Flags) -> Flags:
    """Whether this point and the two before it lie on one side, two of them or more near the limit."""
    counted = near.astype(np.int64)
    total = counted.copy()
    for back in (1, 2):
        total[:, back:] += counted[:, : max(near.shape[1] - back, 0)]
    return np.asarray(_unbroken(one_side, 3) & (total >= 2))


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
