"""What happened, on a chart: an upright rule through the days, and its letter in a lane below the axis."""

from collections.abc import Sequence
from typing import Final

from ropewalk.figures import svg
from ropewalk.figures.inputs import Event
from ropewalk.figures.marks import Frame

LANE: Final = 26.0
"""How much taller a drawing is for a row of letters."""

RADIUS: Final = 9.0
_FIRST: Final = 44.0
"""From the axis down to the middle of the first row of letters: below the periods."""


def drawn(events: Sequence[Event], frame: Frame) -> list[tuple[Event, float]]:
    """The events inside the drawn dates, oldest first, with how far across each stands."""
    inside = sorted(
        (e for e in events if frame.x.low <= e.date.toordinal() <= frame.x.high), key=lambda e: e.date
    )
    return [(event, frame.x.at(float(event.date.toordinal()))) for event in inside]


def rows_of(places: Sequence[float]) -> list[int]:
    """For rising coordinates, the row on which each letter touches none before it."""
    ends: list[float] = []
    out: list[int] = []
    for place in places:
        row = next((i for i, end in enumerate(ends) if place - end >= 2 * RADIUS + 2), len(ends))
        if row == len(ends):
            ends.append(place)
        ends[row] = place
        out.append(row)
    return out


def event_room(events: Sequence[Event], frame: Frame) -> float:
    """How much taller a drawing must be for its events."""
    rows = rows_of([x for _, x in drawn(events, frame)])
    return LANE * (max(rows) + 1) if rows else 0.0


def event_marks(events: Sequence[Event], frame: Frame) -> str:
    """The rules and the letters."""
    shown = drawn(events, frame)
    out = []
    for (event, x), row in zip(shown, rows_of([x for _, x in shown]), strict=True):
        y = frame.y.start + _FIRST + LANE * row
        out.append(svg.rule(x, frame.y.end, x, frame.y.start, "rw-event"))
        out.append(svg.disc(x, y, RADIUS, "rw-event-mark", event.words))
        out.append(svg.text(x, y + 5, event.mark, "rw-event-letter", "middle"))
    return "".join(out)
