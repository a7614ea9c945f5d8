"""Parts of a draft of the plan: what it says of itself, its aims, promises and values; a form for each."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from msgspec.structs import replace

from ropewalk.office.pages.answers import by_of, wrote
from ropewalk.office.pages.editing import STALE, Edited, F, Typed, edited
from ropewalk.office.pages.plan import draft_of
from ropewalk.office.plan_forms import (
    AimForm,
    EditionForm,
    PriorityForm,
    ValueForm,
    lines,
)
from ropewalk.plan import actions, drafts, public
from ropewalk.plan.drafts import Draft
from ropewalk.vocabulary.language import _

Part = TypeVar("Part")


def _part(
    request: HttpRequest,
    code: str,
    made: Callable[[Typed], F],
    title: str,
    change: Callable[[Draft, F], Draft],
    *,
    new: bool = False,
    codes: Callable[[Draft], Iterable[str]] | None = None,
    part: str = "",
) -> HttpResponse:
    """A form of a part of a draft: written where it is whole. Where somebody took the part out while its form
    was filled in (``part`` is no longer among ``codes``), all that was typed comes back."""
    if request.method == "POST" and part and codes and part not in set(codes(draft_of(code))):
        return _gone(request, made(request.POST), title, code)
    write = lambda form: actions.change_draft(by_of(request), code, lambda draft: change(draft, form))  # noqa: E731
    edit = edited(request, made, write, thing=None if new else ("edition", code))
    if edit.done:
        messages.success(request, _("The draft was changed."))
        return redirect("edition", code)
    title = edit.form.initial.get("title") or title
    context = {"form": edit.form, "edit": edit, "title": title, "code": code}
    return render(request, "office/plan_form.html", context, status=edit.status)


def _gone(request: HttpRequest, form: forms.Form, title: str, code: str) -> HttpResponse:
    """What was typed for a part that is no longer there, and what to do with it."""
    form.is_valid()
    form.add_error(None, _("Somebody took this out of the draft. Copy what you wrote and add it anew."))
    context = {"form": form, "edit": Edited(form), "title": title, "code": code}
    return render(request, "office/plan_form.html", context, status=STALE)


def _found(request: HttpRequest, parts: Iterable[Part], code: str, name: str = "code") -> Part | None:
    """A part of a draft by its code; None for a new one, and for one that somebody took out while its form
    was filled in: what was typed comes back. Raises Http404 where a page is asked for that no part has."""
    found = next((one for one in parts if getattr(one, name) == code), None)
    if code and found is None and request.method != "POST":
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def itself(request: HttpRequest, edition_code: str) -> HttpResponse:
    """What a draft says of itself."""

    def made(typed: Typed) -> EditionForm:
        held = draft_of(edition_code).plan
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
        now = _found(request, draft_of(edition_code).plan.aims, code)
        return AimForm(typed, initial=AimForm.of(now) if now else {})

    def change(draft: Draft, form: AimForm) -> Draft:
        return drafts.with_aim(draft, code, form.aim())

    held = lambda draft: (one.code for one in draft.plan.aims)  # noqa: E731 - told once
    return _part(request, edition_code, made, _("Add an aim"), change, new=not code, codes=held, part=code)


@require_http_methods(["GET", "HEAD", "POST"])
def value(request: HttpRequest, edition_code: str, code: str = "") -> HttpResponse:
    """A value of a draft, or a new one."""

    def made(typed: Typed) -> ValueForm:
        now = _found(request, draft_of(edition_code).plan.values, code, "id")
        return ValueForm(typed, initial=ValueForm.of(now) if now else {})

    def change(draft: Draft, form: ValueForm) -> Draft:
        return drafts.with_value(draft, code, form.value())

    held = lambda draft: (one.id for one in draft.plan.values)  # noqa: E731 - told once
    return _part(request, edition_code, made, _("Add a value"), change, new=not code, codes=held, part=code)


@require_http_methods(["GET", "HEAD", "POST"])
def priority(request: HttpRequest, edition_code: str, code: str = "") -> HttpResponse:
    """A promise of a draft, or a new one."""
    measures = [(one.id, one.title) for one in public.definitions().indicators]

    def made(typed: Typed) -> PriorityForm:
        draft = draft_of(edition_code)
        one = _found(request, draft.plan.priorities(), code)
        aim = next((aim.code for aim in draft.plan.aims if one in aim.priorities), "")
        now = PriorityForm.of(draft, aim, one) if one else {"aim": request.GET.get("aim", "")}
        return PriorityForm(typed, draft=draft, measures=measures, initial=now)

    def change(draft: Draft, form: PriorityForm) -> Draft:
        told = form.cleaned_data
        return drafts.with_priority(
            draft, code, told["aim"], form.priority(), told["indicators"], told["was"]
        )

    held = lambda draft: (one.code for one in draft.plan.priorities())  # noqa: E731 - told once
    return _part(request, edition_code, made, _("Add a promise"), change, new=not code, codes=held, part=code)


REMOVING = {"aim": drafts.without_aim, "priority": drafts.without_priority, "value": drafts.without_value}


@require_POST
def remove(request: HttpRequest, edition_code: str, kind: str, code: str) -> HttpResponse:
    """Take a part out of a draft."""
    draft_of(edition_code)
    if kind not in REMOVING:
        raise Http404
    write = lambda: actions.change_draft(  # noqa: E731 - tried by another
        by_of(request), edition_code, lambda draft: REMOVING[kind](draft, code)
    )
    return wrote(request, write, _("It was taken out of the draft."), "edition", edition_code)
