"""Columns that start at nought: how neighbourhoods spread over tenths, or any few counts side by side."""

from collections.abc import Sequence
from functools import partial

from ropewalk.figures import svg
from ropewalk.figures.inputs import Bar, Figure, Style
from ropewalk.figures.numbers import number, short
from ropewalk.figures.scales import Scale
from ropewalk.figures.tables import bar_table
from ropewalk.vocabulary.language import _

BOTTOM, TOP = 190.0, 24.0


def decile_bars(
    counts: Sequence[int],
    *,
    name: str,
    title: str,
    description: str = "",
) -> Figure:
    """Draw how many neighbourhoods fall in each tenth of the country, from most to least deprived.

    ``counts`` are in the order of the tenths. A tenth with none has a nought, which is a count.
    """
    bars = [Bar(str(tenth), float(count), marked=tenth == 1) for tenth, count in enumerate(counts, 1)]
    first = _("{count} of {total} neighbourhoods are in the most deprived tenth of the country.").format(
        count=number(counts[0]), total=number(sum(counts))
    )
    words = description or first
    return columns(
        bars,
        name=name,
        title=title,
        style=Style(decimals=0),
        ends=(_("most deprived"), _("least deprived")),
        description=words,
        head=(_("Tenth"), _("Neighbourhoods")),
    )


def columns(
    bars: Sequence[Bar],
    *,
    name: str,
    title: str,
    style: Style,
    ends: tuple[str, str] = ("", ""),
    description: str = "",
    head: tuple[str, str] = ("Group", "Figure"),
) -> Figure:
    """Draw columns with their values on top. The marked ones stand out by outline and weight too."""
    words = description or " ".join(f"{bar.label}: {short(bar.value, style)}." for bar in bars)
    drawings = "".join(
        _draw(f"{name}-{variant[0]}", variant, width, (title, words), bars, style, ends)
        for variant, width in (("wide", svg.WIDE), ("narrow", svg.NARROW))
    )
    return Figure(name, drawings, title, words, partial(bar_table, bars, title, head, style))


def _draw(
    name: str,
    variant: str,
    width: int,
    words: tuple[str, str],
    bars: Sequence[Bar],
    style: Style,
    ends: tuple[str, str],
) -> str:
    values = [0.0, *(bar.value for bar in bars)]
    scale = Scale(min(values), max(values) or 1.0, BOTTOM, TOP)
    each = (width - 8) / max(len(bars), 1)
    body = [_column(bar, 4 + i * each, each, scale, style) for i, bar in enumerate(bars)]
    body.append(svg.rule(2, scale.at(0), width - 2, scale.at(0), "rw-zero"))
    if ends[0]:
        body.append(svg.text(4, BOTTOM + 40, f"\u2190 {ends[0]}", "rw-note"))
        body.append(svg.text(width - 4, BOTTOM + 40, f"{ends[1]} \u2192", "rw-note", "end"))
    return svg.drawing(name, variant, (width, BOTTOM + (48 if ends[0] else 28)), words, "".join(body))


def _column(bar: Bar, x: float, each: float, scale: Scale, style: Style) -> str:
    gap = min(each * 0.14, 10)
    top, foot = sorted((scale.at(bar.value), scale.at(0)))
    middle = x + each / 2
    css = "rw-bar rw-bar--marked" if bar.marked else "rw-bar"
    box = svg.box(x + gap, top, each - 2 * gap, foot - top, css)
    weight = "rw-value" if bar.marked else "rw-count"
    value = svg.text(middle, top - 6, short(bar.value, style), weight, "middle")
    return box + value + svg.text(middle, BOTTOM + 20, bar.label, "rw-tick", "middle")
