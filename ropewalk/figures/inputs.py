"""What every figure is made from, and what it is when made. Frozen; drawn but never changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.words import Kind

MOST_COMPARATORS: Final = 3
"""At most four lines in one chart: the reader's own and three others. Beyond that, small multiples."""

Role = Literal["reader", "peer", "other", "country", "region", "median", "picked"]


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series. ``value`` is None when missing, and ``state`` then says why; never zero."""

    period: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    state: str = "measured"


@dataclass(frozen=True, slots=True)
class Line:
    """A series with the name that stands beside it. Points in order of time.

    ``spread``: a group of places. Each point is then their middle, and its limits are the least and the
    greatest of them, not how sure the middle is.
    """

    label: str
    points: tuple[Point, ...]
    spread: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """One place on a strip. Only the reader's place, the named roles and the picked places are labelled.

    ``mark``: which of the lines of the chart beside it is the same place's, so that both look alike; nought
    for none.
    """

    label: str
    value: float
    lower: float | None = None
    upper: float | None = None
    role: Role = "other"
    mark: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day and bears on a series: an action, a target, a new boundary. ``mark``
    is the letter that stands on the drawing."""

    date: date
    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One column: its label under the axis, its value, and whether it is the one to look at."""

    label: str
    value: float
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """How an indicator's numbers are written and where its axis must start.

    ``zero``: the axis starts at nought (counts). ``floor`` and ``ceiling``: the axis never goes beyond.
    """

    unit: str = ""
    prefix: str = ""
    decimals: int = 1
    zero: bool = False
    floor: float | None = None
    ceiling: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The table behind a figure, as people read it. ``numeric`` holds the columns set to the right."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in one piece. ``svg`` is safe mark-up; all else is plain text, still to be escaped.

    ``note`` says what a reader must know of the drawing itself: where the axis starts, breaks, gaps.
    ``behind`` makes the table when it is asked for: a page of many small charts shows none. ``shape`` makes
    a drawing without words for a small picture, where that is more than leaving the words of ``svg`` out.
    """

    name: str
    svg: str
    title: str
    description: str
    behind: Callable[[], Table]
    note: str = ""
    shape: Callable[[], str] | None = None

    @property
    def table(self) -> Table:
        """The same figures as rows."""
        return self.behind()


def style_of(indicator: Indicator) -> Style:
    """The style that a definition asks for. Counts start at nought; other lines may not."""
    return Style(
        unit=indicator.unit,
        prefix=indicator.prefix,
        decimals=indicator.decimals,
        zero=indicator.kind is Kind.COUNT,
        floor=indicator.floor,
        ceiling=indicator.ceiling,
    )
