"""The words under a drawing: what a screen reader says of it, and what a reader must know of its axis."""

from collections.abc import Sequence

from ropewalk.figures.inputs import Event, Line, Point, Style
from ropewalk.figures.marks import FEW_POINTS, has_limits
from ropewalk.figures.numbers import full, short
from ropewalk.figures.scales import tick_decimals
from ropewalk.vocabulary.indicator import Break, Target
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import day_words, period_words


def last_known(line: Line) -> Point | None:
    """The newest point that has a value."""
    return next((p for p in reversed(line.points) if p.value is not None), None)


def line_words(main: Line, comparators: Sequence[Line], style: Style) -> str:
    """The chart in words: where each line starts and ends, and how sure the newest figure is."""
    known = [p for p in main.points if p.value is not None]
    if not known:
        return _("{label}: no figure to show.").format(label=main.label)
    parts = [_course(main.label, known[0], known[-1], style), _sureness(known[-1], style)]
    for line in comparators:
        newest = last_known(line)
        if newest is not None and newest.value is not None:
            parts.append(_newest(line.label, short_of(newest, line, style), newest))
    return " ".join(part for part in parts if part)


def short_of(point: Point, line: Line, style: Style) -> str:
    """A point's value, as fine as its interval supports; the limits of a group of places are no interval."""
    if point.value is None:
        return ""
    limits = (None, None) if line.spread else (point.lower, point.upper)
    return short(point.value, style, *limits)


def _course(label: str, first: Point, last: Point, style: Style) -> str:
    if first.value is None or last.value is None:
        return ""
    newest = full(last.value, style, last.lower, last.upper)
    if first is last:
        return _newest(label, newest, last)
    return _("{label}: from {oldest} {before} to {newest} {when}.").format(
        label=label,
        oldest=short(first.value, style, first.lower, first.upper),
        before=_when(first.period),
        newest=newest,
        when=_when(last.period),
    )


def _newest(label: str, value: str, point: Point) -> str:
    return _("{label}: {value} {when}.").format(label=label, value=value, when=_when(point.period))


def _when(period: str) -> str:
    """``in 2024``; any other period stands in brackets, as ``in`` goes before some of them only."""
    words = period_words(period)
    return _("in {year}").format(year=words) if words.isdigit() else f"({words})"


def _sureness(point: Point, style: Style) -> str:
    if point.lower is None or point.upper is None:
        return ""
    lower, upper = (short(end, style, point.lower, point.upper) for end in (point.lower, point.upper))
    return _("The true figure is likely to be between {lower} and {upper}.").format(lower=lower, upper=upper)


def notes(
    ticks: Sequence[float],
    style: Style,
    main: Line,
    breaks: Sequence[Break] = (),
    target: Target | None = None,
    *,
    gaps: bool = False,
    groups: Sequence[str] = (),
    events: Sequence[Event] = (),
) -> str:
    """What a reader must know of the drawing, as sentences; empty when there is nothing to say."""
    out = [interval_note(main), axis_note(ticks, style)]
    if groups:
        out.append(_group_note(groups))
    if gaps:
        out.append(_("The line stops where there is no figure."))
    if any(p.state == "provisional" for p in main.points if p.value is not None):
        out.append(_("A hollow point is provisional: it may be changed."))
    out += [
        _("Break from {day}: {reason}.").format(day=day_words(b.date), reason=b.reason.rstrip("."))
        for b in breaks
    ]
    if target is not None:
        told = {"value": full(target.value, style), "day": day_words(target.date)}
        out.append(_("Target: {value} by {day}.").format(**told))
    out += [f"{e.mark}: {day_words(e.date)}, {e.words.rstrip('.')}." for e in events]
    return " ".join(part for part in out if part)


def _group_note(groups: Sequence[str]) -> str:
    if len(groups) > 1:
        return _("The line of each group is the middle of its places, its pale band their whole range.")
    words = _("The line of “{group}” is the middle of its places, its pale band their whole range.")
    return words.format(group=groups[0])


def interval_note(main: Line) -> str:
    """What the band or the bars mean, when there are any."""
    known = [p for p in main.points if p.value is not None]
    if not any(has_limits(p) for p in known):
        return ""
    if len(known) <= FEW_POINTS:
        return _("The bar through each point is the range the true figure is likely in.")
    return _("The shaded band is the range the true figure is likely in.")


def axis_note(ticks: Sequence[float], style: Style) -> str:
    """That an axis does not start at nought, when it does not."""
    if ticks[0] <= 0 <= ticks[-1]:
        return ""
    written = Style(style.unit, style.prefix, tick_decimals(list(ticks)))
    return _("The scale runs from {lowest} to {highest}, not from 0.").format(
        lowest=short(ticks[0], written), highest=short(ticks[-1], written)
    )
