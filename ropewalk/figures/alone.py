"""A drawing taken out of its page: an SVG document of its own, with its title, its source and its rules."""

import re
from collections.abc import Sequence
from html import escape
from typing import Final
from xml.sax.saxutils import quoteattr

from ropewalk.figures.inputs import Figure

_BOX: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_NAMED: Final = re.compile(r' role="img"| aria-labelledby="[^"]*"| focusable="false"| data-\w="[^"]*"')
_WORDS: Final = re.compile(r"<title[^>]*>.*?</title>|<desc[^>]*>.*?</desc>", re.DOTALL)
_TAGS: Final = re.compile(r"<svg\b|</svg>")
_LINKS: Final = re.compile(r"</?a\b[^>]*>")
MARGIN: Final = 20.0
LINE: Final = 30.0
SMALL: Final = 20.0
TITLE_SIZE: Final = 24.0


def drawings_of(figure: Figure) -> list[str]:
    """The drawings of a figure, one or one for each width."""
    out, depth, start = [], 0, 0
    for found in _TAGS.finditer(figure.svg):  # a map has a drawing within its drawing
        opens = found[0] != "</svg>"
        start = found.start() if opens and not depth else start
        depth += 1 if opens else -1
        if not depth:
            out.append(figure.svg[start : found.end()])
    return out


def drawing_of(figure: Figure) -> str:
    """The wide drawing of a figure; its only one where it has no other."""
    drawings = drawings_of(figure)
    wide = (drawn for drawn in drawings if "rw-chart--wide" in drawn)
    return next(wide, drawings[0])


def size_of(drawing: str) -> tuple[float, float]:
    """The width and height of a drawing, in units of its own."""
    found = _BOX.search(drawing)
    return (float(found[1]), float(found[2])) if found else (720.0, 360.0)


def standing_alone(
    figure: Figure, title: Sequence[str], foot: Sequence[str], css: str, language: str = "en"
) -> str:
    """An SVG document of a figure's wide drawing, without the links that lead about in our pages.

    ``title``: what it says, set in lines; ``foot``: where it comes from, a line each; ``css``: the rules for
    its classes.
    """
    drawing = drawing_of(figure)
    width, height = size_of(drawing)
    top = MARGIN + LINE * len(title)
    wide, tall = width + 2 * MARGIN, top + height + SMALL * len(foot) + MARGIN
    inner = _LINKS.sub("", _NAMED.sub("", _WORDS.sub("", drawing))).replace(
        "<svg", f'<svg x="{MARGIN:g}" y="{top:g}" width="{width:g}" height="{height:g}"', 1
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang={quoteattr(language)} role="img" '
        f'viewBox="0 0 {wide:g} {tall:g}" width="{wide:g}" height="{tall:g}" aria-labelledby="t d">'
        f'<title id="t">{escape(figure.title)}</title><desc id="d">{escape(figure.description)}</desc>'
        f"<style>{css}</style>"
        f'<rect class="rw-paper" width="{wide:g}" height="{tall:g}"/>'
        f"{_lines(title, MARGIN + TITLE_SIZE * 0.8, LINE, 'rw-alone__title')}{inner}"
        f"{_lines(foot, top + height + SMALL, SMALL, 'rw-alone__foot')}</svg>\n"
    )


def _lines(words: Sequence[str], top: float, step: float, css: str) -> str:
    return "".join(
        f'<text class="{css}" x="{MARGIN:g}" y="{top + step * number:g}">{escape(line)}</text>'
        for number, line in enumerate(words)
    )
