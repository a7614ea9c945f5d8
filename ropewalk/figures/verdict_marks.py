"""One shape a measure, grouped by verdict: how much is known, and which way it goes, at a glance."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from ropewalk.figures import svg
from ropewalk.figures.inputs import Figure
from ropewalk.figures.verdict_bar import ORDER, spoken, verdict_table
from ropewalk.figures.verdicts import icon, look
from ropewalk.vocabulary.words import Question

PITCH: Final = 20.0
GAP: Final = 12.0
"""Between the groups of two verdicts."""


def verdict_marks(counts: Mapping[str, int], *, name: str, title: str, description: str = "") -> Figure:
    """Draw every measure as the shape of its direction verdict, in the order of the verdict bar.

    For an aim or a priority; a whole account is better served by the bar. A verdict that is not in
    ``counts`` counts as none.
    """
    known: dict[str, int] = {word: counts.get(word, 0) for word in ORDER}
    words = description or spoken(known)
    drawings = "".join(
        _draw(f"{name}-{variant[0]}", variant, width, (title, words), known)
        for variant, width in (("wide", svg.WIDE), ("narrow", svg.NARROW))
    )
    return Figure(name, drawings, title, words, partial(verdict_table, known, title))


def _draw(name: str, variant: str, width: int, words: tuple[str, str], counts: Mapping[str, int]) -> str:
    x, y, out = 2.0, 4.0, []
    for word, count in counts.items():
        drawn = look(Question.DIRECTION, word)
        marks = []
        for _ in range(count):
            if x + 16 > width:
                x, y = 2.0, y + PITCH + 4
            marks.append(icon(drawn.icon, x, y))
            x += PITCH
        if marks:
            out.append(f'<g class="rw-shape--{drawn.css}">{"".join(marks)}</g>')
            x += GAP
    return svg.drawing(name, variant, (width, y + PITCH), words, "".join(out))
