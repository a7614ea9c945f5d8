"""Bars on a time line, one a row of a table: when work begins and ends, and its milestones.

Drawn as SVG by the server; the row that a bar stands in says the same in words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from markupsafe import escape

WIDTH: Final = 420
HEIGHT: Final = 30
PAD: Final = 8
"""Room for half a diamond at either end."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone on a bar: its day, its words, and whether it is done, or its day is over without that."""

    day: date
    words: str
    done: bool = False
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """The time that all bars share."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day lies across the drawing; days outside lie on its edges."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(PAD + (WIDTH - 2 * PAD) * min(max(share, 0.0), 1.0), 1)


def span_of(days: Iterable[date], today: date) -> Span:
    """Whole years, from that of the earliest day to that of the latest; today is in it."""
    every = [*days, today]
    return Span(date(min(every).year, 1, 1), date(max(every).year, 12, 31))


def axis(span: Span, today: date) -> str:
    """The years above the bars, and a flag for today. Its words are hidden from screen readers: each row says
    its days."""
    years = range(span.first.year, span.last.year + 1)
    step = -(-len(years) // 8)
    labels = "".join(
        f'<text x="{span.at(date(year, 1, 1)):g}" y="13">{year}</text>'
        for year in years
        if (year - span.first.year) % step == 0
    )
    return _svg(
        f'{labels}{_grid(span, 18)}<path class="rw-time__today" d="M{span.at(today):g} 16V30"/>',
        "",
        'aria-hidden="true" ',
    )


def bar(span: Span, begins: date, ends: date | None, marks: Sequence[Mark], today: date, words: str) -> str:
    """One action. ``ends``: none where no end is said, and then the bar ends with its last milestone.
    ``words``: what the drawing shows, for whoever cannot see it."""
    last = ends or max((mark.day for mark in marks), default=begins)
    left, right = span.at(begins), max(span.at(last), span.at(begins) + 2)
    drawn = f'<rect class="rw-time__bar" x="{left:g}" y="10" width="{right - left:g}" height="10" rx="2"/>'
    shapes = "".join(_diamond(span, mark) for mark in marks)
    now = f'<path class="rw-time__today" d="M{span.at(today):g} 0V30"/>'
    return _svg(f"{_grid(span, 0)}{drawn}{now}{shapes}", words)


def _diamond(span: Span, mark: Mark) -> str:
    x, kind = span.at(mark.day), "done" if mark.done else "missed" if mark.missed else "still"
    path = f"M{x:g} 8 {x + 7:g} 15 {x:g} 22 {x - 7:g} 15Z"
    cross = (
        f'<path class="rw-time__cross" d="M{x - 3:g} 12 {x + 3:g} 18M{x + 3:g} 12 {x - 3:g} 18"/>'
        if mark.missed
        else ""
    )
    return f'<path class="rw-time__{kind}" d="{path}"><title>{escape(mark.words)}</title></path>{cross}'


def _grid(span: Span, top: int) -> str:
    starts = [date(year, 1, 1) for year in range(span.first.year, span.last.year + 2)]
    lines = "".join(f"M{span.at(day):g} {top}V30" for day, _next in pairwise(starts))
    return f'<path class="rw-time__grid" d="{lines}"/>'


def _svg(inside: str, words: str, more: str = "") -> str:
    told = f'role="img" aria-label="{escape(words)}" ' if words else ""
    return f'<svg class="rw-time" viewBox="0 0 {WIDTH} {HEIGHT}" {told}{more}focusable="false">{inside}</svg>'
