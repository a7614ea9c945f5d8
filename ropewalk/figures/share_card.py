"""The picture that stands for a page where somebody shares it: its sentence and verdict, large, and its line.

1,200 by 630 units, as places that show such pictures want it. On a phone it is some 350 wide, so nothing that
must be read is smaller than 36; the drawing beside the verdict is a shape to know the page by, without words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from ropewalk.figures.alone import drawing_of, size_of
from ropewalk.figures.inputs import Figure
from ropewalk.figures.verdicts import PATHS

WIDTH, HEIGHT = 1200, 630
EDGE: Final = 64
TEXT_WIDTH: Final = WIDTH - 2 * EDGE
SENTENCE_SIZES: Final = (76.0, 68.0, 60.0, 54.0, 48.0)
EYEBROW_SIZE: Final = 38.0
VERDICT_SIZE: Final = 46.0
FOOT_SIZE: Final = 36.0
DRAWN: Final = 230.0
SANS: Final = "'Source Sans 3'"
SERIF: Final = "'Source Serif 4'"
"""Quoted, or the number at its end would not be part of the name."""
_TEXT: Final = re.compile(r"<text.*?</text>", re.DOTALL)
_SAID: Final = re.compile(r"<title[^>]*>.*?</title>|<desc[^>]*>.*?</desc>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict on a card: its shape (see ``verdicts.PATHS``), its word, and the name of its colour."""

    icon: str
    word: str
    colour: str


@dataclass(frozen=True, slots=True)
class Card:
    """What is on a card. ``lines``: the sentence set in lines at ``size``; ``eyebrow``: what it is about;
    ``foot``: whose account it is; ``figure``: whose line is drawn, without words, from ``free`` on across."""

    eyebrow: str
    lines: tuple[str, ...]
    size: float
    foot: str
    free: float = 600.0
    verdict: Verdict | None = None
    figure: Figure | None = None


def share_card(card: Card, colours: Mapping[str, str], css: str) -> str:
    """The card as SVG. ``colours``: of the style sheet, by name, in plain numbers; ``css``: the rules for the
    drawing's classes."""
    ink, muted, brand = colours["ink"], colours["muted"], colours["brand"]
    top = 176.0 + card.size * 0.3
    body = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colours["paper"]}"/>',
        f'<rect width="{WIDTH}" height="20" fill="{brand}"/>',
        f'<rect y="20" width="{WIDTH}" height="6" fill="{colours["accent"]}"/>',
        _words(card.eyebrow, 98, EYEBROW_SIZE, muted, bold=True),
        *(
            _words(line, top + card.size * 1.12 * number, card.size, ink, serif=True)
            for number, line in enumerate(card.lines)
        ),
        _words(card.foot, HEIGHT - 40, FOOT_SIZE, brand, bold=True),
        _verdict(card.verdict, colours) if card.verdict else "",
        _shape(card.figure, card.free) if card.figure else "",
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}"><style>{css}</style>{"".join(body)}</svg>'
    )


def _words(text: str, y: float, size: float, colour: str, *, bold: bool = False, serif: bool = False) -> str:
    family, weight = (SERIF, 600) if serif else (SANS, 700 if bold else 400)
    return (
        f'<text x="{EDGE}" y="{y:g}" font-family="{family}" font-weight="{weight}" '
        f'font-size="{size:g}" fill="{colour}">{escape(text)}</text>'
    )


def _verdict(found: Verdict, colours: Mapping[str, str]) -> str:
    """The shape, and beside it the word: neither needs the colour."""
    colour, middle = colours.get(found.colour, colours["ink"]), HEIGHT - 130
    filled = {"f": f'fill="{colour}"', "s": f'fill="none" stroke="{colour}" stroke-width="2.2"'}
    marks = "".join(f'<path {filled[kind]} d="{path}"/>' for kind, path in PATHS[found.icon])
    word = (
        f'<text x="{EDGE + 64}" y="{middle}" font-family="{SANS}" font-weight="700" '
        f'font-size="{VERDICT_SIZE:g}" fill="{colour}">{escape(found.word)}</text>'
    )
    return f'<g transform="translate({EDGE} {middle - 38}) scale(2.8)">{marks}</g>{word}'


def _shape(figure: Figure, free: float) -> str:
    """The drawing without its words, below on the right; drawn heavier, because it is seen small."""
    drawing = figure.shape() if figure.shape else drawing_of(figure)
    width, height = size_of(drawing)
    scale = min((WIDTH - EDGE - free) / width, DRAWN / height)
    x, y = WIDTH - EDGE - width * scale, HEIGHT - 26 - DRAWN + (DRAWN - height * scale) / 2
    inner = drawing[drawing.index(">") + 1 : drawing.rindex("</svg>")]
    marks = _SAID.sub("", _TEXT.sub("", inner))
    moved = f"translate({x:.1f} {y:.1f}) scale({scale:.4g})"
    return f'<g class="rw-chart{_kind(drawing)}" transform="{moved}">{marks}</g>'


def _kind(drawing: str) -> str:
    return " rw-chart--map" if "rw-chart--map" in drawing else ""


def fits(lines: Sequence[str], size: float, *, below: bool) -> bool:
    """Whether a sentence leaves room for what is ``below`` it (a verdict, a drawing), and for the foot."""
    return 176.0 + size * 0.3 + size * 1.12 * (len(lines) - 1) <= HEIGHT - (210 if below else 120)
