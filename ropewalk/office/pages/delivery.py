"""What is being done: the list, the time line, one action, and its status set by hand."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ropewalk.accounts.roles import Right
from ropewalk.figures import timeline
from ropewalk.figures.timeline import Mark
from ropewalk.figures.verdicts import DELIVERY, LOOKS
from ropewalk.office import delivery_words as say
from ropewalk.office.change_words import Said
from ropewalk.office.delivery_forms import ActionForm, MilestoneForm, OverrideForm, ReasonForm
from ropewalk.office.pages.answers import by_of, sent, wrote
from ropewalk.office.pages.editing import Edited, Typed, edited
from ropewalk.plan import actions, public, reads
from ropewalk.plan.board import Board, Item, board
from ropewalk.plan.status import counted
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _


def known(held: Board, action: str) -> Item:
    """An action by its code. Raises Http404."""
    if action not in held.by_id:
        raise Http404
    return held.by_id[action]


@require_safe
def delivery(request: HttpRequest) -> HttpResponse:
    """Every action, or those that the address asks for: by status, promise, organisation, words."""
    held = board(clock.today())
    wanted = {name: request.GET.get(name, "") for name in ("status", "priority", "organisation", "words")}
    context = {
        "counts": [(word, count) for word, count in held.counts().items() if count],
        "all": len(held.items),
        "stopped": sum(item.told is None for item in held.items),
        "items": [item for item in held.items if _fits(item, wanted)],
        "wanted": wanted,
        "words": list(LOOKS[DELIVERY]),
        "priorities": held.definitions.plan.priorities(),
        "organisations": sorted(held.names.items(), key=lambda pair: pair[1]),
        "board": held,
        "edits": by_of(request).may_somewhere(Right.EDIT_DELIVERY),
        "say": say,
    }
    return render(request, "office/delivery.html", context)


def _fits(item: Item, wanted: dict[str, str]) -> bool:
    status = item.told.status if item.told else "given-up"
    carried = (item.work.organisation, *item.work.partners)
    return (
        wanted["status"] in ("", status)
        and (not wanted["priority"] or wanted["priority"] in item.action.priorities)
        and (not wanted["organisation"] or wanted["organisation"] in carried)
        and wanted["words"].strip().lower() in f"{item.action.title} {item.action.owner}".lower()
    )


@require_safe
def time_line(request: HttpRequest) -> HttpResponse:
    """Every action as a bar in a table whose rows say the same in words."""
    held = board(clock.today())
    days = [
        day
        for item in held.items
        for day in (item.action.began, item.work.ends, *(one.due for one in item.work.milestones))
        if day
    ]
    span = timeline.span_of(days, held.today)
    rows = [(item, _bar(item, span, held)) for item in held.items]
    context = {"rows": rows, "axis": timeline.axis(span, held.today), "say": say}
    return render(request, "office/timeline.html", context)


def _bar(item: Item, span: timeline.Span, held: Board) -> str:
    marks = [
        Mark(
            one.done or one.forecast or one.due,
            say.milestone(one),
            one.done is not None,
            one.done is None and one.due < held.today,
        )
        for one in counted(item.work)
    ]
    return timeline.bar(span, item.action.began, item.work.ends, marks, held.today, say.bar(item))


@require_safe
def action(request: HttpRequest, action: str) -> HttpResponse:
    """One action, with all that may be done to it by whoever asks."""
    held, by = board(clock.today()), by_of(request)
    item, thing = known(held, action), held.thing("action", action)
    reads = by.may(Right.READ, thing)
    context = {
        "item": item,
        "board": held,
        "say": say,
        "indicators": {one.id: one.title for one in held.definitions.indicators},
        "records": [
            (kind, one)
            for kind, one in say.records(held.delivery)
            if (one.subject_kind, one.subject) == ("action", action) and (reads or one.shown)
        ],
        "changes": [
            one
            for one in held.delivery.change_request
            if (one.subject_kind, one.subject) == ("action", action) and (reads or one.shown)
        ],
        "said": Said(held.definitions, held.delivery.work),
        "edits": by.may(Right.EDIT_DELIVERY, thing),
        "overrides": by.may(Right.OVERRIDE, thing),
        "milestone": MilestoneForm(),
        "override": OverrideForm(),
        "reason": ReasonForm(),
    }
    return render(request, "office/action.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add an action."""
    form = ActionForm(request.POST or None, definitions=public.definitions())
    if request.method == "POST" and form.is_valid():
        try:
            code = actions.add_action(by_of(request), form.action(None), form.work(""))
        except UserError as error:
            for fault in error.faults:
                form.add_error(None, str(fault))
        else:
            messages.success(request, _("The action was added. Now give it milestones."))
            return redirect("action", code)
    return _form(request, Edited(form))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, action: str) -> HttpResponse:
    """Change what an action is and who carries it out."""
    if all(one.id != action for one in public.definitions().actions):
        raise Http404

    def made(typed: Typed) -> ActionForm:
        held = public.definitions()
        now = next(one for one in held.actions if one.id == action)
        initial = ActionForm.of(now, reads.work(action))
        return ActionForm(typed, definitions=held, action=action, initial=initial, held=now)

    def write(form: ActionForm) -> None:
        held = next(one for one in public.definitions().actions if one.id == action)
        actions.change_action(by_of(request), form.action(held), form.work(action))

    edit = edited(request, made, write, thing=("action", action))
    if edit.done:
        messages.success(request, _("The action was changed."))
        return redirect("action", action)
    return _form(request, edit)


def _form(request: HttpRequest, edit: Edited[ActionForm]) -> HttpResponse:
    context = {"form": edit.form, "edit": edit, "action": edit.form.held}
    return render(request, "office/action_form.html", context, status=edit.status)


@require_POST
def stop(request: HttpRequest, action: str) -> HttpResponse:
    """Say that an action was given up; with no reason, that it goes on."""
    known(board(clock.today()), action)
    reason = request.POST.get("reason", "")[:4000]
    write = lambda: actions.stop_action(by_of(request), action, reason)  # noqa: E731 - one line
    return wrote(request, write, _("It was written down."), "action", action)


@require_POST
def override(request: HttpRequest, action: str) -> HttpResponse:
    """Set a status by hand."""
    known(board(clock.today()), action)

    def write(form: Any) -> None:
        told = form.cleaned_data
        actions.set_override(by_of(request), action, form.word, told["reason"], told["until"])

    return sent(
        request, OverrideForm(request.POST), write, _("The status was set by hand."), "action", action
    )


@require_POST
def end_override(request: HttpRequest, action: str) -> HttpResponse:
    """Let the rule count again."""
    known(board(clock.today()), action)
    write = lambda form: actions.end_override(by_of(request), action, form.cleaned_data["reason"])  # noqa: E731
    return sent(request, ReasonForm(request.POST), write, _("The rule counts again."), "action", action)
