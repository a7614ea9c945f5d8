"""The plan: its editions, a draft and its parts, and how two editions or moments differ."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from msgspec.structs import replace

from ropewalk.accounts.roles import Right
from ropewalk.office.pages.answers import by_of, sent, wrote
from ropewalk.office.pages.editing import F, Typed, edited
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
    request: HttpRequest,
    code: str,
    made: Callable[[Typed], F],
    title: str,
    change: Callable[[Draft, F], Draft],
    *,
    new: bool = False,
) -> HttpResponse:
    """A form of a part of a draft: written where it is whole."""
    write = lambda form: actions.change_draft(by_of(request), code, lambda draft: change(draft, form))  # noqa: E731
    edit = edited(request, made, write, thing=None if new else ("edition", code))
    if edit.done:
        messages.success(request, _("The draft was changed."))
        return redirect("edition", code)
    title = edit.form.initial.get("title") or title
    context = {"form": edit.form, "edit": edit, "title": title, "code": code}
    return render(request, "office/plan_form.html", context, status=edit.status)


Part = TypeVar("Part")


def _found(parts: Iterable[Part], code: str, name: str = "code") -> Part | None:
    """A part of a draft by its code; None for a new one. Raises Http404 for a code that no part has."""
    found = next((one for one in parts if getattr(one, name) == code), None)
    if code and found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def itself(request: HttpRequest, edition_code: str) -> HttpResponse:
    """What a draft says of itself."""

    def made(typed: Typed) -> EditionForm:
        held = _draft(edition_code).plan
        now = {name: getattr(held, name) for name in ("title", "vision", "source")}
        return EditionForm(typed, initial=now | {"vision_parts": "\n".join(held.vision_parts)})

    def change(draft: Draft, form: EditionForm) -> Draft:
        told = form.cleaned_data | {"vision_parts": lines(form.cleaned_data["vision_parts"])}
        return Draft(replace(draft.plan, **told), draft.links)

    return _part(request, edition_code, made, _("Title and vision"), change)


@require_http_methods(["GET", "HEAD", "POST"])
def aim(request: HttpRequest, edition_code: str, code: str = "") -> HttpResponse:
    """An aim of a draft, or a new one."""

    def made(typed: Typed) -> AimForm:
        now = _found(_draft(edition_code).plan.aims, code)
        return AimForm(typed, initial=AimForm.of(now) if now else {})

    def change(draft: Draft, form: AimForm) -> Draft:
        return drafts.with_aim(draft, code, form.aim())

    return _part(request, edition_code, made, _("Add an aim"), change, new=not code)


@require_http_methods(["GET", "HEAD", "POST"])
def value(request: HttpRequest, edition_code: str, code: str = "") -> HttpResponse:
    """A value of a draft, or a new one."""

    def made(typed: Typed) -> ValueForm:
        now = _found(_draft(edition_code).plan.values, code, "id")
        return ValueForm(typed, initial=ValueForm.of(now) if now else {})

    def change(draft: Draft, form: ValueForm) -> Draft:
        return drafts.with_value(draft, code, form.value())

    return _part(request, edition_code, made, _("Add a value"), change, new=not code)


@require_http_methods(["GET", "HEAD", "POST"])
def priority(request: HttpRequest, edition_code: str, code: str = "") -> HttpResponse:
    """A promise of a draft, or a new one."""
    measures = [(one.id, one.title) for one in public.definitions().indicators]

    def made(typed: Typed) -> PriorityForm:
        draft = _draft(edition_code)
        one = _found(draft.plan.priorities(), code)
        aim = next((aim.code for aim in draft.plan.aims if one in aim.priorities), "")
        now = PriorityForm.of(draft, aim, one) if one else {"aim": request.GET.get("aim", "")}
        return PriorityForm(typed, draft=draft, measures=measures, initial=now)

    def change(draft: Draft, form: PriorityForm) -> Draft:
        told = form.cleaned_data
        return drafts.with_priority(
            draft, code, told["aim"], form.priority(), told["indicators"], told["was"]
        )

    return _part(request, edition_code, made, _("Add a promise"), change, new=not code)


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
