"""Axes: gridlines with tidy numbers, periods by their real dates, declared breaks as labelled rules."""

from collections.abc import Sequence

from ropewalk.figures import svg
from ropewalk.figures.inputs import Line, Style
from ropewalk.figures.marks import Frame
from ropewalk.figures.numbers import is_percent, number
from ropewalk.figures.scales import Scale, middle_day, thin, tick_decimals
from ropewalk.figures.units import unit_words
from ropewalk.vocabulary.period import period_short


def tick_words(ticks: Sequence[float], style: Style) -> list[str]:
    """The numbers of an axis, with no more decimals than tell them apart."""
    decimals, sign = tick_decimals(list(ticks)), "%" if is_percent(style.unit) else ""
    return [number(tick, decimals, style.prefix) + sign for tick in ticks]


def says_unit(style: Style) -> bool:
    """Whether the unit must be written above the axis: not when the numbers' own signs say it all."""
    return bool(style.unit) and style.unit != "%"


def room_left(ticks: Sequence[float], style: Style) -> float:
    """Where the plot begins: after the widest number of the axis."""
    return max(svg.width_of(words) for words in tick_words(ticks, style)) + 8


def grid_marks(
    ticks: Sequence[float], scale: Scale, sides: tuple[float, float], style: Style, unit_at: float | None
) -> str:
    """Gridlines with their numbers at the left; the line at nought is stronger; the unit stands above.

    ``sides`` are the ends of the gridlines. No unit is written when ``unit_at`` is None.
    """
    left, right = sides
    out = []
    for tick, words in zip(ticks, tick_words(ticks, style), strict=True):
        height = scale.at(tick)
        out.append(svg.rule(left, height, right, height, "rw-zero" if tick == 0 else "rw-grid"))
        out.append(svg.text(left - 6, height + 4.5, words, "rw-tick", "end"))
    if unit_at is not None and says_unit(style):
        unit = unit_words(style.unit)
        out.append(svg.text(0, unit_at, unit[:1].upper() + unit[1:], "rw-unit"))
    return "".join(out)


def period_marks(lines: Sequence[Line], frame: Frame, edge: float) -> str:
    """Period labels under the axis, as many as have room; none goes beyond ``edge``, the drawing's side.

    The reader's line comes first and gives the periods, unless it has none.
    """
    source = lines[0] if lines[0].points else max(lines, key=lambda line: len(line.points))
    periods, bottom = [p.period for p in source.points], frame.y.start
    places = [frame.x.at(middle_day(period)) for period in periods]
    labels = [period_short(period) for period in periods]
    gap = max((svg.width_of(label) for label in labels), default=0) + 14
    out = []
    for index in thin(places, gap):
        half = svg.width_of(labels[index]) / 2
        x = min(max(places[index], half), edge - half)
        out.append(svg.rule(places[index], bottom, places[index], bottom + 5, "rw-grid"))
        out.append(svg.text(x, bottom + 21, labels[index], "rw-tick", "middle"))
    return "".join(out)
