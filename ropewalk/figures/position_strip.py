"""All places as dots along one scale, the reader's own with its interval: where we stand, no league."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from ropewalk.figures import svg
from ropewalk.figures.axes import tick_words
from ropewalk.figures.describe import axis_note
from ropewalk.figures.inputs import Dot, Figure, Style
from ropewalk.figures.numbers import count_of, interval, number, short
from ropewalk.figures.scales import Scale, thin, value_ticks
from ropewalk.figures.swarm import Swarm, swarm, within_reach
from ropewalk.figures.tables import strip_table
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.words import Polarity

ROW: Final = 18.0
LABELLED: Final = ("country", "region", "median")
"""What is no place among the others: an upright line alone."""

NAMED_TOO: Final = (*LABELLED, "picked")
"""What has its name at the top."""

NAMED: Final = 4
ENDS: Final = {
    Polarity.HIGHER: (later("worse"), later("better")),
    Polarity.LOWER: (later("better"), later("worse")),
}


@dataclass(frozen=True, slots=True)
class Strip:
    """What one drawing of a strip needs: the places, the scale, the crowd as it stacks, and heights."""

    dots: Sequence[Dot]
    style: Style
    ends: tuple[str, str] | None
    ticks: list[float]
    scale: Scale
    crowd: Swarm
    top: float
    width: int

    @property
    def floor(self) -> float:
        """The height of the axis, below the tallest stack."""
        return self.top + 34 + self.crowd.tall

    def words(self, dot: Dot) -> str:
        """A place's name and figure."""
        return f"{dot.label} {short(dot.value, self.style, dot.lower, dot.upper)}"


def position_strip(
    dots: Sequence[Dot],
    *,
    name: str,
    title: str,
    style: Style,
    polarity: str = Polarity.NEUTRAL,
    peers: str = "",
    description: str = "",
) -> Figure:
    """Draw every place as a dot, in no particular order.

    The reader's place has role ``reader``; without one, none is marked. ``polarity`` writes which end
    is better; neutral writes neither. ``peers`` says in words which places are ringed.
    """
    words = description or strip_words(dots, style)
    near, far = within_reach(dots)
    ticks = value_ticks(_values(near), style, 6)
    ends = ENDS.get(Polarity(polarity))
    drawings = "".join(
        _draw(
            f"{name}-{variant[0]}", variant, (title, words), _strip(near, style, ends, ticks, width, radius)
        )
        for variant, width, radius in (("wide", svg.WIDE, 4.2), ("narrow", svg.NARROW, 3.0))
    )
    counted = [_("A number over a column counts the dots that do not fit.")] * (">+" in drawings)
    note = " ".join([*_notes(near, peers, axis_note(ticks, style)), *counted, *_beyond(far, style)])
    return Figure(name, drawings, title, words, partial(strip_table, dots, style, title), note)


def strip_words(dots: Sequence[Dot], style: Style) -> str:
    """The strip in words: the span of all places, and where the named ones stand."""
    places = [dot.value for dot in dots if dot.role not in LABELLED]
    if not places:
        return _("No place has a figure.")
    out = [
        _("{count} places, from {lowest} to {highest}.").format(
            count=len(places), lowest=short(min(places), style), highest=short(max(places), style)
        )
    ]
    for dot in dots:
        if dot.role in ("reader", *NAMED_TOO):
            limits = interval(dot.lower, dot.upper, style)
            likely = _(", likely range {limits}").format(limits=limits) if limits else ""
            out.append(f"{dot.label}: {short(dot.value, style, dot.lower, dot.upper)}{likely}.")
    return " ".join(out)


def _notes(dots: Sequence[Dot], peers: str, axis: str) -> list[str]:
    out = [_("Each dot is a place.")]
    if any(dot.role == "peer" for dot in dots):
        out.append(_("Rings are {peers}.").format(peers=peers or _("similar places")))
    if any(dot.role == "reader" and dot.lower is not None for dot in dots):
        out.append(_("The bar through the diamond is the range the true figure is likely in."))
    return [*out, axis] if axis else out


def _beyond(far: Sequence[Dot], style: Style) -> list[str]:
    """The places that the scale does not reach, by name while they are few."""
    if not far:
        return []
    named = "; ".join(f"{dot.label} {short(dot.value, style, dot.lower, dot.upper)}" for dot in far[:NAMED])
    more = (
        _("; and {places}").format(places=count_of(len(far) - NAMED, "more place"))
        if len(far) > NAMED
        else ""
    )
    return [_("Too far away to draw: {named}{more}.").format(named=named, more=more)]


def _values(dots: Sequence[Dot]) -> list[float]:
    limits = [v for d in dots if d.role == "reader" for v in (d.lower, d.upper) if v is not None]
    return [d.value for d in dots] + limits


