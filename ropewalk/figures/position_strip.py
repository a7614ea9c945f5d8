"""All places as dots along one scale, the reader's own with its interval: where we stand, no league."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ropewalk.figures import svg
from ropewalk.figures.axes import tick_words
from ropewalk.figures.inputs import Dot, Figure, Style
from ropewalk.figures.numbers import interval, short
from ropewalk.figures.scales import Scale, value_ticks
from ropewalk.figures.tables import strip_table
from ropewalk.vocabulary.words import Polarity

ROW: Final = 18.0
LABELLED: Final = ("country", "region", "median")
MOST_LEVELS: Final = 24


@dataclass(frozen=True, slots=True)
class Look:
    """The measures of one drawing: its width, and the size of a dot."""

    variant: str
    width: int
    radius: float
    parts: int


LOOKS: Final = (Look("wide", svg.WIDE, 4.2, 7), Look("narrow", svg.NARROW, 3.2, 3))


def position_strip(
    dots: Sequence[Dot],
    *,
    name: str,
    title: str,
    style: Style,
    polarity: str = Polarity.NEUTRAL,
    description: str = "",
) -> Figure:
    """Draw every place as a dot. ``polarity`` writes which end is better; neutral writes neither.

    Needs no particular order. The reader's place has role ``reader``; without one, none is marked.
    """
    words = description or strip_words(dots, style)
    ticks = value_ticks(_values(dots), style, 6)
    drawings = "".join(
        _draw(f"{name}-{look.variant[0]}", look, (title, words), dots, style, polarity) for look in LOOKS
    )
    note = "Each dot is a place. The bar through the marked dot shows the range the true figure is likely in."
    if not any(dot.role == "reader" and dot.lower is not None for dot in dots):
        note = "Each dot is a place."
    if ticks[0] > 0:
        ends = tick_words(ticks, style)
        note += f" The scale runs from {ends[0]} to {ends[-1]}, not from 0."
    return Figure(name, drawings, title, words, strip_table(dots, style, title), note)


def strip_words(dots: Sequence[Dot], style: Style) -> str:
    """The strip in words: the span of all places, and where the named ones stand."""
    if not dots:
        return "No place has a figure."
    values = [dot.value for dot in dots]
    places = sum(dot.role in ("reader", "peer", "other") for dot in dots)
    out = [f"{places} places, from {short(min(values), style)} to {short(max(values), style)}."]
    for dot in dots:
        if dot.role in ("reader", *LABELLED):
            limits = interval(dot.lower, dot.upper, style)
            out.append(
                f"{dot.label}: {short(dot.value, style)}{f' (likely range {limits})' if limits else ''}."
            )
    return " ".join(out)


def _values(dots: Sequence[Dot]) -> list[float]:
    limits = [v for d in dots if d.role == "reader" for v in (d.lower, d.upper) if v is not None]
    return [d.value for d in dots] + limits


def _draw(
    name: str, look: Look, words: tuple[str, str], dots: Sequence[Dot], style: Style, polarity: str
) -> str:
    ticks = value_ticks(_values(dots), style, look.parts)
    scale = Scale(ticks[0], ticks[-1], 22, look.width - 22)
    levels = stack([scale.at(d.value) for d in _crowd(dots)], look.radius * 2 + 0.8)
    named = [dot for dot in dots if dot.role in LABELLED]
    top = 12 + ROW * (len(named) + 1)
    tallest = min(max((level for level in levels), default=0), MOST_LEVELS)
    floor = top + 34 + (tallest + 1) * (look.radius * 2 + 0.8)
    body = [
        _axis(ticks, scale, floor, style, look, polarity),
        _named(named, scale, floor, style),
        _dots(dots, levels, scale, floor - look.radius - 3, look),
        _reader(dots, scale, (top, floor), style, look),
    ]
    return svg.drawing(
        name, look.variant, (look.width, floor + (46 if polarity != "neutral" else 28)), words, "".join(body)
    )


def _crowd(dots: Sequence[Dot]) -> list[Dot]:
    """The dots that stand in the crowd, peers first at the bottom, in order along the scale."""
    return sorted((d for d in dots if d.role in ("peer", "other")), key=lambda d: d.value)


def stack(places: Sequence[float], apart: float) -> list[int]:
    """For rising coordinates, the lowest level at which each dot touches no dot already placed."""
    last: list[float] = []
    out = []
    for place in places:
        level = next((i for i, x in enumerate(last) if place - x >= apart), len(last))
        if level == len(last):
            last.append(place)
        last[level] = place
        out.append(level)
    return out


def _dots(dots: Sequence[Dot], levels: Sequence[int], scale: Scale, floor: float, look: Look) -> str:
    apart = look.radius * 2 + 0.8
    out = []
    for dot, level in zip(_crowd(dots), levels, strict=True):
        y = floor - min(level, MOST_LEVELS) * apart
        out.append(svg.disc(scale.at(dot.value), y, look.radius, f"rw-place rw-place--{dot.role}"))
    return "".join(out)


def _axis(ticks: list[float], scale: Scale, floor: float, style: Style, look: Look, polarity: str) -> str:
    out = [svg.rule(scale.start - 10, floor, scale.end + 10, floor, "rw-zero")]
    for tick, words in zip(ticks, tick_words(ticks, style), strict=True):
        x = scale.at(tick)
        out.append(svg.rule(x, floor, x, floor + 5, "rw-grid"))
        out.append(svg.text(x, floor + 20, words, "rw-tick", "middle"))
    if polarity != Polarity.NEUTRAL:
        left, right = ("worse", "better") if polarity == Polarity.HIGHER else ("better", "worse")
        out.append(svg.text(4, floor + 40, f"\u2190 {left}", "rw-note"))
        out.append(svg.text(look.width - 4, floor + 40, f"{right} \u2192", "rw-note", "end"))
    return "".join(out)


def _named(named: Sequence[Dot], scale: Scale, floor: float, style: Style) -> str:
    """Country, region and median: an upright line each, its name at the top on a row of its own."""
    out = []
    for row, dot in enumerate(sorted(named, key=lambda d: d.value)):
        x, y = scale.at(dot.value), 14 + ROW * row
        out.append(svg.rule(x, y + 5, x, floor, f"rw-upright rw-upright--{dot.role}"))
        out.append(_beside(x, y, f"{dot.label} {short(dot.value, style)}", "rw-name", scale))
    return "".join(out)


def _reader(dots: Sequence[Dot], scale: Scale, span: tuple[float, float], style: Style, look: Look) -> str:
    """The reader's place: a large diamond over the crowd with its interval, value and name."""
    dot = next((d for d in dots if d.role == "reader"), None)
    if dot is None:
        return ""
    x, y = scale.at(dot.value), span[0] + 12
    out = [svg.rule(x, y, x, span[1], "rw-stem")]
    if dot.lower is not None and dot.upper is not None:
        a, b = scale.at(dot.lower), scale.at(dot.upper)
        out.append(svg.whisker(a, b, y))
    r = look.radius + 3
    out.append(svg.diamond(x, y, r, "rw-reader"))
    out.append(_beside(x, span[0] - 4, f"{dot.label} {short(dot.value, style)}", "rw-name rw-name0", scale))
    return "".join(out)


def _beside(x: float, y: float, words: str, css: str, scale: Scale) -> str:
    """A label beside an upright line, on the side where there is room."""
    left = x + 6 + svg.width_of(words) > scale.end + 20
    return svg.text(x - 6 if left else x + 6, y, words, css, "end" if left else "")
