"""One milestone: its forecast, its end and what shows that; moved, dropped and verified by few."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from ropewalk.accounts.rights import Thing
from ropewalk.accounts.roles import Right
from ropewalk.office import delivery_words as say
from ropewalk.office.delivery_forms import DoneForm, ForecastForm, MilestoneForm, MoveForm, ReasonForm
from ropewalk.office.pages.answers import by_of, sent, wrote
from ropewalk.office.pages.editing import Edited, Typed, edited, shown
from ropewalk.plan import actions
from ropewalk.plan.board import board
from ropewalk.plan.models import Milestone
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.language import _


def _row(action: str, milestone: str) -> Milestone:
    rows = Milestone.objects.select_related("action")
    return get_object_or_404(rows, action__code=action, action__active=True, code=milestone)


AT_FIRST: Mapping[str, tuple[type[Form], tuple[str, ...]]] = {
    "forecast": (ForecastForm, ("title", "forecast")),
    "done": (DoneForm, ("done", "evidence")),
    "move": (MoveForm, ("due",)),
}
"""The forms of a milestone that show what it says, and the fields that do."""


def _made(name: str, row: Milestone, typed: Typed) -> Form:
    form, fields = AT_FIRST[name]
    return form(typed, initial={field: getattr(row, field) for field in fields})


@require_safe
def milestone(request: HttpRequest, action: str, milestone: str) -> HttpResponse:
    """One of them, with all that may be done to it by whoever asks."""
    return _page(request, action, milestone)


def _page(
    request: HttpRequest, action: str, milestone: str, tried: str = "", edit: Edited[Form] | None = None
) -> HttpResponse:
    """The page of a milestone; a form that was ``tried`` and not written keeps what was typed."""
    row, by, held = _row(action, milestone), by_of(request), board(clock.today())
    thing = held.thing("action", action)
    own = Thing(organisations=held.lines.get(row.organisation, frozenset())) if row.organisation else thing
    context = {
        "row": row,
        "item": held.by_id[action],
        "board": held,
        "say": say,
        "edits": by.may(Right.EDIT_DELIVERY, thing) or by.may(Right.EDIT_DELIVERY, own),
        "overrides": by.may(Right.OVERRIDE, thing),
        "verifies": by.may(Right.VERIFY, thing) and row.done_by != by.name,
        **{name: shown(_made(name, row, None)) for name in AT_FIRST},
        **({tried: edit} if edit else {}),
        "edit": edit,
    }
    return render(request, "office/milestone.html", context, status=edit.status if edit else 200)


@require_POST
def add(request: HttpRequest, action: str) -> HttpResponse:
    """Promise something by a day."""

    def write(form: Any) -> None:
        told = form.cleaned_data
        actions.add_milestone(
            by_of(request), action, told["title"], told["due"], organisation=told["organisation"]
        )

    return sent(request, MilestoneForm(request.POST), write, _("The milestone was added."), "action", action)


def _writing(form: type[Form], write: Callable[..., Any], *fields: str) -> Callable[..., HttpResponse]:
    """A view that writes a small form of a milestone: ``write(by, row, *fields)``."""

    @require_POST
    def view(request: HttpRequest, action: str, milestone: str) -> HttpResponse:
        row = _row(action, milestone)
        told = form(request.POST)
        do = lambda full: write(by_of(request), row, *(full.cleaned_data[name] for name in fields))  # noqa: E731
        return sent(request, told, do, _("The milestone was changed."), "milestone", action, milestone)

    return view


def _editing(tried: str, write: Callable[..., Any], *fields: str) -> Callable[..., HttpResponse]:
    """A view that writes one of the forms AT_FIRST: ``write(by, row, *fields)``."""

    @require_POST
    def view(request: HttpRequest, action: str, milestone: str) -> HttpResponse:
        row = _row(action, milestone)
        made = lambda typed: _made(tried, _row(action, milestone), typed)  # noqa: E731 - one line
        do = lambda full: write(by_of(request), row, *(full.cleaned_data[name] for name in fields))  # noqa: E731
        edit = edited(request, made, do, thing=("milestone", f"{action}/{milestone}"))
        if not edit.done:
            return _page(request, action, milestone, tried, edit)
        messages.success(request, _("The milestone was changed."))
        return redirect("milestone", action, milestone)

    return view


change = _editing("forecast", actions.change_milestone, "title", "forecast")
finish = _editing("done", actions.finish_milestone, "done", "evidence")
reopen = _writing(ReasonForm, actions.reopen_milestone, "reason")
move = _editing("move", actions.move_milestone, "due", "reason")
drop = _writing(ReasonForm, actions.drop_milestone, "reason")


@require_POST
def verify(request: HttpRequest, action: str, milestone: str) -> HttpResponse:
    """Say that its evidence was looked at."""
    row = _row(action, milestone)
    write = lambda: actions.verify_milestone(by_of(request), row)  # noqa: E731 - one line
    return wrote(request, write, _("The milestone was verified."), "milestone", action, milestone)
