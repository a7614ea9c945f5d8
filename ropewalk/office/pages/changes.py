"""Changes of what was promised: the list, one of them, asked for, decided, and shown to readers or not."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ropewalk.accounts.by import By
from ropewalk.accounts.rights import Thing
from ropewalk.accounts.roles import Right
from ropewalk.office.change_forms import ChangeForm, DecideForm, TakeBackForm
from ropewalk.office.change_words import Said, changeable
from ropewalk.office.pages.answers import by_of, sent, wrote
from ropewalk.plan import actions, models
from ropewalk.plan.actions.changes import deciding
from ropewalk.plan.board import Board, board
from ropewalk.plan.mapping import record_of
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.delivery import Answer, ChangeRequest
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _

MOST = 500
"""Changes in the list: the newest."""


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Every change that was asked for, as far as whoever asks may read it: open ones first."""
    held, by = board(clock.today()), by_of(request)
    rows = [
        one
        for one in reversed(held.delivery.change_request)
        if one.shown or by.may(Right.READ, held.thing(one.subject_kind, one.subject))
    ]
    context = {
        "waiting": [one for one in rows if one.answer is Answer.ASKED],
        "answered": [one for one in rows if one.answer is not Answer.ASKED][:MOST],
        "asks": by.may_somewhere(Right.EDIT_DELIVERY),
        "say": Said(held.definitions, held.delivery.work),
    }
    return render(request, "office/changes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a change; the address may say of what."""
    held, about = board(clock.today(), records=False), request.GET.get("about", "")
    all_ = dict(changeable(held))
    found = {about: all_[about]} if about in all_ else all_
    form = ChangeForm(request.POST or None, subjects=found.items(), initial={"about": about})
    if request.method == "POST" and form.is_valid():
        try:
            code = actions.ask_change(by_of(request), form.wanted)
        except UserError as error:
            for fault in error.faults:
                form.add_error(None, str(fault))
        else:
            messages.success(request, _("The change was asked for. Readers do not see it yet."))
            return redirect("change", code)
    status = 400 if form.is_bound else 200
    return render(request, "office/change_ask.html", {"form": form}, status=status)


@require_safe
def change(request: HttpRequest, change: str) -> HttpResponse:
    """One of them, with all that may be done about it by whoever asks."""
    row = get_object_or_404(models.ChangeRequest, code=change)
    held, by, one = board(clock.today(), records=False), by_of(request), record_of(row, ChangeRequest)
    thing = held.thing(one.subject_kind, one.subject)
    if not one.shown and not by.may(Right.READ, thing):
        raise Http404
    waits = one.answer is Answer.ASKED
    context = {
        "one": one,
        "say": Said(held.definitions, held.delivery.work),
        "own": row.made_by == by.name,
        "known": one.subject_kind == "indicator" or one.subject in held.by_id,
        "decide": DecideForm(initial={"on": clock.today()})
        if waits and by.may(deciding(one.alters), thing) and row.made_by != by.name
        else None,
        "take_back": TakeBackForm() if waits and _may_ask(by, held, one) else None,
        "shows": by.may(Right.SHOW_DELIVERY, thing),
    }
    return render(request, "office/change.html", context)


def _may_ask(by: By, held: Board, one: ChangeRequest) -> bool:
    """Whether somebody might have asked for it: as ``plan.actions.changes.must_ask`` decides."""
    thing = held.thing(one.subject_kind, one.subject)
    if one.subject_kind == "indicator":
        runs = (item.work.organisation for item in held.items if one.subject in item.action.indicators)
        thing = Thing(thing.priorities, frozenset().union(*(held.lines.get(code, ()) for code in runs)))
    promised = held.by_id[one.subject].work.milestones if one.milestone and one.subject in held.by_id else ()
    owner = next((each.organisation for each in promised if each.id == one.milestone), "")
    own = Thing(organisations=held.lines.get(owner, frozenset()))
    return by.may(Right.EDIT_DELIVERY, thing) or (bool(owner) and by.may(Right.EDIT_DELIVERY, own))


def _known(code: str) -> None:
    """Raise Http404 where there is no such change."""
    if not models.ChangeRequest.objects.filter(code=code).exists():
        raise Http404


def _deciding(write: Callable[..., None], done: Callable[[], str]) -> Callable[..., HttpResponse]:
    """A view that decides a change."""

    @require_POST
    def view(request: HttpRequest, change: str) -> HttpResponse:
        _known(change)

        def do(form: Any) -> None:
            told = form.cleaned_data
            write(by_of(request), change, told["decided_by"], told["because"], on=told["on"])

        return sent(request, DecideForm(request.POST), do, done(), "change", change)

    return view


agree = _deciding(actions.agree_change, lambda: _("It was agreed to, and the change was made."))
refuse = _deciding(actions.refuse_change, lambda: _("It was refused. What was promised stays."))


@require_POST
def take_back(request: HttpRequest, change: str) -> HttpResponse:
    """Ask for it no more."""
    _known(change)
    write = lambda form: actions.withdraw_change(by_of(request), change, form.cleaned_data["because"])  # noqa: E731
    return sent(request, TakeBackForm(request.POST), write, _("It was taken back."), "change", change)


@require_POST
def show(request: HttpRequest, change: str) -> HttpResponse:
    """Let readers see it, or no more."""
    _known(change)
    shown = request.POST.get("shown") == "yes"
    write = lambda: actions.show_record(by_of(request), ChangeRequest, change, shown=shown)  # noqa: E731 - one line
    done = _("Readers see it from the next release on.") if shown else _("Later releases leave it out.")
    return wrote(request, write, done, "change", change)
