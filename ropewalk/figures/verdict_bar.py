"""How many measures improve, worsen, show no clear change or cannot be judged, in one bar."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from ropewalk.figures import svg
from ropewalk.figures.inputs import Figure, Table
from ropewalk.figures.numbers import count_of, number
from ropewalk.figures.tables import count_table
from ropewalk.figures.verdicts import Look, icon, look
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.words import Direction, Question

ORDER: Final = (Direction.IMPROVING, Direction.NO_CLEAR_CHANGE, Direction.WORSENING, Direction.CANNOT_SAY)
TALL: Final = 34.0
GAP: Final = 3.0


def verdict_bar(counts: Mapping[str, int], *, name: str, title: str, description: str = "") -> Figure:
    """Draw counts of the four direction verdicts. A verdict that is not in ``counts`` counts as none."""
    known: dict[str, int] = {word: counts.get(word, 0) for word in ORDER}
    words = description or spoken(known)
    drawings = "".join(
        _draw(f"{name}-{variant[0]}", variant, width, (title, words), known)
        for variant, width in (("wide", svg.WIDE), ("narrow", svg.NARROW))
    )
    return Figure(name, drawings, title, words, partial(verdict_table, known, title))


def spoken(counts: Mapping[str, int]) -> str:
    """The counts in words, with their denominator."""
    parts = (f"{number(n)} {look(Question.DIRECTION, word).label.lower()}" for word, n in counts.items())
    return _("Of {measures}: {parts}.").format(
        measures=count_of(sum(counts.values()), "measure"), parts=", ".join(parts)
    )


def verdict_table(counts: Mapping[str, int], caption: str) -> Table:
    """One row a verdict, by its label."""
    labels = {look(Question.DIRECTION, word).label: count for word, count in counts.items()}
    return count_table(labels, caption, (_("Verdict"), _("Measures")))


def _draw(name: str, variant: str, width: int, words: tuple[str, str], counts: Mapping[str, int]) -> str:
    wide = variant == "wide"
    body = _segments(counts, width) + _key(counts, width, 4 if wide else 2)
    return svg.drawing(name, variant, (width, TALL + (40 if wide else 66)), words, body)


def _segments(counts: Mapping[str, int], width: int) -> str:
    """The bar. Every verdict that occurs is wide enough to be seen, however few it counts."""
    shown = {word: count for word, count in counts.items() if count}
    total = sum(shown.values())
    if not total:
        return f'<rect class="rw-seg rw-seg--cannot" x="1" y="1" width="{width - 2}" height="{TALL:g}"/>'
    room = width - 2 - GAP * (len(shown) - 1)
    least = 10.0
    spare = room - least * len(shown)
    x, out = 1.0, []
    for word, count in shown.items():
        wide = least + spare * count / total
        out.append(_segment(look(Question.DIRECTION, word), x, wide, count))
        x += wide + GAP
    return "".join(out)


def _segment(drawn: Look, x: float, wide: float, count: int) -> str:
    box = f'<rect class="rw-seg rw-seg--{drawn.css}" x="{x:.1f}" y="1" width="{wide:.1f}" height="{TALL:g}"/>'
    words = number(count)
    if wide < 22:
        return box
    room = wide >= svg.width_of(words) + 34
    shape = icon(drawn.icon, x + 9 if room else x + wide / 2 - 8, 10)
    mark = f'<g class="rw-on rw-on--{drawn.css}">{shape}</g>'
    return (
        box + mark
        if not room
        else box + mark + svg.text(x + 31, 23.5, words, f"rw-seg-n rw-on rw-on--{drawn.css}")
    )


def _key(counts: Mapping[str, int], width: int, across: int) -> str:
    """Shape, count and word for each verdict, those that count none included."""
    out = []
    for index, (word, count) in enumerate(counts.items()):
        drawn = look(Question.DIRECTION, word)
        x, y = 1 + (index % across) * width / across, TALL + 14 + (index // across) * 26
        out.append(f'<g class="rw-shape--{drawn.css}">{icon(drawn.icon, x, y)}</g>')
        out.append(svg.text(x + 23, y + 13, f"{number(count)} {drawn.label.lower()}", "rw-name"))
    return "".join(out)
