"""oEmbed: another site asks how to show one of our addresses, and gets a frame, or a picture and words."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import msgspec
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from ropewalk.design.languages import language_of
from ropewalk.design.root import bare
from ropewalk.figures.share_card import HEIGHT, WIDTH
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account, NotReadyError, open_account
from ropewalk.publish.website.answer import FRESH_FOR, not_ready
from ropewalk.publish.website.taken import frames
from ropewalk.publish.website.taken.cards import Share, of_figure, of_home, of_place, of_priority
from ropewalk.publish.website.taken.figures import TREND, taken
from ropewalk.publish.website.taken.one import Taken
from ropewalk.vocabulary.language import speaking

FORMS: Final = {"json": "application/json", "xml": "text/xml; charset=utf-8"}
LONGEST: Final = 2_000
MOST: Final = 10_000  # pixels: nobody's screen is wider
Fields = dict[str, str | int]


@require_safe
def oembed(request: HttpRequest) -> HttpResponseBase:
    """The view. 400 without an address or with a size that is none, 404 for an address that is not ours or
    that nothing is shown of, 501 for a form that we do not write."""
    form, address = request.GET.get("format", "json"), request.GET.get("url", "")
    if form not in FORMS:
        return _plain(501, "The formats are json and xml.")
    sizes = [request.GET.get(name, "") for name in ("maxwidth", "maxheight")]
    if not address or len(address) > LONGEST or any(size and not _is_size(size) for size in sizes):
        return _plain(400, "Give an address as url, and sizes in pixels as maxwidth and maxheight.")
    try:
        account = open_account()
    except NotReadyError as error:
        return not_ready(error)
    path = _own_path(address, request)
    with speaking(language_of(path)):
        found = _found(account, path, [int(size) if size else None for size in sizes], request)
    if found is None:
        return _plain(404, "Nothing here can be shown for this address.")
    text = msgspec.json.encode(found) if form == "json" else _xml(found)
    answer = HttpResponse(text, content_type=FORMS[form])
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = f"public, max-age={FRESH_FOR}"
    return answer


def _is_size(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text[:6]) <= MOST and len(text) < 6


def _plain(status: int, words: str) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")


def _own_path(address: str, request: HttpRequest) -> str:
    """The path of an address of ours, by the name that the asker used for us; empty for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    ours = parts.scheme in ("http", "https") and parts.netloc == request.get_host()
    return bare(parts.path) if ours else ""


def _found(account: Account, path: str, most: list[int | None], request: HttpRequest) -> Fields | None:
    """What is shown for a page; None for one that has nothing to show."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    view, codes = match.url_name or "", match.kwargs
    key = _figure_key(account, view, codes)
    figure = taken(account, *key) if key else None
    if key and figure:
        embedded = request.build_absolute_uri(addresses.embed(*key))
        card = addresses.figure_card(*key)
        return _told(account, of_figure(figure), card, request) | _rich(embedded, figure, most)
    share, card = _card(account, view, codes)
    if share is None:
        return None
    return _told(account, share, card, request) | {"type": "link"}


def _figure_key(account: Account, view: str, codes: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """Indicator, place and name of the figure that a page shows first."""
    if view in ("figure", "embed"):
        return codes["code"], codes["place"], codes["name"]
    if view == "indicator":
        return codes["code"], held.place_of(account, codes["code"]), TREND
    if view == "place-indicator":
        return codes["code"], codes["place"], TREND
    return None


def _card(account: Account, view: str, codes: Mapping[str, Any]) -> tuple[Share | None, str]:
    if view == "home":
        return of_home(account), addresses.card("home")
    if view == "priority":
        return of_priority(account, codes["code"]), addresses.card("priority", codes["code"])
    if view == "place":
        return of_place(account, codes["place"]), addresses.card("place", codes["place"])
    return None, ""


def _told(account: Account, share: Share, card: str, request: HttpRequest) -> Fields:
    home = request.build_absolute_uri(addresses.rooted("/"))
    return {
        "version": "1.0",
        "title": f"{share.title}: {share.sentence}" if share.sentence else share.title,
        "author_name": account.city.council,
        "provider_name": account.city.account_title,
        "provider_url": home,
        "cache_age": FRESH_FOR,
        "thumbnail_url": urljoin(home, card),
        "thumbnail_width": WIDTH,
        "thumbnail_height": HEIGHT,
    }


def _rich(embedded: str, found: Taken, most: list[int | None]) -> Fields:
    """A frame that fits what the asker has room for, but never narrower than can be read."""
    width = max(min(frames.WIDTH, most[0] or frames.WIDTH), frames.NARROWEST)
    height = min(frames.height_of(found, width), most[1] or MOST)
    code = frames.frame(embedded, found.about, width, height)
    return {"type": "rich", "html": code, "width": width, "height": height}


def _xml(fields: Fields) -> bytes:
    root = ElementTree.Element("oembed")
    for name, value in fields.items():
        ElementTree.SubElement(root, name).text = str(value)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))
