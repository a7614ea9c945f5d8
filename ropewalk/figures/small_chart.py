"""The small chart of a measure, for pages that show many: drawn fast, read at a glance."""

from collections.abc import Sequence

from ropewalk.figures import svg
from ropewalk.figures.axes import tick_words
from ropewalk.figures.describe import last_known
from ropewalk.figures.inputs import Figure, Line, Style
from ropewalk.figures.marks import Frame
from ropewalk.figures.numbers import short
from ropewalk.figures.scales import Scale, date_scale
from ropewalk.figures.story import Story, tell
from ropewalk.vocabulary.indicator import Break, Target
from ropewalk.vocabulary.period import period_short

WIDTH, HEIGHT = 320, 150
LEFT, RIGHT, TOP, BOTTOM = 46.0, 308.0, 16.0, 122.0


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
) -> Figure:
    """Draw a series small: line, interval, comparators, first and last period, few ticks.

    ``name`` must be unique on the page: it begins the ids. Raises ValueError for more than three
    comparators.
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
    ticks = story.ticks(2)
    drawn = svg.drawing(name, "small", (WIDTH, HEIGHT), (title, story.words), _body(story, ticks))
    return story.figure(drawn, ticks)


def _body(story: Story, ticks: list[float]) -> str:
    frame = Frame(date_scale(story.days(), LEFT + 6, RIGHT - 4), Scale(ticks[0], ticks[-1], BOTTOM, TOP))
    out = [_grid(ticks, frame, story.style)]
    out.append(story.marks(frame, (LEFT, RIGHT), 3.2, every_dot=False))
    for declared in story.breaks:
        x = frame.x.at(float(declared.date.toordinal()))
        if LEFT < x < RIGHT:
            out.append(svg.rule(x, TOP, x, BOTTOM, "rw-break"))
    return "".join(out) + _newest(story, frame) + _ends(story.main)


def _grid(ticks: list[float], frame: Frame, style: Style) -> str:
    out = []
    for tick, words in zip(ticks, tick_words(ticks, style), strict=True):
        y = frame.y.at(tick)
        out.append(svg.rule(LEFT, y, RIGHT, y, "rw-zero" if tick == 0 else "rw-grid"))
        out.append(svg.text(LEFT - 6, y + 4.5, words, "rw-tick", "end"))
    return "".join(out)


def _newest(story: Story, frame: Frame) -> str:
    """The newest value written at its dot, above it, or below when there is no room above."""
    point = last_known(story.main)
    if point is None or point.value is None:
        return ""
    y = frame.place(point)[1]
    height = y - 9 if y > TOP + 14 else y + 20
    return svg.text(RIGHT + 4, height, short(point.value, story.style), "rw-value", "end")


def _ends(main: Line) -> str:
    """The first and last period under the axis: enough for a small chart."""
    if not main.points:
        return ""
    first, last = main.points[0].period, main.points[-1].period
    out = svg.text(RIGHT, BOTTOM + 19, period_short(last), "rw-tick", "end")
    if first != last:
        out += svg.text(LEFT, BOTTOM + 19, period_short(first), "rw-tick")
    return out
