"""Questions of scrutiny: the register, one with all that was said, and what I may do with it."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ropewalk.accounts.roles import Right
from ropewalk.office.pages.answers import by_of, page_of
from ropewalk.office.scrutiny_forms import (
    AnswerForm,
    AskForm,
    CloseForm,
    ExemptForm,
    FollowForm,
    ShowQuestionsForm,
    WithdrawForm,
)
from ropewalk.office.scrutiny_words import NAMES
from ropewalk.plan import subjects
from ropewalk.scrutiny import actions, reads
from ropewalk.scrutiny.actions import StaleError
from ropewalk.scrutiny.owners import owner_of
from ropewalk.scrutiny.states import Step
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _

FORMS: Final[Mapping[str, type[Form]]] = {
    Step.ANSWER: AnswerForm,
    Step.FOLLOW_UP: FollowForm,
    Step.CLOSE: CloseForm,
    Step.WITHDRAW: WithdrawForm,
    "exempt": ExemptForm,
}


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """The register; what waits for me in front."""
    by, form = by_of(request), ShowQuestionsForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    picked = {name: value for name, value in chosen.items() if value}
    waiting = reads.waiting(by)
    context = listed() | {
        "answer": waiting.answer,
        "publish": waiting.publish,
        "page": page_of(reads.questions(by, **picked), request),
        "form": form,
        "query": urlencode({name: "on" if value is True else value for name, value in picked.items()}),
        "asks": by.may_somewhere(Right.ASK_SCRUTINY),
    }
    return render(request, "office/questions.html", context, status=200 if form.is_valid() else 400)


def listed() -> dict[str, Any]:
    """What every list needs: titles, today, and the words."""
    return NAMES | {"titles": subjects.every(), "today": clock.today(), "days_late": reads.days_late}


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask one; ``?about=`` names what it is about, and so who answers where that is known."""
    form = AskForm(request.POST or None, initial=_asked_for(request.GET.get("about", "")))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            row = actions.ask(
                by_of(request),
                form.subject,
                told["question"],
                form.to,
                period=form.period,
                role=told["role"],
                due=told["due"],
                public=told["public"],
            )
        except UserError as error:
            form.add_error(None, str(error.faults[0]))
        else:
            messages.success(request, _("The question was asked."))
            return redirect("question", row.pk)
    return render(request, "office/question_ask.html", {"form": form}, status=400 if form.errors else 200)


def _asked_for(about: str) -> dict[str, Any]:
    try:
        owner = owner_of(subjects.subject_of(about)) if about else None
    except UserError:
        return {"public": True}
    return {"about": about, "public": True, "organisation": owner.code if owner else ""}


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One question."""
    return shown(request, pk)


def shown(
    request: HttpRequest,
    pk: int,
    failed: tuple[str, Form] | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of a question, with a form that failed as it was filled in."""
    found = reads.question(by_of(request), pk)
    if found is None:
        raise Http404
    steps = [*found.steps, *(["exempt"] if found.exempts else [])]
    made = {str(step): FORMS[step](auto_id=f"{step}-%s".replace(" ", "-")) for step in steps}
    if failed and failed[0] in made:
        made[failed[0]] = failed[1]
    context = listed() | {
        "found": found,
        "row": found.row,
        "place": subjects.place_name(found.row.place),
        "forms": made,
        "failed": failed[1] if failed else None,
        "trouble": trouble,
    }
    return render(request, "office/question.html", context, status=status)


@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer it, ask on, close it, take it back, publish an answer, or say that it is exempt."""
    name, seen = request.POST.get("step", ""), request.POST.get("seen", "")
    turn = request.POST.get("turn", "")
    if not seen.isdecimal() or len(seen) > 9 or (name == "publish") != (turn.isdecimal() and len(turn) < 10):
        return shown(request, pk, trouble=_("The form could not be read. Try again."), status=400)
    if name == "publish":
        return _done(request, pk, lambda: actions.publish(by_of(request), pk, int(turn), int(seen)))
    if name not in FORMS:
        return shown(request, pk, trouble=_("The form could not be read. Try again."), status=400)
    form = FORMS[name](request.POST, auto_id=f"{name}-%s".replace(" ", "-"))
    if not form.is_valid():
        return shown(request, pk, (name, form), status=400)
    return _done(request, pk, lambda: _take(request, pk, name, int(seen), form.cleaned_data), (name, form))


def _take(request: HttpRequest, pk: int, name: str, seen: int, told: dict[str, Any]) -> None:
    by, said = by_of(request), told["text"]
    if name == Step.ANSWER:
        actions.answer(by, pk, seen, said, told["role"], exempt=told["exempt"])
    elif name == Step.FOLLOW_UP:
        actions.follow_up(by, pk, seen, said, told["role"], due=told["due"])
    else:
        ends = {Step.CLOSE: actions.close, Step.WITHDRAW: actions.withdraw, "exempt": actions.make_exempt}
        ends[name](by, pk, seen, said)


def _done(
    request: HttpRequest, pk: int, write: Callable[[], Any], failed: tuple[str, Form] | None = None
) -> HttpResponse:
    if reads.question(by_of(request), pk) is None:
        raise Http404
    try:
        write()
    except UserError as error:
        status = 409 if isinstance(error, StaleError) else 400
        return shown(request, pk, failed, str(error.faults[0]), status)
    messages.success(request, _("It was done."))
    return redirect("question", pk)
