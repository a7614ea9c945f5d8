"""The code that another site's editor copies: a frame that shows a figure and leads back to it.

A frame cannot grow with what is in it unless a script runs in both pages, so its height is told beforehand,
worked out from the words that will stand in it and from the drawing: rather too much than too little.
"""

from dataclasses import dataclass
from html import escape
from math import ceil
from typing import Final

from django.http import HttpRequest

from ropewalk.design.lettering import SANS, SERIF, set_in_lines
from ropewalk.figures.alone import drawings_of, size_of
from ropewalk.publish.website import addresses
from ropewalk.publish.website.taken.one import Taken
from ropewalk.publish.website.told import plain

WIDTH: Final = 720
NARROWEST: Final = 320
_EDGES: Final = 32  # pixels left and right of what is shown
_WIDE: Final = 576  # from this width on the wide drawing stands there (_charts.scss)
_MOST: Final = {"wide": 832, "narrow": 432, "map": 576}
_AROUND: Final = 215  # what it is about, its verdict, the way to the numbers, and the foot


@dataclass(frozen=True, slots=True)
class Offer:
    """What a page offers beside a figure: its own page, and the code of a frame."""

    name: str
    address: str
    code: str
    title: str


def offer(request: HttpRequest, found: Taken) -> Offer:
    """The offer of a figure."""
    key = found.subject.indicator.id, found.subject.place, found.name
    embedded = request.build_absolute_uri(addresses.embed(*key))
    code = frame(embedded, found.about, WIDTH, height_of(found, WIDTH))
    return Offer(found.name, addresses.figure(*key), code, found.about)


def height_of(found: Taken, width: int) -> int:
    """How high a frame of this width must be to show a figure whole, in pixels."""
    inner = width - _EDGES
    title = found.figure.title if found.figure.title != found.headline else ""
    words = (
        _tall(found.headline, SERIF, 23, 28, inner)
        + _tall(plain(found.rest), SANS, 18, 25, inner)
        + _tall(title, SERIF, 21, 28, inner)
        + _tall(found.figure.note, SANS, 17.5, 25, inner)
    )
    wanted = _AROUND + words + _drawn(found, inner)
    return 10 * ceil(wanted / 10)


def _tall(words: str, font: str, size: float, line: float, wide: float) -> float:
    """The height of a paragraph with the space beneath it."""
    return line * len(set_in_lines(words, font, size, wide)) + 12 if words else 0.0


def _drawn(found: Taken, inner: float) -> float:
    wanted = "wide" if inner >= _WIDE else "narrow"
    drawings = drawings_of(found.figure)
    mine = next((one for one in drawings if f"rw-chart--{wanted}" in one), drawings[0])
    width, height = size_of(mine)
    most = _MOST["map" if "rw-chart--map" in mine else wanted]
    return height * min(inner, most) / width


def frame(address: str, title: str, width: int, height: int) -> str:
    """The code of a frame. ``address``: of the embed, whole."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="{width}" height="{height}" '
        'loading="lazy" style="border:0;max-width:100%"></iframe>'
    )
