"""The figures of some places on one short scale, a small drawing each: for a table of intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ropewalk.figures import svg
from ropewalk.figures.axes import tick_words
from ropewalk.figures.inputs import Style
from ropewalk.figures.scales import Scale, value_ticks

WIDTH: Final = 140
HEIGHT: Final = 22
EDGE: Final = 6.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One place's figure with its 95% limits, if they are known; None where there is no figure."""

    value: float | None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """A drawing a place, in the order given, empty where there is no figure; ``low`` and ``high``: the two
    ends of the scale that they share, in words."""

    drawings: tuple[str, ...]
    low: str = ""
    high: str = ""


def interval_marks(marks: Sequence[Mark], style: Style) -> Marks:
    """Draw each figure on the scale of them all, the first one's as a faint line behind the others.

    The drawings say nothing that the words of their cells do not, so that screen readers pass them by.
    No drawing at all where fewer than two places have a figure: a scale of one tells nothing.
    """
    known = [v for m in marks for v in (m.value, m.lower, m.upper) if v is not None]
    if sum(mark.value is not None for mark in marks) < 2:
        return Marks(("",) * len(marks))
    sure = any(mark.lower is not None for mark in marks)
    ticks = value_ticks(known, style, 4, sure=sure)
    scale = Scale(ticks[0], ticks[-1], EDGE, WIDTH - EDGE)
    first = marks[0].value
    drawn = tuple(_drawn(mark, scale, first if index else None) for index, mark in enumerate(marks))
    words = tick_words(ticks, style)
    return Marks(drawn, words[0], words[-1])


def _drawn(mark: Mark, scale: Scale, beside: float | None) -> str:
    if mark.value is None:
        return ""
    middle = HEIGHT / 2
    out = [svg.rule(EDGE, middle, WIDTH - EDGE, middle, "rw-grid")]
    if beside is not None:
        out.append(svg.rule(scale.at(beside), 1, scale.at(beside), HEIGHT - 1, "rw-upright"))
    if mark.lower is not None and mark.upper is not None:
        out.append(svg.whisker(scale.at(mark.lower), scale.at(mark.upper), middle))
    dot = svg.diamond if beside is None else svg.disc
    out.append(dot(scale.at(mark.value), middle, 5.5 if beside is None else 4.5, "rw-dot"))
    return (
        f'<svg class="rw-chart" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" '
        f'focusable="false">{"".join(out)}</svg>'
    )
