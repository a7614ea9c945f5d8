"""Targets of a measure, and peer sets."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ropewalk.accounts.roles import Right
from ropewalk.office.change_words import Said
from ropewalk.office.pages.answers import by_of, sent
from ropewalk.office.pages.editing import Typed, edited
from ropewalk.office.plan_forms import PeerSetForm, TargetForm, WithdrawForm, lines
from ropewalk.plan import actions, public, reads
from ropewalk.plan.things import thing_of
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.words import Polarity


def _measure(code: str) -> Indicator:
    found = public.indicator(code)
    if found is None:
        raise Http404
    return found


@require_safe
def targets(request: HttpRequest, indicator: str) -> HttpResponse:
    """Every target that a measure was given or lost, with its reason; forms to add one or take it back."""
    measure, by = _measure(indicator), by_of(request)
    neutral = measure.polarity is Polarity.NEUTRAL
    about = ("indicator", indicator)
    reads_ = by.may(Right.READ, thing_of(*about))
    context = {
        "measure": measure,
        "asked": [
            one
            for one in reads.changes_asked()
            if (one.subject_kind, one.subject) == about and (reads_ or one.shown)
        ],
        "said": Said(public.definitions()),
        "ask": "" if neutral or not by.may_somewhere(Right.EDIT_DELIVERY) else ":".join(about),
        "changes": tuple(reversed(public.target_changes(indicator))),
        "sets": by.may(Right.SET_TARGET, thing_of("indicator", indicator)),
        "form": TargetForm(),
        "withdraw": WithdrawForm(),
    }
    return render(request, "office/targets.html", context)


@require_POST
def set_target(request: HttpRequest, indicator: str) -> HttpResponse:
    """Add a target."""
    _measure(indicator)

    def write(form: Any) -> None:
        told = form.cleaned_data
        actions.set_target(
            by_of(request), indicator, told["value"], told["day"], told["reason"], told["approved_by"]
        )

    return sent(request, TargetForm(request.POST), write, _("The target was set."), "targets", indicator)


@require_POST
def withdraw(request: HttpRequest, indicator: str) -> HttpResponse:
    """Take the target back."""
    _measure(indicator)

    def write(form: Any) -> None:
        told = form.cleaned_data
        actions.withdraw_target(by_of(request), indicator, told["reason"], told["approved_by"])

    return sent(
        request, WithdrawForm(request.POST), write, _("The target was taken back."), "targets", indicator
    )


@require_http_methods(["GET", "HEAD", "POST"])
def peer_set(request: HttpRequest, peers: str = "") -> HttpResponse:
    """A peer set, or a new one. One that differs by place keeps its lists: those travel as files."""
    held = next((one for one in public.peer_sets() if one.id == peers), None)
    if peers and held is None:
        raise Http404

    def made(typed: Typed) -> PeerSetForm:
        now = _peer_set(peers)
        typed = {**typed.dict(), "code": peers} if now and isinstance(typed, QueryDict) else typed
        return PeerSetForm(typed, initial=PeerSetForm.of(now) if now else {})

    def write(form: PeerSetForm) -> None:
        now, told = _peer_set(peers), dict(form.cleaned_data)
        code, members = told.pop("code"), lines(told.pop("members"))
        if now is None and _peer_set(code):
            raise UserError(Fault("a peer set has this code already", "Choose another", value=code))
        stays = (now.by_place, now.source) if now else ({}, "")
        new = PeerSet(id=code, members=members, by_place=stays[0], source=stays[1], **told)
        actions.change_peer_set(by_of(request), new)

    edit = edited(request, made, write, thing=("peer set", peers) if held else None)
    if edit.done:
        messages.success(request, _("The peer set was written."))
        return redirect("plan")
    context = {"form": edit.form, "edit": edit, "held": held}
    return render(request, "office/peer_set.html", context, status=edit.status)


def _peer_set(code: str) -> PeerSet | None:
    return next((one for one in reads.peer_sets() if one.id == code), None)
