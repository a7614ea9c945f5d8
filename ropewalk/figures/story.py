"""A chart's whole content in one frozen piece: the lines, how numbers are written, target and breaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from ropewalk.figures.describe import line_words, notes
from ropewalk.figures.inputs import MOST_COMPARATORS, Event, Figure, Line, Style
from ropewalk.figures.marks import (
    Frame,
    Stretches,
    dot_marks,
    has_limits,
    interval_marks,
    line_marks,
    runs,
    spread_marks,
)
from ropewalk.figures.scales import middle_day, value_ticks
from ropewalk.figures.svg import diamond, rule
from ropewalk.figures.tables import series_table
from ropewalk.vocabulary.indicator import Break, Target


@dataclass(frozen=True, slots=True)
class Story:
    """What a line chart shows, long or small. ``stretches`` are the unbroken parts of the main line."""

    name: str
    title: str
    words: str
    main: Line
    comparators: tuple[Line, ...]
    style: Style
    target: Target | None
    breaks: tuple[Break, ...]
    stretches: Stretches
    events: tuple[Event, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The reader's line, then the comparators."""
        return (self.main, *self.comparators)

    def values(self) -> list[float]:
        """Every value that must fit: the reader's line with its interval, the other lines, the target."""
        own = [v for p in self.main.points for v in (p.value, p.lower, p.upper) if v is not None]
        others = [p.value for line in self.comparators for p in line.points if p.value is not None]
        groups = [
            v for line in self.comparators if line.spread for p in line.points for v in (p.lower, p.upper)
        ]
        others += [v for v in groups if v is not None]
        return own + others + ([self.target.value] if self.target else [])

    def days(self, *, with_target: bool = False) -> list[float]:
        """The day of every point (and of the target); one nought when there is none."""
        days = [middle_day(p.period) for line in self.lines for p in line.points]
        if with_target and days and self.target:
            days.append(float(self.target.date.toordinal()))
        return days or [0.0]

    def ticks(self, parts: int) -> list[float]:
        """Tidy ticks that hold every value."""
        sure = any(has_limits(p) for p in self.main.points)
        return value_ticks(self.values(), self.style, parts, sure=sure)

    def marks(self, frame: Frame, sides: tuple[float, float], radius: float, *, every_dot: bool) -> str:
        """The data themselves: interval below, then target, comparators, the main line and its dots."""
        out = [
            spread_marks(runs(line, self.breaks), frame, f"rw-spread rw-spread{index}")
            for index, line in enumerate(self.comparators, 1)
            if line.spread
        ]
        out.append(interval_marks(self.stretches, frame))
        if self.target is not None:
            height = frame.y.at(self.target.value)
            out.append(rule(sides[0], height, sides[1], height, "rw-target"))
            day = float(self.target.date.toordinal())
            if frame.x.low <= day <= frame.x.high:
                out.append(diamond(frame.x.at(day), height, 6, "rw-goal"))
        for index, line in enumerate(self.comparators, 1):
            out.append(line_marks(runs(line, self.breaks), frame, f"rw-cmp rw-cmp{index}"))
        out.append(line_marks(self.stretches, frame, "rw-main"))
        out.append(dot_marks(self.stretches, frame, radius, all_of=every_dot))
        return "".join(out)

    def figure(self, drawings: str, ticks: Sequence[float]) -> Figure:
        """The finished figure: drawings with their table and notes."""
        note = notes(
            ticks,
            self.style,
            self.main,
            self.breaks,
            self.target,
            gaps=len(self.stretches) > 1 + len(self.breaks),
            groups=[line.label for line in self.comparators if line.spread],
            events=self.events,
        )
        table = partial(series_table, self.main, self.comparators, self.style, self.title)
        return Figure(self.name, drawings, self.title, self.words, table, note)


def tell(
    main: Line,
    comparators: Sequence[Line],
    *,
    name: str,
    title: str,
    style: Style,
    description: str,
    target: Target | None,
    breaks: Sequence[Break],
    events: Sequence[Event] = (),
) -> Story:
    """Gather a chart's content. Raises ValueError for more than three comparators."""
    if len(comparators) > MOST_COMPARATORS:
        raise ValueError(
            f"{len(comparators)} comparators: at most {MOST_COMPARATORS}, then draw small charts"
        )
    words = description or line_words(main, comparators, style)
    stretches = runs(main, breaks)
    return Story(
        name,
        title,
        words,
        main,
        tuple(comparators),
        style,
        target,
        tuple(breaks),
        stretches,
        tuple(events),
    )