def _strip(
    dots: Sequence[Dot],
    style: Style,
    ends: tuple[str, str] | None,
    ticks: list[float],
    width: int,
    radius: float,
) -> Strip:
    scale = Scale(ticks[0], ticks[-1], 22, width - 22)
    rising = sorted((d for d in dots if d.role in ("peer", "other", "picked")), key=lambda d: d.value)
    crowd = swarm(rising, [scale.at(d.value) for d in rising], radius)
    top = 12 + ROW * (sum(d.role in NAMED_TOO for d in dots) + 1)
    return Strip(dots, style, ends, ticks, scale, crowd, top, width)


def _draw(name: str, variant: str, words: tuple[str, str], strip: Strip) -> str:
    body = _axis(strip) + _named(strip) + _crowd(strip, hints=variant == "wide") + _reader(strip)
    height = strip.floor + (46 if strip.ends else 28)
    return svg.drawing(name, variant, (strip.width, height), words, body)


def _crowd(strip: Strip, *, hints: bool) -> str:
    """The crowd. Pointing at a dot names it, in the wide drawing, where there is something to point with."""
    crowd, foot, out = strip.crowd, strip.floor - 3, ['<g class="rw-points">']
    for dot, x, height in zip(crowd.dots, crowd.places, crowd.heights, strict=True):
        peer = dot.role == "peer"
        css = "rw-place rw-place--peer" if peer else "rw-place"
        css = f"rw-place rw-place--{_mark(dot)}" if dot.role == "picked" else css
        hint = strip.words(dot) if hints else ""
        out.append(svg.disc(x, foot - height, crowd.radius - 0.6 * peer, css, hint))
    out.append("</g>")
    over = foot - crowd.tall + 11
    out += [svg.text(x, over, f"+{number(count)}", "rw-count", "middle") for x, count in crowd.more]
    return "".join(out)


def _axis(strip: Strip) -> str:
    floor, scale = strip.floor, strip.scale
    out = [svg.rule(scale.start - 10, floor, scale.end + 10, floor, "rw-zero")]
    words = tick_words(strip.ticks, strip.style)
    places = [scale.at(tick) for tick in strip.ticks]
    for index in thin(places, max(svg.width_of(text) for text in words) + 12):
        out.append(svg.rule(places[index], floor, places[index], floor + 5, "rw-grid"))
        half = svg.width_of(words[index]) / 2
        x = min(max(places[index], half), strip.width - half)
        out.append(svg.text(x, floor + 20, words[index], "rw-tick", "middle"))
    if strip.ends:
        out.append(svg.text(4, floor + 40, f"\u2190 {_(strip.ends[0])}", "rw-note"))
        out.append(svg.text(strip.width - 4, floor + 40, f"{_(strip.ends[1])} \u2192", "rw-note", "end"))
    return "".join(out)


def _named(strip: Strip) -> str:
    """Country, region, median and picked places: an upright line each, its name at the top on its own row."""
    out = []
    named = sorted((d for d in strip.dots if d.role in NAMED_TOO), key=lambda d: d.value)
    for row, dot in enumerate(named):
        x, y = strip.scale.at(dot.value), 14 + ROW * row
        out.append(svg.rule(x, y + 5, x, strip.floor, f"rw-upright rw-upright--{_mark(dot)}"))
        out.append(_beside(x, y, strip.words(dot), f"rw-name rw-name{_mark(dot)}", strip.width))
    return "".join(out)


def _mark(dot: Dot) -> int:
    """Which of the three ways of a comparator a dot is drawn in: that of its line, where it has one."""
    own = {"country": 1, "region": 2, "median": 3}.get(dot.role, 3)
    return min(dot.mark, 3) or own


def _reader(strip: Strip) -> str:
    """The reader's place: a diamond over the crowd with its interval, its name and figure."""
    dot = next((d for d in strip.dots if d.role == "reader"), None)
    if dot is None:
        return ""
    x, y = strip.scale.at(dot.value), strip.top + 12
    out = [svg.rule(x, y, x, strip.floor, "rw-stem")]
    if dot.lower is not None and dot.upper is not None:
        out.append(svg.whisker(strip.scale.at(dot.lower), strip.scale.at(dot.upper), y))
    out.append(svg.diamond(x, y, 7, "rw-reader"))
    return "".join(out) + _beside(x, strip.top - 4, strip.words(dot), "rw-name rw-name0", strip.width)


def _beside(x: float, y: float, words: str, css: str, width: int) -> str:
    """A label beside an upright line where there is room, over it where there is none."""
    wide = svg.width_of(words)
    if x + 6 + wide <= width:
        return svg.text(x + 6, y, words, css)
    if x - 6 - wide >= 0:
        return svg.text(x - 6, y, words, css, "end")
    return svg.text(min(max(x, wide / 2), width - wide / 2), y, words, css, "middle")
