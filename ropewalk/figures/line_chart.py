"""The long chart of an indicator: one line with its interval, up to three comparators, target, breaks and
what happened."""

from collections.abc import Sequence

from ropewalk.figures import svg
from ropewalk.figures.axes import grid_marks, period_marks, room_left, says_unit
from ropewalk.figures.breaks import break_marks
from ropewalk.figures.events import event_marks, event_room
from ropewalk.figures.inputs import Event, Figure, Line, Style
from ropewalk.figures.labels import key_marks, key_rows, label_room, side_labels
from ropewalk.figures.marks import Frame
from ropewalk.figures.scales import Scale, date_scale, middle_day
from ropewalk.figures.story import Story, tell
from ropewalk.figures.tables import periods
from ropewalk.vocabulary.indicator import Break, Target


def line_chart(
    main: Line,
    comparators: Sequence[Line] = (),
    *,
    name: str,
    title: str,
    style: Style,
    description: str = "",
    target: Target | None = None,
    breaks: Sequence[Break] = (),
    events: Sequence[Event] = (),
) -> Figure:
    """Draw a series. Two drawings are made, wide and narrow; the style sheet shows the one that fits.

    ``name`` must be unique on the page: it begins the ids. Points without a value leave a gap.
    Raises ValueError for more than three comparators: a reader cannot follow more than four lines.
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
        events=events,
    )
    ticks = story.ticks(5)
    return story.figure(_wide(story, ticks) + _narrow(story, ticks), ticks)


def _wide(story: Story, ticks: list[float]) -> str:
    """Names stand at the ends of their lines, so there is no key to look up."""
    top = 34.0 if says_unit(story.style) else 16.0
    bottom = top + 280
    right = svg.WIDE - label_room(story.lines, story.target, story.style)
    frame = _frame(story, ticks, right, (top, bottom))
    labels = side_labels(story.lines, frame, story.target, story.style, right, (top, bottom))
    return _draw(story, "wide", svg.WIDE, ticks, frame, right, labels)


def _narrow(story: Story, ticks: list[float]) -> str:
    """Names stand above in a key, so that the lines have the whole width of a phone."""
    top = key_rows(story.lines, story.target) + (30.0 if says_unit(story.style) else 12.0)
    right = svg.NARROW - 10.0
    frame = _frame(story, ticks, right, (top, top + 220))
    return _draw(
        story, "narrow", svg.NARROW, ticks, frame, right, key_marks(story.lines, story.target, story.style)
    )


def _frame(story: Story, ticks: list[float], right: float, span: tuple[float, float]) -> Frame:
    top, bottom = span
    days = story.days(with_target=True)
    left = room_left(ticks, story.style)
    return Frame(date_scale(days, left + 6, right - 6), Scale(ticks[0], ticks[-1], bottom, top))


def _draw(
    story: Story, variant: str, width: int, ticks: list[float], frame: Frame, right: float, labels: str
) -> str:
    bottom, top, left = frame.y.start, frame.y.end, frame.x.start - 6
    body = [
        grid_marks(ticks, frame.y, (left, right), story.style, top - 18),
        period_marks(story.lines, frame, width),
        break_marks(story.breaks, story.main, frame, labelled=True),
        event_marks(story.events, frame),
        story.marks(frame, (left, right), 3, every_dot=True),
        labels,
    ]
    words, drawn = (story.title, story.words), "".join(body)
    stops = svg.stops(frame.x.all_at([middle_day(p) for p in periods(story.lines)]), (top, bottom))
    tall = bottom + 30 + event_room(story.events, frame)
    return svg.drawing(f"{story.name}-{variant[0]}", variant, (width, tall), words, drawn, stops)
