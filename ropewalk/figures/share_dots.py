"""Shares as dots along one scale, each beside the mark that it was to meet: how often, against how often."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from ropewalk.figures import svg
from ropewalk.figures.axes import tick_words
from ropewalk.figures.inputs import Figure, Style, Table
from ropewalk.figures.scales import Scale, thin, value_ticks
from ropewalk.vocabulary.language import _

ROW: Final = 40.0
_PERCENT: Final = Style(unit="%", decimals=1, floor=0.0, ceiling=100.0)


@dataclass(frozen=True, slots=True)
class Share:
    """One row: shares from 0 to 1. ``error``: standard error, nought when not known. ``mark``: the share that
    it was to meet, None for none."""

    label: str
    share: float
    error: float = 0.0
    mark: float | None = None


def share_dots(
    rows: Sequence[Share],
    *,
    name: str,
    title: str,
    description: str,
    marked: str,
    note: str = "",
    zero: bool = True,
) -> Figure:
    """Draw each share, in the order given, as a dot with twice its error each way.

    ``marked`` names the mark. ``zero``: the scale starts at nought, else a little below the least.
    """
    reach = [value * 100 for row in rows for value in (row.share - 2 * row.error, row.share + 2 * row.error)]
    marks = [row.mark * 100 for row in rows if row.mark is not None]
    shown = [min(max(value, 0.0), 100.0) for value in reach + marks]
    ticks = value_ticks(shown if zero else [*shown, min(shown) - 5], replace(_PERCENT, zero=zero), 5)
    drawings = "".join(
        _draw(f"{name}-{variant[0]}", variant, width, (title, description), rows, ticks)
        for variant, width in (("wide", svg.WIDE), ("narrow", svg.NARROW))
    )
    words = " ".join(filter(None, (_("The upright line is {marked}.").format(marked=marked), note)))
    return Figure(name, drawings, title, description, partial(_table, rows, title, marked), words)


def _draw(
    name: str, variant: str, width: int, words: tuple[str, str], rows: Sequence[Share], ticks: list[float]
) -> str:
    scale = Scale(ticks[0], ticks[-1], 14, width - 60)
    floor = ROW * len(rows) + 6
    body = _axis(scale, ticks, floor) + "".join(_row(scale, row, at) for at, row in enumerate(rows))
    return svg.drawing(name, variant, (width, floor + 28), words, body)


def _axis(scale: Scale, ticks: list[float], floor: float) -> str:
    out = [svg.rule(scale.start, floor, scale.end, floor, "rw-zero")]
    places, words = [scale.at(tick) for tick in ticks], tick_words(ticks, _PERCENT)
    for at in thin(places, 48):
        out.append(svg.rule(places[at], floor, places[at], floor + 5, "rw-grid"))
        out.append(svg.text(places[at], floor + 20, words[at], "rw-tick", "middle"))
    return "".join(out)


def _row(scale: Scale, row: Share, at: int) -> str:
    top, middle = ROW * at + 14, ROW * at + 28
    out = [svg.text(scale.start, top, row.label, "rw-name")]
    x = scale.at(row.share * 100)
    if row.mark is not None:
        mark = scale.at(row.mark * 100)
        out.append(svg.rule(mark, middle - 8, mark, middle + 8, "rw-upright rw-upright--3"))
        out.append(svg.rule(min(x, mark), middle, max(x, mark), middle, "rw-grid"))
    if row.error > 0:
        ends = (min(max(row.share + k * row.error, 0.0), 1.0) for k in (-2, 2))
        low, high = (scale.at(end * 100) for end in ends)
        out.append(svg.whisker(low, high, middle))
    out.append(svg.disc(x, middle, 5, "rw-place"))
    out.append(svg.text(scale.end + 10, middle + 5, percent(row.share), "rw-tick"))
    return "".join(out)


def percent(share: float) -> str:
    """A share as a percentage with one decimal."""
    return f"{share * 100:.1f}%"


def _table(rows: Sequence[Share], title: str, marked: str) -> Table:
    body = tuple((r.label, percent(r.share), "" if r.mark is None else percent(r.mark)) for r in rows)
    return Table(title, (_("What"), _("How often"), marked[:1].upper() + marked[1:]), body, (1, 2))
