"""The words under a drawing: what a screen reader says of it, and what a reader must know of its axis."""

from collections.abc import Sequence

from ropewalk.figures.inputs import Line, Point, Style
from ropewalk.figures.marks import FEW_POINTS, has_limits
from ropewalk.figures.numbers import full, interval, short
from ropewalk.figures.scales import tick_decimals
from ropewalk.vocabulary.indicator import Break, Target
from ropewalk.vocabulary.period import period_words


def last_known(line: Line) -> Point | None:
    """The newest point that has a value."""
    return next((p for p in reversed(line.points) if p.value is not None), None)


def line_words(main: Line, comparators: Sequence[Line], style: Style) -> str:
    """The chart in words: where each line starts and ends, and how sure the newest figure is."""
    known = [p for p in main.points if p.value is not None]
    if not known:
        return f"{main.label}: no figure to show."
    parts = [_course(main.label, known[0], known[-1], style), _sureness(known[-1], style)]
    for line in comparators:
        newest = last_known(line)
        if newest is not None and newest.value is not None:
            parts.append(f"{line.label}: {short(newest.value, style)} in {period_words(newest.period)}.")
    return " ".join(part for part in parts if part)


def _course(label: str, first: Point, last: Point, style: Style) -> str:
    if first.value is None or last.value is None:
        return ""
    newest = f"{full(last.value, style)} in {period_words(last.period)}"
    if first is last:
        return f"{label}: {newest}."
    return f"{label}: from {short(first.value, style)} in {period_words(first.period)} to {newest}."


def _sureness(point: Point, style: Style) -> str:
    limits = interval(point.lower, point.upper, style)
    return f"The true figure is likely to be between {limits.replace(' to ', ' and ')}." if limits else ""


def notes(
    ticks: Sequence[float],
    style: Style,
    main: Line,
    breaks: Sequence[Break] = (),
    target: Target | None = None,
    *,
    gaps: bool = False,
) -> str:
    """What a reader must know of the drawing, as sentences; empty when there is nothing to say."""
    out = [interval_note(main), axis_note(ticks, style)]
    if gaps:
        out.append("The line stops where there is no figure.")
    if any(p.state == "provisional" for p in main.points if p.value is not None):
        out.append("A hollow point is provisional: it may be changed.")
    out += [f"Break from {b.date.day} {b.date:%B %Y}: {b.reason.rstrip('.')}." for b in breaks]
    if target is not None:
        out.append(f"Target: {full(target.value, style)} by {target.date.day} {target.date:%B %Y}.")
    return " ".join(part for part in out if part)


def interval_note(main: Line) -> str:
    """What the band or the bars mean, when there are any."""
    known = [p for p in main.points if p.value is not None]
    if not any(has_limits(p) for p in known):
        return ""
    mark = "The bar through each point" if len(known) <= FEW_POINTS else "The shaded band"
    return f"{mark} is the range the true figure is likely in."


def axis_note(ticks: Sequence[float], style: Style) -> str:
    """That an axis does not start at nought, when it does not."""
    if ticks[0] <= 0 <= ticks[-1]:
        return ""
    written = Style(style.unit, style.prefix, tick_decimals(list(ticks)))
    return f"The scale runs from {short(ticks[0], written)} to {short(ticks[-1], written)}, not from 0."
