"""The plan: its editions, a draft and its parts, and how two editions or moments differ."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ropewalk.accounts.roles import Right
from ropewalk.office.pages.answers import by_of, sent, wrote
from ropewalk.office.plan_forms import (
    LEVERS,
    AdoptForm,
    DraftForm,
)
from ropewalk.plan import actions, public
from ropewalk.plan.drafts import Draft
from ropewalk.plan.editions import Difference, differences, edition, moments
from ropewalk.plan.models import Edition
from ropewalk.plan.models.edition import State
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _, later

STATES = {
    State.DRAFT: later("Draft"),
    State.ADOPTED: later("In force"),
    State.SUPERSEDED: later("Superseded"),
}
WHAT = {"plan": later("Plan"), "aim": later("Aim"), "priority": later("Promise"), "value": later("Value")}
FIELDS = {
    "title": later("Title"),
    "vision": later("Vision"),
    "source": later("Public record"),
    "adopted": later("Adopted on"),
    "summary": later("In a sentence"),
    "why": later("Why it matters"),
    "owner": later("Who answers for it"),
    "lever": later("How far the council can reach"),
    "aim": later("Aim"),
    "partners": later("Partners"),
    "not_held": later("What is not held"),
    "measures": later("Measures that serve it"),
    "shown_by": later("What would show whether it is lived"),
}


def _row(code: str) -> Edition:
    row = Edition.objects.filter(code=code).first()
    if row is None:
        raise Http404
    return row


def draft_of(code: str) -> Draft:
    """A draft to be changed. Raises Http404 for any other edition."""
    if _row(code).state != State.DRAFT:
        raise Http404
    return edition(code)


def state(row: Edition) -> str:
    """Where an edition stands, in words."""
    return _(STATES[State(row.state)])


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Every edition; a form that begins a draft; targets and peer sets."""
    by = by_of(request)
    if request.method == "POST":
        write = lambda form: actions.new_draft(by, form.cleaned_data["code"], form.cleaned_data["title"])  # noqa: E731
        return sent(request, DraftForm(request.POST), write, _("The draft was begun."), "plan")
    definitions = public.definitions()
    context = {
        "editions": Edition.objects.order_by("-id"),
        "state": state,
        "form": DraftForm(),
        "edits": by.may(Right.EDIT_PLAN),
        "indicators": definitions.indicators,
        "peer_sets": definitions.peer_sets,
    }
    return render(request, "office/plan.html", context)


@require_safe
def one(request: HttpRequest, edition_code: str) -> HttpResponse:
    """One edition, whole."""
    row = _row(edition_code)
    held = edition(edition_code)
    titles = {measure.id: measure.title for measure in public.definitions().indicators}
    served: dict[str, list[str]] = {}
    for name, codes in held.links.items():
        for code in codes:
            served.setdefault(code, []).append(titles.get(name, name))
    context = {
        "row": row,
        "plan": held.plan,
        "served": served,
        "state": state(row),
        "lever": lambda lever: _(LEVERS[lever]),
        "edits": row.state == State.DRAFT and by_of(request).may(Right.EDIT_PLAN),
        "adopt": AdoptForm(),
    }
    return render(request, "office/edition.html", context)


@require_POST
def adopt(request: HttpRequest, edition_code: str) -> HttpResponse:
    """Put a draft in force."""
    draft_of(edition_code)
    write = lambda form: actions.adopt(by_of(request), edition_code, form.cleaned_data["day"])  # noqa: E731
    done = _("The plan is in force. Figures are worked out again.")
    return sent(request, AdoptForm(request.POST), write, done, "edition", edition_code)


@require_POST
def drop(request: HttpRequest, edition_code: str) -> HttpResponse:
    """Throw a draft away."""
    draft_of(edition_code)
    write = lambda: actions.drop_draft(by_of(request), edition_code)  # noqa: E731 - one line
    return wrote(request, write, _("The draft was thrown away."), "plan")


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """How two editions, or an edition at two moments, differ."""
    changed = moments()
    choices = [
        (choice, text)
        for row in Edition.objects.order_by("-id")
        for choice, text in (
            (row.code, row.title),
            *(
                (f"{row.code}@{m.at.isoformat()}", f"{row.title}, {m.at:%d/%m/%Y %H:%M:%S}, {m.by}")
                for m in changed.get(row.code, ())
            ),
        )
    ]
    asked = [request.GET.get(name, "") for name in ("before", "after")]
    found: tuple[Difference, ...] | None = None
    wrong = ""
    if all(asked):
        try:
            found = differences(*(_at(one) for one in asked))
        except (UserError, ValueError):
            wrong = _("Choose two of the list.")
    context = {
        "choices": choices,
        "asked": asked,
        "found": found,
        "wrong": wrong,
        "what": lambda name: _(WHAT[name]),
        "field": lambda name: _(FIELDS[name]),
    }
    return render(request, "office/plan_compare.html", context, status=400 if wrong else 200)


def _at(told: str) -> Draft:
    """An edition as the address names it: its code, and if need be a moment behind an at sign."""
    code, _sign, moment = told.partition("@")
    at = datetime.fromisoformat(moment) if moment else None
    if at is not None and at.tzinfo is None:
        raise ValueError("a moment without its zone")
    return edition(code, at)
