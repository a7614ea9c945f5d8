"""Risks with their picture, recovery plans and decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ropewalk.accounts.roles import Right
from ropewalk.office import delivery_words as say
from ropewalk.office.delivery_forms import AboutForm, DecisionForm, RecoveryForm, ReviewForm, RiskForm
from ropewalk.office.pages.answers import by_of, sent, wrote
from ropewalk.office.pages.editing import Edited, Typed, edited
from ropewalk.plan import actions, reads
from ropewalk.plan.actions.shared import told_as_user_fault
from ropewalk.plan.board import Board, board
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.delivery import SCALE, Decision, Delivery, RecoveryPlan, Risk, Worked
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _

KINDS: Mapping[str, tuple[Any, type[AboutForm]]] = {
    "risk": (Risk, RiskForm),
    "recovery": (RecoveryPlan, RecoveryForm),
    "decision": (Decision, DecisionForm),
}
KIND_NAMES = {"risk": "risk", "recovery": "recovery plan", "decision": "decision"}
"""What the audit calls each kind."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the picture: how likely, how bad, how grave that is, and the risks that stand there."""

    likelihood: int
    impact: int
    grave: str
    risks: tuple[Risk, ...]


def squares(risks: Iterable[Risk], *, after: bool) -> list[list[Cell]]:
    """The 5 by 5 picture, the most likely row first."""
    held = [(risk.after if after else risk.before, risk) for risk in risks]
    return [
        [
            Cell(likely, bad, grave(likely * bad), tuple(one for at, one in held if at == (likely, bad)))
            for bad in SCALE
        ]
        for likely in reversed(SCALE)
    ]


def grave(score: int) -> str:
    """How grave a risk is, by likelihood times impact: published with the picture."""
    return "high" if score >= 15 else "medium" if score >= 6 else "low"


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """Every risk, recovery plan and decision, as far as whoever asks may read them."""
    held, by = board(clock.today()), by_of(request)
    shown = [
        (kind, one)
        for kind, one in say.records(held.delivery)
        if one.shown or by.may(Right.READ, held.thing(one.subject_kind, one.subject))
    ]
    risks = [one for kind, one in shown if isinstance(one, Risk) and not one.closed_because]
    context = {
        "records": shown,
        "open": risks,
        "pictures": [
            (_("Before controls"), squares(risks, after=False)),
            (_("After controls"), squares(risks, after=True)),
        ],
        "names": subjects(held),
        "today": held.today,
        "grave": grave,
        "edits": by.may_somewhere(Right.EDIT_DELIVERY),
        "say": say,
    }
    return render(request, "office/records.html", context)


def subjects(held: Board) -> dict[str, str]:
    """Everything that a record can be about, by ``kind:code``."""
    definitions = held.definitions
    found = {f"action:{one.id}": one.title for one in held.actions}
    found |= {f"priority:{one.code}": f"{one.code} {one.title}" for one in definitions.plan.priorities()}
    return found | {f"indicator:{one.id}": one.title for one in definitions.indicators}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Add one; the address may say about what."""
    record, form_of = _kind(kind)
    about = {"about": request.GET.get("about", "")}
    now = board(clock.today())
    form = form_of(request.POST or None, subjects=subjects(now).items(), initial=about)
    if request.method == "POST" and form.is_valid():
        try:
            told = {name: value for name, value in form.cleaned_data.items() if name != "about"}
            actions.add_record(by_of(request), record(id="", **form.subject, **told))
        except (UserError, ValueError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It was written down. Readers do not see it yet."))
            return redirect("records")
    return _form(request, Edited(form), kind, None, now)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, kind: str, record: str) -> HttpResponse:
    """One of them: read, and written anew unless it is a decision."""
    of_kind, form_of = _kind(kind)
    all_ = board(clock.today())
    held = _held(all_.delivery, kind, record)
    fixed = f"{held.subject_kind}:{held.subject}"
    subject = [(fixed, subjects(all_).get(fixed, held.subject))]

    first = [all_.delivery]

    def made(typed: Typed) -> AboutForm:
        now = _held(first.pop() if first else reads.delivery(), kind, record)
        told = {name: getattr(now, name) for name in form_of.base_fields if name != "about"}
        typed = {**typed.dict(), "about": fixed} if isinstance(typed, QueryDict) else typed
        return form_of(typed, subjects=subject, initial=told | {"about": fixed})

    def write(form: AboutForm) -> None:
        now = _held(reads.delivery(), kind, record)
        stays = {name: getattr(now, name) for name in now.__struct_fields__}
        told = {name: value for name, value in form.cleaned_data.items() if name != "about"}
        with told_as_user_fault():
            actions.change_record(by_of(request), of_kind(**stays | told))

    edit = edited(request, made, write, thing=(KIND_NAMES[kind], record))
    if edit.done:
        messages.success(request, _("It was changed."))
        return redirect("record", kind, record)
    return _form(request, edit, kind, held, all_)


def _held(delivery: Delivery, kind: str, record: str) -> Risk | RecoveryPlan | Decision:
    """A record by its code. Raises Http404."""
    for name, one in say.records(delivery):
        if name == kind and one.id == record:
            return one
    raise Http404


def _form(
    request: HttpRequest,
    edit: Edited[AboutForm],
    kind: str,
    held: Risk | RecoveryPlan | Decision | None,
    now: Board,
) -> HttpResponse:
    by = by_of(request)
    thing = now.thing(held.subject_kind, held.subject) if held else None
    if held and thing and not held.shown and not by.may(Right.READ, thing):
        raise Http404
    context = {
        "form": edit.form,
        "edit": edit,
        "kind": kind,
        "held": held,
        "say": say,
        "edits": thing is None or by.may(Right.EDIT_DELIVERY, thing),
        "shows": thing is not None and by.may(Right.SHOW_DELIVERY, thing),
        "review": ReviewForm() if isinstance(held, RecoveryPlan) else None,
    }
    return render(request, "office/record.html", context, status=edit.status)


@require_POST
def review(request: HttpRequest, record: str) -> HttpResponse:
    """Say what came of a recovery plan."""
    if record not in {one.id for one in reads.delivery().recovery_plan}:
        raise Http404

    def write(form: Any) -> None:
        told = form.cleaned_data
        worked = Worked(told["worked"])
        actions.review_plan(
            by_of(request), record, worked, told["found"], on=told["on"], next_on=told["next_on"]
        )

    done = _("The review was written down.")
    return sent(request, ReviewForm(request.POST), write, done, "record", "recovery", record)


@require_POST
def show(request: HttpRequest, kind: str, record: str) -> HttpResponse:
    """Let readers see one, or no more."""
    made, _form_of = _kind(kind)
    if record not in {one.id for name, one in say.records(reads.delivery()) if name == kind}:
        raise Http404
    shown = request.POST.get("shown") == "yes"
    write = lambda: actions.show_record(by_of(request), made, record, shown=shown)  # noqa: E731 - one line
    done = _("Readers see it now.") if shown else _("Readers see it no more.")
    return wrote(request, write, done, "record", kind, record)


def _kind(kind: str) -> tuple[Any, type[AboutForm]]:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]
