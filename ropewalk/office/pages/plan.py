"""The plan: its editions, a draft and its parts, and how two editions or moments differ."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from msgspec.structs import replace

from ropewalk.accounts.roles import Right
from ropewalk.office.pages.answers import by_of, sent, wrote
from ropewalk.office.plan_forms import (
    LEVERS,
    AdoptForm,
    AimForm,
    DraftForm,
    EditionForm,
    PriorityForm,
    ValueForm,
    lines,
)
from ropewalk.plan import actions, drafts, public
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


def _draft(code: str) -> Draft:
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


def _part(
    request: HttpRequest, code: str, form: Form, title: str, change: Callable[[Draft], Draft]
) -> HttpResponse:
    """A form of a part of a draft: written where it is whole."""
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_draft(by_of(request), code, change)
        except UserError as error:
            for fault in error.faults:
                form.add_error(None, str(fault))
        else:
            messages.success(request, _("The draft was changed."))
            return redirect("edition", code)
    context = {"form": form, "title": title, "code": code}
    return render(request, "office/plan_form.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def itself(request: HttpRequest, edition_code: str) -> HttpResponse:
    """What a draft says of itself."""
    held = _draft(edition_code).plan
    now = {name: getattr(held, name) for name in ("title", "vision", "source")}
    form = EditionForm(request.POST or None, initial=now | {"vision_parts": "\n".join(held.vision_parts)})

    def change(draft: Draft) -> Draft:
        told = form.cleaned_data | {"vision_parts": lines(form.cleaned_data["vision_parts"])}
        return Draft(replace(draft.plan, **told), draft.links)

    return _part(request, edition_code, form, _("Title and vision"), change)


@require_http_methods(["GET", "HEAD", "POST"])
def aim(request: HttpRequest, edition_code: str, code: str = "") -> HttpResponse:
    """An aim of a draft, or a new one."""
    held = next((one for one in _draft(edition_code).plan.aims if one.code == code), None)
    if code and held is None:
        raise Http404
    now = {name: getattr(held, name) for name in ("code", "title", "summary")} if held else {}
    form = AimForm(request.POST or None, initial=now)
    title = held.title if held else _("Add an aim")
    return _part(request, edition_code, form, title, lambda draft: drafts.with_aim(draft, code, form.aim()))


@require_http_methods(["GET", "HEAD", "POST"])
def value(request: HttpRequest, edition_code: str, code: str = "") -> HttpResponse:
    """A value of a draft, or a new one."""
    held = next((one for one in _draft(edition_code).plan.values if one.id == code), None)
    if code and held is None:
        raise Http404
    now = (
        {name: getattr(held, name) for name in ("title", "summary", "shown_by")} | {"code": code}
        if held
        else {}
    )
    form = ValueForm(request.POST or None, initial=now)
    title = held.title if held else _("Add a value")
    return _part(
        request, edition_code, form, title, lambda draft: drafts.with_value(draft, code, form.value())
    )


@require_http_methods(["GET", "HEAD", "POST"])
def priority(request: HttpRequest, edition_code: str, code: str = "") -> HttpResponse:
    """A promise of a draft, or a new one."""
    draft = _draft(edition_code)
    held = next(((a.code, one) for a in draft.plan.aims for one in a.priorities if one.code == code), None)
    if code and held is None:
        raise Http404
    now = PriorityForm.of(draft, *held) if held else {"aim": request.GET.get("aim", "")}
    measures = [(one.id, one.title) for one in public.definitions().indicators]
    form = PriorityForm(request.POST or None, draft=draft, measures=measures, initial=now)

    def change(draft: Draft) -> Draft:
        told = form.cleaned_data
        return drafts.with_priority(
            draft, code, told["aim"], form.priority(), told["indicators"], told["was"]
        )

    return _part(request, edition_code, form, held[1].title if held else _("Add a promise"), change)


REMOVING = {"aim": drafts.without_aim, "priority": drafts.without_priority, "value": drafts.without_value}


@require_POST
def remove(request: HttpRequest, edition_code: str, kind: str, code: str) -> HttpResponse:
    """Take a part out of a draft."""
    _draft(edition_code)
    if kind not in REMOVING:
        raise Http404
    write = lambda: actions.change_draft(  # noqa: E731 - tried by another
        by_of(request), edition_code, lambda draft: REMOVING[kind](draft, code)
    )
    return wrote(request, write, _("It was taken out of the draft."), "edition", edition_code)


@require_POST
def adopt(request: HttpRequest, edition_code: str) -> HttpResponse:
    """Put a draft in force."""
    _draft(edition_code)
    write = lambda form: actions.adopt(by_of(request), edition_code, form.cleaned_data["day"])  # noqa: E731
    done = _("The plan is in force. Figures are worked out again.")
    return sent(request, AdoptForm(request.POST), write, done, "edition", edition_code)


@require_POST
def drop(request: HttpRequest, edition_code: str) -> HttpResponse:
    """Throw a draft away."""
    _draft(edition_code)
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
