"""Targets of a measure, and peer sets."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ropewalk.accounts.roles import Right
from ropewalk.office.pages.answers import by_of, sent
from ropewalk.office.plan_forms import PeerSetForm, TargetForm, WithdrawForm, lines
from ropewalk.plan import actions, public
from ropewalk.plan.things import thing_of
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.peers import PeerSet


def _measure(code: str) -> Indicator:
    found = public.indicator(code)
    if found is None:
        raise Http404
    return found


@require_safe
def targets(request: HttpRequest, indicator: str) -> HttpResponse:
    """Every target that a measure was given or lost, with its reason; forms to add one or take it back."""
    measure = _measure(indicator)
    context = {
        "measure": measure,
        "changes": tuple(reversed(public.target_changes(indicator))),
        "sets": by_of(request).may(Right.SET_TARGET, thing_of("indicator", indicator)),
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
    now: dict[str, Any] = {}
    if held:
        now = {name: getattr(held, name) for name in ("title", "basis", "chosen_by", "dated", "default")}
        now |= {"code": held.id, "members": "\n".join(held.members)}
    typed = {**request.POST.dict(), **({"code": peers} if held else {})} if request.POST else None
    form = PeerSetForm(typed, initial=now)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        code, members = told.pop("code"), lines(told.pop("members"))
        new = PeerSet(
            id=code,
            members=members,
            by_place=held.by_place if held else {},
            source=held.source if held else "",
            **told,
        )
        try:
            actions.change_peer_set(by_of(request), new)
        except UserError as error:
            for fault in error.faults:
                form.add_error(None, str(fault))
        else:
            messages.success(request, _("The peer set was written."))
            return redirect("plan")
    context = {"form": form, "held": held}
    return render(request, "office/peer_set.html", context, status=400 if form.errors else 200)
