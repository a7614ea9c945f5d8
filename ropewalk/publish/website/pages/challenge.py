"""Challenge this: a form, the letter's link, and the button behind it. Nothing here sets a cookie."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from ropewalk.design.languages import marking
from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account, NotReadyError, open_account
from ropewalk.publish.website.answer import in_every_language, not_ready, page, render
from ropewalk.publish.website.challenging import (
    About,
    ChallengeForm,
    from_elsewhere,
    opened,
    token_for,
)
from ropewalk.publish.website.english import english_of
from ropewalk.publish.website.site import Link, site_of
from ropewalk.publish.website.subjects_of import subject_link
from ropewalk.scrutiny import public
from ropewalk.scrutiny.public import WRONG
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.rules_of_scrutiny import Rules


@dataclass(frozen=True, slots=True)
class FormPage:
    """The form. ``typed``: what was typed, shown again; ``faults``: by field, what to do; ``trouble``: why
    nothing was sent, of no one field."""

    about: Link
    action: str
    token: str
    rules: Rules
    choices: tuple[tuple[str, str], ...]
    crumbs: tuple[Link, ...]
    typed: dict[str, Any] = field(default_factory=dict)
    faults: tuple[tuple[str, str], ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class SentPage:
    """What is said after a challenge was sent. ``days``: for how long its letter's link works."""

    days: int
    crumbs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """The page of a letter's link: a button, that it was confirmed, or that the link leads nowhere."""

    waits: bool
    done: bool
    action: str
    crumbs: tuple[Link, ...]


def taking(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page that takes what a reader writes: only where letters go out, never kept, in no search engine."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, **codes: str) -> HttpResponseBase:
        try:
            account = open_account()
        except NotReadyError as error:
            return not_ready(error)
        if not public.has_form(account.rules):
            raise Http404
        response = view(account, request, **codes)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "same-origin"  # a link with a secret in it is told to nobody
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


@taking
def form(account: Account, request: HttpRequest, kind: str, code: str) -> HttpResponseBase:
    """The form about something; sent, it leads on to the page that tells of the letter."""
    about = _about(account, request, kind, code)
    if request.method != "POST":
        return _form(account, request, about)
    if from_elsewhere(request):
        trouble = _("The form was not sent from this page. Press the button again.")
        return _form(account, request, about, trouble=trouble, status=403)
    return _take(account, request, about)


def _take(account: Account, request: HttpRequest, about: About) -> HttpResponseBase:
    filled = ChallengeForm(request.POST)
    known = opened(request.POST.get("token", ""), about)
    if known is None:
        trouble = _("The form lay open for too long. Press the button again.")
        return _form(account, request, about, filled, trouble=trouble, status=400)
    about, nonce = known
    if not filled.is_valid():
        return _form(account, request, about, filled, status=400)
    sent = filled.sent(about, nonce)
    if not ratelimit.consume(request, action="challenge", key=sent.email.lower()):
        trouble = _("Too many challenges came from here. Try again tomorrow.")
        return _form(account, request, about, filled, trouble=trouble, status=429)
    try:
        row = public.challenge(sent)
    except UserError:
        trouble = _("We cannot take this now. Try again tomorrow.")
        return _form(account, request, about, filled, trouble=trouble, status=400)
    if row is not None:
        home = request.build_absolute_uri(addresses.rooted("/")).rstrip("/")
        public.send(home, of=row.pk)
    return HttpResponseRedirect(addresses.at(f"{addresses.CHALLENGE}sent/"), status=303)


def _about(account: Account, request: HttpRequest, kind: str, code: str) -> About:
    place = request.GET.get("place", "")
    if not subject_link(account, f"{kind}:{code}").href or (place and place not in account.places):
        raise Http404
    return About(kind, code, place if kind == "indicator" and place != account.city.place else "")


def _form(
    account: Account,
    request: HttpRequest,
    about: About,
    filled: ChallengeForm | None = None,
    *,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    link = subject_link(account, f"{about.kind}:{about.code}", about.place)
    made = FormPage(
        about=link,
        action=addresses.challenge(about.kind, about.code),
        token=token_for(about),
        rules=account.rules,
        choices=tuple((value, _(words)) for value, words in WRONG.items()),
        crumbs=(_home(), link, Link(_("Challenge this"))),
        typed=filled.typed() if filled else {},
        faults=filled.faults() if filled and not trouble else (),
        trouble=trouble,
    )
    return _shown(account, request, "challenge_form.html", made, status)


@page("challenge_sent.html")
def sent(account: Account, _request: HttpRequest) -> SentPage:
    """The view of what comes next: a letter."""
    return SentPage(account.rules.confirm_days, (_home(), Link(_("Look in your email"))))


@taking
def confirm(account: Account, request: HttpRequest, link: str) -> HttpResponseBase:
    """The view of a letter's link. Looking at it changes nothing: mail programs look at links too."""
    done = request.method == "POST" and public.confirm(link) is not None
    waits = request.method != "POST" and public.challenge_of(link) is not None
    made = ConfirmPage(waits, done, request.path, (_home(), Link(_("Confirm your challenge"))))
    return _shown(account, request, "challenge_confirm.html", made, 200 if done or waits else 404)


def _shown(account: Account, request: HttpRequest, template: str, made: Any, status: int) -> HttpResponse:
    # The language switch leads to the page itself; a search engine is told of none of them.
    context = {"page": made, "site": site_of(account, "", ()), **in_every_language(request)}
    context |= {"canonical": "", "alternates": [], "shared": None}
    with marking(lambda: english_of(account)):
        return HttpResponse(render(f"website/{template}", context), status=status)


def _home() -> Link:
    return Link(_("Home"), addresses.at(addresses.HOME))
