"""A series on a drawing: line, band, whiskers and dots, broken wherever the data are."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ropewalk.figures import svg
from ropewalk.figures.inputs import Line, Point
from ropewalk.figures.scales import Scale, middle_day
from ropewalk.vocabulary.indicator import Break
from ropewalk.vocabulary.period import parse_period

FEW_POINTS: Final = 6
"""Up to this many points each interval is a whisker; more, and together they make a band."""

MANY_POINTS: Final = 40
"""Beyond this many points dots would run together: only the last and the special ones are drawn."""

GAP: Final = 1.6
"""A step longer than this many usual steps is a gap: the line is not drawn across it."""

Stretches = list[list[Point]]
"""The parts of a line that may be joined."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The two scales of a drawing: x over day numbers, y over values."""

    x: Scale
    y: Scale

    def place(self, point: Point) -> tuple[float, float]:
        """Where a point with a value stands."""
        return self.x.at(middle_day(point.period)), self.y.at(_known(point.value))

    def across(self, points: Iterable[Point]) -> list[float]:
        """How far across each point stands."""
        return self.x.all_at([middle_day(p.period) for p in points])

    def up(self, values: Iterable[float | None]) -> list[float]:
        """How high each value stands. Only known values may be asked for."""
        return self.y.all_at([_known(v) for v in values])


def _known(value: float | None) -> float:
    if value is None:
        raise ValueError("a point without a value has no place on a drawing")
    return value


def runs(line: Line, breaks: Sequence[Break] = ()) -> Stretches:
    """The stretches of a line that may be joined: no missing value, no missing period, no break inside."""
    known = [p for p in line.points if p.value is not None]
    if not known:
        return []
    days = [middle_day(p.period) for p in known]
    steps = [b - a for a, b in pairwise(days)]
    longest = sorted(steps)[len(steps) // 2] * GAP if steps else 0.0
    eras = _eras(known, breaks)
    out = [[known[0]]]
    for index, step in enumerate(steps):
        joined = step <= longest and eras[index] == eras[index + 1]
        if joined:
            out[-1].append(known[index + 1])
        else:
            out.append([known[index + 1]])
    return _cut_at_missing(out, line) if len(known) < len(line.points) else out


def _eras(points: list[Point], breaks: Sequence[Break]) -> list[int]:
    """How many declared breaks lie before each point's start."""
    if not breaks:
        return [0] * len(points)
    days = sorted(b.date for b in breaks)
    return [bisect_right(days, parse_period(p.period).start) for p in points]


def _cut_at_missing(stretches: Stretches, line: Line) -> Stretches:
    """Stretches cut again wherever a period without a value stands between two points."""
    missing = [middle_day(p.period) for p in line.points if p.value is None]
    out: list[list[Point]] = []
    for stretch in stretches:
        last = None
        for point in stretch:
            gaps = bisect_right(missing, middle_day(point.period))
            if gaps != last:
                out.append([])
            out[-1].append(point)
            last = gaps
    return out


def has_limits(point: Point) -> bool:
    """Whether both 95% limits are known."""
    return point.lower is not None and point.upper is not None


def line_marks(stretches: Stretches, frame: Frame, css: str) -> str:
    """The joined stretches as one path; a lone point is a dot, so that none is lost."""
    drawn = [svg.joined(frame.across(s), frame.up(p.value for p in s)) for s in stretches if len(s) > 1]
    marks = f'<path class="{css}" d="M{"M".join(drawn)}"/>' if drawn else ""
    lone = (svg.disc(*frame.place(s[0]), 3, f"{css} rw-lone") for s in stretches if len(s) == 1)
    return marks + "".join(lone)


def interval_marks(stretches: Stretches, frame: Frame) -> str:
    """The 95% intervals: a band along long stretches, whiskers where points are few or stand alone."""
    few = sum(len(s) for s in stretches) <= FEW_POINTS
    out = []
    for stretch in stretches:
        for known in _with_limits(stretch):
            if few or len(known) == 1:
                out.append(_whiskers(known, frame))
            else:
                out.append(_band(known, frame))
    return "".join(out)


def _with_limits(stretch: list[Point]) -> Stretches:
    """The parts of a stretch whose points have limits."""
    out: list[list[Point]] = [[]]
    for point in stretch:
        if has_limits(point):
            out[-1].append(point)
        elif out[-1]:
            out.append([])
    return [part for part in out if part]


def _band(points: list[Point], frame: Frame) -> str:
    across = frame.across(points)
    above = svg.joined(across, frame.up(p.upper for p in points))
    below = svg.joined(across[::-1], frame.up(p.lower for p in reversed(points)))
    return f'<path class="rw-band" d="M{above}L{below}Z"/>'


def spread_marks(stretches: Stretches, frame: Frame, css: str) -> str:
    """How far the places of a group spread: a band without an edge, not to be taken for an interval."""
    out = []
    for stretch in stretches:
        for known in _with_limits(stretch):
            across = frame.across(known)
            above = svg.joined(across, frame.up(p.upper for p in known))
            below = svg.joined(across[::-1], frame.up(p.lower for p in reversed(known)))
            out.append(f"M{above}L{below}Z")
    return f'<path class="{css}" d="{"".join(out)}"/>' if out else ""


def _whiskers(points: list[Point], frame: Frame) -> str:
    out = []
    tops, bottoms = frame.up(p.upper for p in points), frame.up(p.lower for p in points)
    for x, top, bottom in zip(frame.across(points), tops, bottoms, strict=True):
        out.append(f"M{x:.1f} {top:.1f}V{bottom:.1f}M{x - 4:.1f} {top:.1f}h8M{x - 4:.1f} {bottom:.1f}h8")
    return f'<path class="rw-whisker" d="{"".join(out)}"/>'


def dot_marks(stretches: Stretches, frame: Frame, radius: float = 3.5, *, all_of: bool = True) -> str:
    """Dots of the reader's line: hollow when provisional. Only the special ones when there are many."""
    points = [p for s in stretches for p in s]
    every = all_of and len(points) <= MANY_POINTS
    lone = {id(s[0]) for s in stretches if len(s) == 1}
    out = []
    for point in points:
        provisional = point.state == "provisional"
        if every or provisional or point is points[-1] or id(point) in lone:
            css = "rw-dot rw-dot--hollow" if provisional else "rw-dot"
            out.append(svg.disc(*frame.place(point), radius, css))
    return "".join(out)
