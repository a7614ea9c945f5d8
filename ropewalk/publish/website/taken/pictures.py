"""Pictures of figures: a drawing that stands alone, and the card that is shown where a page is shared.

A card is drawn once for a state of the account and kept in memory, so many and no more. Only one is drawn
at a time in a process, so that asking for many at once costs no more than asking for one.
"""

from functools import lru_cache, partial
from threading import Lock
from typing import Final

import resvg_py

from ropewalk.design import lettering, standing
from ropewalk.figures.alone import TITLE_SIZE, drawing_of, size_of, standing_alone
from ropewalk.figures.share_card import share_card
from ropewalk.publish.noting import kept
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.taken.cards import NAMED, Share, card_of, of_figure
from ropewalk.publish.website.taken.figures import taken
from ropewalk.publish.website.taken.one import Taken
from ropewalk.publish.website.told import plain
from ropewalk.vocabulary.language import _, in_force

KEPT: Final = 128  # pictures of some 30 to 60 kB each, in each process
THICK: Final = ".rw-main{stroke-width:5}.rw-cmp{stroke-width:3}"
AT_EASE: Final = ".rw-chart--map .rw-map-name,.rw-chart--map .rw-map-word{font-size:17px}"
"""Words on a map as they are where it is shown wide: its own rule is for the smallest screens."""
FOOT_SIZE: Final = 14.0
_DRAWING: Final = Lock()


def drawing(account: Account, found: Taken) -> str:
    """A figure as an SVG document of its own, light and dark."""
    wide = size_of(drawing_of(found.figure))[0]
    title = lettering.set_in_lines(plain(found.said), lettering.SERIF, TITLE_SIZE, wide)
    foot = [
        line
        for part in _foot(account, found)
        for line in lettering.set_in_lines(part, lettering.SANS, FOOT_SIZE, wide)
    ]
    made = partial(standing_alone, found.figure, title, foot, language=in_force().tag)
    return made(css=standing.style_for(made(css=""), _brand(account)) + AT_EASE)


def _foot(account: Account, found: Taken) -> tuple[str, ...]:
    origin = account.origins.get(found.subject.indicator.source)
    source = _("Source: {source}").format(source=origin.producer) if origin else ""
    return tuple(part for part in (f"{found.about}. {source}", account.city.account_title) if part)


@kept(KEPT, by_language=True)
def figure_card(account: Account, code: str, place: str, name: str) -> bytes | None:
    """The card of a figure as PNG; None where there is no such figure."""
    found = taken(account, code, place, name)
    return _drawn(account, of_figure(found)) if found else None


@kept(KEPT, by_language=True)
def page_card(account: Account, kind: str, code: str) -> bytes | None:
    """The card of a page: ``home``, ``priority`` or ``place``. None where there is no such one."""
    made = NAMED.get(kind)
    share = made(account, code) if made else None
    return _drawn(account, share) if share else None


def _drawn(account: Account, share: Share) -> bytes:
    colours = _colours(account.city.brand.colour, account.city.brand.accent)
    css = standing.style_for(share.figure.svg, _brand(account), dark=False) + THICK if share.figure else ""
    with _DRAWING:
        made = resvg_py.svg_to_bytes(
            svg_string=share_card(card_of(share, account), colours, css),
            skip_system_fonts=True,
            font_files=lettering.files(),
        )
    return bytes(made)


@lru_cache(maxsize=4)
def _colours(brand: str, accent: str) -> dict[str, str]:
    return standing.colours({"--brand": brand, "--accent": accent})


def _brand(account: Account) -> dict[str, str]:
    return {"--brand": account.city.brand.colour, "--accent": account.city.brand.accent}
