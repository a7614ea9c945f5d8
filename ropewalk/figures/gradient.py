"""Bars from one end of an order to the other, each with its interval: does a figure rise or fall along it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from ropewalk.figures import svg
from ropewalk.figures.axes import tick_words
from ropewalk.figures.inputs import Figure, Style, Table
from ropewalk.figures.numbers import count_of, interval, number, short
from ropewalk.figures.scales import Scale, thin, value_ticks
from ropewalk.vocabulary.language import _, later

ROW: Final = 27.0
TALL: Final = 17.0
NOTE: Final = later("A bar is likely to end somewhere along the line across its end.")


@dataclass(frozen=True, slots=True)
class Step:
    """One group of the order. ``value`` is None when none of its neighbourhoods has a figure; never zero."""

    label: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    of: int = 0


def gradient(
    steps: Sequence[Step],
    *,
    name: str,
    title: str,
    style: Style,
    ends: tuple[str, str],
    head: str = "Group",
    description: str = "",
) -> Figure:
    """Draw a bar a group, from ``ends[0]`` at the top to ``ends[1]`` at the bottom.

    Bars start at nought, so that twice the length is twice the figure. Their intervals lie across their ends.
    """
    words = description or spoken(steps, style, ends)
    drawings = "".join(
        _draw(f"{name}-{variant[0]}", variant, width, (title, words), steps, style, ends)
        for variant, width in (("wide", svg.WIDE), ("narrow", svg.NARROW))
    )
    limited = any(step.lower is not None for step in steps)
    behind = partial(gradient_table, steps, title, head, style)
    return Figure(name, drawings, title, words, behind, _(NOTE) if limited else "")


def spoken(steps: Sequence[Step], style: Style, ends: tuple[str, str]) -> str:
    """The two ends in words, with how sure they are, and how many groups stand between."""
    out = []
    for step, end in ((steps[0], ends[0]), (steps[-1], ends[1])):
        limits = interval(step.lower, step.upper, style)
        value = _figure(step, style)
        likely = _(", likely range {limits}").format(limits=limits) if limits else ""
        out.append(f"{end[:1].upper()}{end[1:]}: {value}{likely}.")
    return _("{groups} in order. {out}").format(groups=count_of(len(steps), "group"), out=" ".join(out))


def _figure(step: Step, style: Style) -> str:
    return short(step.value, style, step.lower, step.upper) if step.value is not None else _("no figure")


def gradient_table(steps: Sequence[Step], caption: str, head: str, style: Style) -> Table:
    """One row a group, in order: its figure, its range, how many neighbourhoods it holds."""
    rows = tuple(
        (
            step.label,
            _figure(step, style),
            interval(step.lower, step.upper, style),
            number(step.of),
        )
        for step in steps
    )
    return Table(caption, (head, _("Figure"), _("Likely range"), _("Neighbourhoods")), rows, (1, 2, 3))


def _draw(
    name: str,
    variant: str,
    width: int,
    words: tuple[str, str],
    steps: Sequence[Step],
    style: Style,
    ends: tuple[str, str],
) -> str:
    limits = [v for step in steps for v in (step.value, step.lower, step.upper) if v is not None]
    ticks = value_ticks([0.0, *limits], style, 6 if variant == "wide" else 4)
    left = max(svg.width_of(step.label) for step in steps) + 12
    room = max((svg.width_of(_value(step, style)) for step in steps), default=0) + 14
    scale = Scale(ticks[0], ticks[-1], left, width - room)
    top, bottom = 26.0, 26.0 + ROW * len(steps)
    rows = [_step(step, top + ROW * at, scale, style) for at, step in enumerate(steps)]
    body = [
        svg.text(0, 14, ends[0], "rw-note"),
        _axis(ticks, scale, (top, bottom), style),
        *rows,
        svg.rule(scale.at(0), top, scale.at(0), bottom, "rw-zero"),
        svg.text(0, bottom + 17, ends[1], "rw-note"),
    ]
    return svg.drawing(name, variant, (width, bottom + 48), words, "".join(body))


def _axis(ticks: list[float], scale: Scale, span: tuple[float, float], style: Style) -> str:
    top, bottom = span
    words, places = tick_words(ticks, style), [scale.at(tick) for tick in ticks]
    out = [svg.rule(x, top, x, bottom, "rw-grid") for x in places]
    for at in thin(places, max(svg.width_of(text) for text in words) + 10):
        out.append(svg.text(places[at], bottom + 38, words[at], "rw-tick", "middle"))
    return "".join(out)


def _step(step: Step, y: float, scale: Scale, style: Style) -> str:
    middle = y + ROW / 2
    label = svg.text(0, middle + 5, step.label, "rw-name")
    if step.value is None:
        return label + svg.text(scale.at(0) + 6, middle + 5, _("no figure"), "rw-note")
    start, end = sorted((scale.at(0), scale.at(step.value)))
    bar = svg.box(start, middle - TALL / 2, end - start, TALL, "rw-bar")
    far = scale.at(max(step.value, step.upper if step.upper is not None else step.value, 0.0))
    limits = ""
    if step.lower is not None and step.upper is not None:
        limits = svg.whisker(scale.at(step.lower), scale.at(step.upper), middle)
    return label + bar + limits + svg.text(far + 7, middle + 5, _value(step, style), "rw-count")


def _value(step: Step, style: Style) -> str:
    return short(step.value, style, step.lower, step.upper) if step.value is not None else ""
