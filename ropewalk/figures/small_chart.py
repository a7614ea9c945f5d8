"""The small chart of a measure, for pages that show many: drawn fast, read at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ropewalk.figures import svg
from ropewalk.figures.axes import grid_marks, room_left
from ropewalk.figures.breaks import break_marks
from ropewalk.figures.describe import last_known, short_of
from ropewalk.figures.inputs import Figure, Line, Style
from ropewalk.figures.labels import Label, spread
from ropewalk.figures.marks import Frame
from ropewalk.figures.scales import Scale, date_scale, middle_day, value_ticks
from ropewalk.figures.story import Story, tell
from ropewalk.vocabulary.indicator import Break, Target
from ropewalk.vocabulary.period import period_short


@dataclass(frozen=True, slots=True)
class Shared:
    """The scale of small charts that stand together: the ticks of their values, their first and last day."""

    ticks: tuple[float, ...]
    days: tuple[float, float]


WIDTH, HEIGHT = 320, 150
TOP, BOTTOM = 16.0, 122.0
NAME: Final = 12
"""Characters of a comparator's name beside a small chart."""


def small_chart(
    main: Line,
    comparators: Sequence[Line] = (),
    *,
    name: str,
    title: str,
    style: Style,
    description: str = "",
    target: Target | None = None,
    breaks: Sequence[Break] = (),
    shared: Shared | None = None,
) -> Figure:
    """Draw a series small: line, interval, comparators, first and last period, few ticks.

    ``name`` must be unique on the page: it begins the ids. ``shared``: the scale of all the charts that stand
    together, so that they can be held against each other. Raises ValueError for more than three comparators.
    """
    story = tell(
        main,
        comparators,
        name=name,
        title=title,
        style=style,
        description=description,
        target=target,
        breaks=breaks,
    )
    ticks = list(shared.ticks) if shared else story.ticks(2)
    days = list(shared.days) if shared else story.days()
    drawn = svg.drawing(name, "small", (WIDTH, HEIGHT), (title, story.words), _body(story, ticks, days))
    return story.figure(drawn, ticks)


def shared_scale(lines: Sequence[Line], style: Style) -> Shared:
    """A scale that holds every one of these lines with its limits."""
    points = [point for line in lines for point in line.points]
    values = [v for p in points for v in (p.value, p.lower, p.upper) if v is not None]
    days = [middle_day(point.period) for point in points] or [0.0]
    sure = any(point.lower is not None for point in points)
    return Shared(tuple(value_ticks(values, style, 2, sure=sure)), (min(days), max(days)))


def _body(story: Story, ticks: list[float], days: list[float]) -> str:
    labels, left = _labels(story), room_left(ticks, story.style)
    right = WIDTH - 10 - max((svg.width_of(words) for _, words, _ in labels), default=0)
    frame = Frame(date_scale(days, left + 6, right - 4), Scale(ticks[0], ticks[-1], BOTTOM, TOP))
    out = [grid_marks(ticks, frame.y, (left, right), story.style, None)]
    out.append(story.marks(frame, (left, right), 3.2, every_dot=False))
    out.append(break_marks(story.breaks, story.main, frame, labelled=False))
    return "".join(out) + _write(labels, frame, right) + _ends(story.main, left, right)


def _labels(story: Story) -> list[tuple[float, str, str]]:
    """The newest value of the reader's line, and the comparators' names: value, words, class."""
    out = []
    for index, line in enumerate(story.lines):
        newest = last_known(line)
        if newest is not None and newest.value is not None:
            name = line.label if len(line.label) <= NAME else f"{line.label[: NAME - 1].rstrip()}\u2026"
            words = name if index else short_of(newest, line, story.style)
            out.append((newest.value, words, f"rw-name rw-name{index}"))
    return out


def _write(labels: list[tuple[float, str, str]], frame: Frame, right: float) -> str:
    """Labels at the height of their line's end, moved apart where they would touch."""
    heights = [Label(frame.y.at(value), right, (words,), css) for value, words, css in labels]
    placed = spread(heights, TOP, BOTTOM)
    return "".join(svg.text(right + 7, middle + 4.5, label.words[0], label.css) for label, middle in placed)


def _ends(main: Line, left: float, right: float) -> str:
    """The first and last period under the axis: enough for a small chart."""
    if not main.points:
        return ""
    first, last = main.points[0].period, main.points[-1].period
    out = svg.text(right, BOTTOM + 19, period_short(last), "rw-tick", "end")
    if first != last:
        out += svg.text(left, BOTTOM + 19, period_short(first), "rw-tick")
    return out
