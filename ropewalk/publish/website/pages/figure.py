"""One figure at an address of its own: a page, its numbers, a drawing, a picture, and a page for a frame."""

import re
from base64 import b64encode
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_exempt

from ropewalk.figures.inputs import Figure
from ropewalk.figures.tables import csv_of_series
from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import document, download, known, page
from ropewalk.publish.website.cards import Tag
from ropewalk.publish.website.site import Link
from ropewalk.publish.website.taken import pictures
from ropewalk.publish.website.taken.figures import taken
from ropewalk.publish.website.taken.frames import offer
from ropewalk.publish.website.taken.one import Taken
from ropewalk.publish.website.taken.sharing import Shared
from ropewalk.vocabulary.language import _

SHORT: Final = 60
"""Rows of a table that still lets a reader on a phone see that something follows."""
STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FigurePage:
    """A figure with what goes with it. ``about``: indicator and place; ``headline``: what it says in
    short, ``rest``: what else; ``whole``: the page that it is taken from; ``code``: of the frame."""

    figure: Figure
    about: str
    headline: str
    rest: str
    tag: Tag | None
    whole: str
    here: str
    data: str
    drawing: str
    card: str
    code: str
    producer: str
    shared: Shared
    sources: tuple[str, ...]
    crumbs: tuple[Link, ...]

    @property
    def opens(self) -> bool:
        """Whether its numbers are shown at once: not where they would bury all that follows."""
        return len(self.figure.table.rows) <= SHORT


@page("figure.html", part=addresses.INDICATORS)
def figure(account: Account, request: HttpRequest, code: str, place: str, name: str) -> FigurePage:
    """The view of a figure's own page."""
    return _page(known(taken(account, code, place, name)), request)


@page("embed.html", part=addresses.INDICATORS)
def _framed(account: Account, request: HttpRequest, code: str, place: str, name: str) -> FigurePage:
    made = _page(known(taken(account, code, place, name)), request)
    # What is on a map leads to pages that may stand in no frame.
    svg = made.figure.svg.replace("<a href=", '<a target="_top" href=')
    return replace(made, figure=replace(made.figure, svg=svg))


@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
def embed(request: HttpRequest, **codes: str) -> HttpResponseBase:
    """The view for a frame: any site may show it, and it alone."""
    return _framed(request, **codes)


@download
def data(account: Account, _request: HttpRequest, code: str, place: str, name: str) -> tuple[str, str]:
    """The numbers of this figure alone, in the columns of the exchange table."""
    found: Taken = known(taken(account, code, place, name))
    return f"{code}-{place}-{name}.csv", csv_of_series(found.data())


@document("image/svg+xml")
def _drawn(account: Account, _request: HttpRequest, code: str, place: str, name: str) -> str:
    return pictures.drawing(account, known(taken(account, code, place, name)))


def drawing(request: HttpRequest, **codes: str) -> HttpResponseBase:
    """The view of the figure as an SVG document of its own. The rules in it, and no others, are let in by
    their hash; a drawing runs nothing."""
    answer = _drawn(request, **codes)
    rules = STYLE.search(getattr(answer, "content", b""))
    if rules:
        digest = b64encode(sha256(rules[1]).digest()).decode()
        answer._csp_replace = {"style-src": [f"'sha256-{digest}'"], "script-src": ["'none'"]}  # type: ignore[attr-defined]
    return answer


@document("image/png")
def card(account: Account, _request: HttpRequest, code: str, place: str, name: str) -> bytes:
    """The picture that stands for the figure where it is shared."""
    return known(pictures.figure_card(account, code, place, name))


@document("image/png")
def page_card(account: Account, _request: HttpRequest, kind: str, code: str = "") -> bytes:
    """The picture that stands for home, a priority or a place."""
    if (kind == "home") == bool(code):
        raise Http404
    return known(pictures.page_card(account, kind, code))


def _page(found: Taken, request: HttpRequest) -> FigurePage:
    account, indicator, place = found.subject.account, found.subject.indicator, found.subject.place
    key = indicator.id, place, found.name
    whole = addresses.indicator(indicator.id, "" if place == account.city.place else place)
    origin = account.origins.get(indicator.source)
    return FigurePage(
        figure=found.figure,
        about=found.about,
        headline=found.headline,
        rest=found.rest,
        tag=found.tag,
        whole=whole,
        here=addresses.figure(*key),
        data=addresses.figure_data(*key),
        drawing=addresses.figure_drawing(*key),
        card=addresses.figure_card(*key),
        code=offer(request, found).code,
        producer=origin.producer if origin else "",
        shared=Shared(found.about, found.said, addresses.figure_card(*key)),
        sources=(indicator.source,),
        crumbs=(
            Link(_("Home"), addresses.at(addresses.HOME)),
            Link(indicator.title, whole),
            Link(_("One figure")),
        ),
    )
