"""Bars on a time line, one a row of a table: when work begins and ends, and its milestones.

Drawn as SVG by the server; the row that a bar stands in says the same in words. Days lie at shares of the
width that the page gives, while heights, diamonds and letters keep their size: a phone squeezes the years and
nothing else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import escape

NARROWEST: Final = 0.5
"""Of a bar, in hundredths of the width: work of one day is still seen."""


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
        """Where a day lies across the drawing, in hundredths; days outside lie on its edges."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(100 * min(max(share, 0.0), 1.0), 2)


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
        f'<text x="{span.at(date(year, 1, 1)):g}%" y="13">{year}</text>'
        for year in years
        if (year - span.first.year) % step == 0
    )
    return _svg(f"{labels}{_grid(span, 18)}{_upright(span, today, 'today', 16)}", "", 'aria-hidden="true" ')


def bar(span: Span, begins: date, ends: date | None, marks: Sequence[Mark], today: date, words: str) -> str:
    """One action. ``ends``: none where no end is said, and then the bar ends with its last milestone.
    ``words``: what the drawing shows, for whoever cannot see it."""
    last = ends or max((mark.day for mark in marks), default=begins)
    left = span.at(begins)
    wide = max(span.at(last) - left, NARROWEST)
    drawn = f'<rect class="rw-time__bar" x="{left:g}%" y="10" width="{wide:g}%" height="10" rx="2"/>'
    shapes = "".join(_diamond(span, mark) for mark in marks)
    return _svg(f"{_grid(span, 0)}{drawn}{_upright(span, today, 'today', 0)}{shapes}", words)


def _diamond(span: Span, mark: Mark) -> str:
    """Drawn around a point of its own, which lies at the day."""
    kind = "done" if mark.done else "missed" if mark.missed else "still"
    cross = '<path class="rw-time__cross" d="M-3 12 3 18M3 12-3 18"/>' if mark.missed else ""
    return (
        f'<svg class="rw-time__at" x="{span.at(mark.day):g}%">'
        f'<path class="rw-time__{kind}" d="M0 8 7 15 0 22-7 15Z">'
        f"<title>{escape(mark.words)}</title></path>{cross}</svg>"
    )


def _grid(span: Span, top: int) -> str:
    """A line where each year begins."""
    years = range(span.first.year, span.last.year + 1)
    return "".join(_upright(span, date(year, 1, 1), "grid", top) for year in years)


def _upright(span: Span, day: date, kind: str, top: int) -> str:
    x = f"{span.at(day):g}%"
    return f'<line class="rw-time__{kind}" x1="{x}" x2="{x}" y1="{top}" y2="30"/>'


def _svg(inside: str, words: str, more: str = "") -> str:
    told = f'role="img" aria-label="{escape(words)}" ' if words else ""
    return f'<svg class="rw-time" {told}{more}focusable="false">{inside}</svg>'
