"""Declared breaks: an upright rule between the figures that must not be compared."""

from collections.abc import Sequence
from typing import Final

from ropewalk.figures import svg
from ropewalk.figures.inputs import Line
from ropewalk.figures.marks import Frame
from ropewalk.figures.scales import middle_day
from ropewalk.vocabulary.indicator import Break
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import parse_period

WORDS: Final = later("Not comparable")
CLEAR: Final = 9.0
"""How far a rule stands from the first point after it, so that it does not strike it through."""


def break_marks(breaks: Sequence[Break], line: Line, frame: Frame, *, labelled: bool) -> str:
    """A rule for each break inside the drawn dates, with a label where the drawing is large enough."""
    top, bottom = frame.y.end, frame.y.start
    out, rows = [], [-1e9]
    for declared in sorted(breaks, key=lambda b: b.date):
        if not frame.x.low < declared.date.toordinal() <= frame.x.high:
            continue
        x = rule_at(declared, line, frame)
        out.append(svg.rule(x, top - 14 * labelled, x, bottom, "rw-break"))
        if labelled:
            out.append(_label(x, top, frame.x.end, rows))
    return "".join(out)


def rule_at(declared: Break, line: Line, frame: Frame) -> float:
    """Where the rule stands: at its date, but always between the last point before and the first after."""
    before, after = frame.x.start, frame.x.end + CLEAR
    for point in line.points:
        x = frame.x.at(middle_day(point.period))
        if parse_period(point.period).start < declared.date:
            before = max(before, x)
        else:
            after = min(after, x)
    x = min(frame.x.at(float(declared.date.toordinal())), after - CLEAR)
    return max(x, (before + after) / 2 if after - before < 2 * CLEAR else before + CLEAR / 2)


def _label(x: float, top: float, end: float, rows: list[float]) -> str:
    """The label beside a rule, on the first row where it does not meet one already written.

    ``rows`` holds where the last label of each row ends, and is added to.
    """
    wide = svg.width_of(_(WORDS))
    left = x + wide > end
    start = x - 5 - wide if left else x + 5
    row = next((i for i, used in enumerate(rows) if used < start), len(rows))
    if row == len(rows):
        rows.append(start)
    rows[row] = start + wide
    return svg.text(x - 5 if left else x + 5, top - 4 + 16 * row, _(WORDS), "rw-note", "end" if left else "")
