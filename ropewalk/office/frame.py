"""What stands round every page of the office: whose it is, who is here, where they may go."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse

from ropewalk.accounts import jobs
from ropewalk.accounts.by import By
from ropewalk.accounts.guard import standing_on
from ropewalk.accounts.roles import Right
from ropewalk.design.languages import languages
from ropewalk.design.phase import Phase, example
from ropewalk.office import words
from ropewalk.office.below import is_below
from ropewalk.plan import public
from ropewalk.plan.tasks import refresh_figures
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import DefinitionError
from ropewalk.vocabulary.language import _, in_force, later

PARTS = (
    (later("My page"), "office", None),
    (later("Golden thread"), "threads", Right.READ),
    (later("Ideas"), "ideas", Right.READ),
    (later("Returns"), "returns", Right.READ),
    (later("Comments"), "comments", Right.READ),
    (later("Questions"), "questions", Right.READ),
    (later("Challenges"), "challenges", Right.READ),
    (later("Plan"), "plan", Right.READ),
    (later("Delivery"), "delivery", Right.READ),
    (later("Releases"), "release-list", Right.EARLY_ACCESS),
    (later("Before a poll"), "polls", Right.ELECTION),
    (later("People"), "people", Right.SEE_PEOPLE),
    (later("Organisations"), "organisations", Right.SEE_PEOPLE),
    (later("Spreadsheets"), "sheets", Right.EXPORT),
    (later("Audit log"), "audit", Right.READ_AUDIT),
    (later("In the background"), "later", Right.EDIT_PLAN),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``current`` where the reader is on that page or below it."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame, as ``rope/base.html`` reads it."""

    title: str
    council: str
    contact: str
    nav: tuple[Link, ...]
    home: str = "/office/"
    search: str = ""
    brand_css: str = "/brand.css"
    footer_links: tuple[Link, ...] = ()
    attributions: tuple[str, ...] = ()
    asks: bool = True
    phase: None = None
    example: Phase | None = None


def frame(request: HttpRequest) -> dict[str, Any]:
    """A context processor: the frame, and the words that forms are told in. Nothing for a public page."""
    if not is_below(request):
        return {}
    by: By | None = getattr(request, "by", None)
    spoken = in_force().code
    return {
        "site": _site(by, request.path),
        "by": by,
        "told": list(get_messages(request)),
        "figures": jobs.standing(refresh_figures) if by else jobs.Standing(),
        "poll": standing_on(clock.today()) if by else None,
        "label": words.label,
        "fault": words.fault,
        "over": words.over,
        "role_name": words.role_name,
        "kind_name": words.kind_name,
        "council_sign_in": settings.OFFICE_COUNCIL_SIGN_IN,
        "others": [one for one in languages().values() if one.code != spoken],
        "path": "/",
    }


def _site(by: By | None, path: str) -> Frame:
    nav = tuple(_links(by, path)) if by else ()
    try:
        city = public.city()
    except DefinitionError:  # before the first load
        return Frame(_("The office"), "", "", nav, brand_css="")
    told = example() if city.is_example else None
    return Frame(city.account_title, city.council, city.contact, nav, example=told)


def _links(by: By, path: str) -> list[Link]:
    mine = [(text, reverse(name)) for text, name, right in PARTS if right is None or by.may_somewhere(right)]
    here = max((href for _text, href in mine if path.startswith(href)), key=len, default="")
    return [Link(_(text), href, href == here) for text, href in mine]
