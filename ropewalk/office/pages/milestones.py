"""One milestone: its forecast, its end and what shows that; moved, dropped and verified by few."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from ropewalk.accounts.rights import Thing
from ropewalk.accounts.roles import Right
from ropewalk.office import delivery_words as say
from ropewalk.office.delivery_forms import DoneForm, ForecastForm, MilestoneForm, MoveForm, ReasonForm
from ropewalk.office.pages.answers import by_of, sent, wrote
from ropewalk.plan import actions
from ropewalk.plan.board import board
from ropewalk.plan.models import Milestone
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.language import _


def _row(action: str, milestone: str) -> Milestone:
    rows = Milestone.objects.select_related("action")
    return get_object_or_404(rows, action__code=action, action__active=True, code=milestone)


@require_safe
def milestone(request: HttpRequest, action: str, milestone: str) -> HttpResponse:
    """One of them, with all that may be done to it by whoever asks."""
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
        "forecast": ForecastForm(initial={"title": row.title, "forecast": row.forecast}),
        "done": DoneForm(initial={"done": row.done, "evidence": row.evidence}),
        "move": MoveForm(initial={"due": row.due}),
        "reason": ReasonForm(),
    }
    return render(request, "office/milestone.html", context)


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


change = _writing(ForecastForm, actions.change_milestone, "title", "forecast")
finish = _writing(DoneForm, actions.finish_milestone, "done", "evidence")
reopen = _writing(ReasonForm, actions.reopen_milestone, "reason")
move = _writing(MoveForm, actions.move_milestone, "due", "reason")
drop = _writing(ReasonForm, actions.drop_milestone, "reason")


@require_POST
def verify(request: HttpRequest, action: str, milestone: str) -> HttpResponse:
    """Say that its evidence was looked at."""
    row = _row(action, milestone)
    write = lambda: actions.verify_milestone(by_of(request), row)  # noqa: E731 - one line
    return wrote(request, write, _("The milestone was verified."), "milestone", action, milestone)
