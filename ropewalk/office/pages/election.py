"""The time before a poll: what is held back, set and ended, and what was let through."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from ropewalk.accounts import actions
from ropewalk.accounts.models import LetThrough, PreElection
from ropewalk.accounts.pre_election import GROUNDS, HELD, Ground, Publishing
from ropewalk.accounts.roles import Right
from ropewalk.office.election_forms import EndForm, LetThroughForm, PollForm
from ropewalk.office.pages.answers import by_of
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _

MOST = 100


@require_safe
def polls(request: HttpRequest) -> HttpResponse:
    """Every time before a poll, the newest first, with what was let through."""
    return _page(request)


def _page(request: HttpRequest, **tried: forms.Form) -> HttpResponse:
    today = clock.today()
    wanted = {name: request.GET.get(name, "") for name in ("kind", "thing")}
    rows = list(PreElection.objects.all()[:MOST])
    context: dict[str, Any] = {
        "rows": [(row, _stands(row)) for row in rows],
        "open": next((row for row in rows if not row.ended_at and row.first <= today <= row.last), None),
        "let": LetThrough.objects.select_related("within")[:MOST],
        "held": [_(name) for name in HELD.values()],
        "kind_of": lambda kind: _(HELD[Publishing(kind)]),
        "ground_of": lambda ground: _(GROUNDS[Ground(ground)]),
        "sets": by_of(request).may(Right.ELECTION),
        "form": PollForm(),
        "end": EndForm(),
        "letting": LetThroughForm(auto_id="let-%s", initial=wanted),
        "asked": bool(wanted["thing"]),
        **tried,
    }
    return render(request, "office/polls.html", context, status=400 if tried else 200)


def _stands(row: PreElection) -> str:
    """What it is today, in words."""
    today = clock.today()
    if row.ended_at:
        return _("Ended early")
    if row.last < today:
        return _("Over")
    return _("In force") if row.first <= today else _("To come")


@require_POST
def set_one(request: HttpRequest) -> HttpResponse:
    """Set one."""
    form = PollForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.set_pre_election(by_of(request), told["poll"], told["first"], told["last"])
        except UserError as error:
            form.add_error(None, str(error.faults[0]))
        else:
            messages.success(request, _("It was set. It begins and ends by itself."))
            return redirect("polls")
    return _page(request, form=form)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one early, or call it off."""
    row, form = get_object_or_404(PreElection, pk=pk), EndForm(request.POST)
    if form.is_valid():
        try:
            actions.end_pre_election(by_of(request), row, form.cleaned_data["reason"])
        except UserError as error:
            form.add_error(None, str(error.faults[0]))
        else:
            messages.success(request, _("It was ended. Nothing is held back any more."))
            return redirect("polls")
    return _page(request, end=form)


@require_POST
def let_through(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one thing through, once."""
    row, form = get_object_or_404(PreElection, pk=pk), LetThroughForm(request.POST, auto_id="let-%s")
    if form.is_valid():
        try:
            actions.let_through(by_of(request), row, *form.what)
        except UserError as error:
            form.add_error(None, str(error.faults[0]))
        else:
            messages.success(request, _("It was let through. It can now be published, once."))
            return redirect("polls")
    return _page(request, letting=form)
