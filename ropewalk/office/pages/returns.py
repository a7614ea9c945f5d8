"""Returns: what I owe, what waits for me, who is late; and one of them, with all that was done."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from ropewalk.accounts.roles import Right
from ropewalk.office import return_words
from ropewalk.office.pages.answers import by_of, page_of
from ropewalk.office.return_forms import FileForm, SendForm, ShowForm, filled
from ropewalk.plan import subjects
from ropewalk.returns import actions, reads
from ropewalk.returns.actions import Sending, StaleError, WrongError
from ropewalk.returns.checks import unlike
from ropewalk.returns.keeping import path_of
from ropewalk.returns.models import Evidence
from ropewalk.returns.said import worked_out
from ropewalk.returns.states import WORDED, State, Step
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _

STALE = 409
"""The answer to a form that somebody else was faster than."""

WORDS = {
    name: getattr(return_words, name)
    for name in ("wants_name", "state_name", "step_name", "done_name", "value_state_name")
}


@require_safe
def returns(request: HttpRequest) -> HttpResponse:
    """Everything that I may read, by where it stands; what waits for me in front."""
    by, form = by_of(request), ShowForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    picked = {name: text for name, text in chosen.items() if text}
    owed, check = reads.owed(by), reads.to_check(by)
    context = listed() | {
        "owed": list(owed[:100]),
        "check": list(check[:100]),
        "page": page_of(reads.filtered(reads.asks(by), **picked), request),
        "form": form,
        "query": urlencode(picked),
        "asks": by.may_somewhere(Right.ASK_RETURNS),
        "files": by.may_somewhere(Right.FILE_RETURN),
    }
    return render(request, "office/returns.html", context, status=200 if form.is_valid() else 400)


def listed() -> dict[str, Any]:
    """What every list of returns needs: titles, today, and the words."""
    return WORDS | {"titles": subjects.every(), "today": clock.today(), "days_late": reads.days_late}


@require_safe
def late(request: HttpRequest) -> HttpResponse:
    """Who is late, by organisation."""
    context = {"rows": reads.late(by_of(request), clock.today())}
    return render(request, "office/returns_late.html", context)


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One return."""
    return shown(request, pk)


def shown(
    request: HttpRequest, pk: int, form: SendForm | None = None, fault: str = "", status: int = 200
) -> HttpResponse:
    """The page of a return, with a form as it was filled in, and what was wrong with it."""
    by = by_of(request)
    found = reads.one(by, pk)
    if found is None:
        raise Http404
    sends = Step.SUBMIT in found.steps
    if form is None and sends:
        form = SendForm(ask=found.row, initial=filled(found.row, found.last))
    context = listed() | {
        "found": found,
        "row": found.row,
        "place": subjects.place_name(found.row.place),
        "question": _question(found),
        "form": form if sends else None,
        "trouble": fault,
        "stale": status == STALE,
        "signed_off": found.row.stands is State.SIGNED_OFF,
        "steps": [step for step in found.steps if step is not Step.SUBMIT],
        "worded": WORDED,
        "taken": found.row.taken.all(),
        "evidence": found.row.evidence.all(),
        "file_form": FileForm(),
        "before": reads.before(found.row) if found.row.wants_value else None,
    }
    return render(request, "office/return.html", context, status=status)


def _question(found: reads.One) -> str:
    """What was asked when it was sent back; empty where it stands elsewhere."""
    last = found.row.taken.last()
    return last.words if last is not None and found.row.stands is State.QUERIED else ""


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a return in. What was typed is never lost: where it cannot be sent, the form shows it again."""
    by = by_of(request)
    found = reads.one(by, pk)
    if found is None:
        raise Http404
    form = SendForm(request.POST, ask=found.row)
    if not form.is_valid():
        return shown(request, pk, form, status=400)
    said = form.said
    try:
        actions.send(by, Sending(pk, form.cleaned_data["seen"], said))
    except WrongError as error:
        for wrong in error.found:
            form.add_error(
                wrong.field if wrong.field in form.fields else None, f"{wrong.problem}. {wrong.remedy}"
            )
        return shown(request, pk, form, status=400)
    except StaleError as error:
        now = reads.one(by, pk) or found
        form.data = {**request.POST.dict(), "seen": now.row.version}  # who looks again may send again
        return shown(request, pk, form, str(error.faults[0]), status=STALE)
    except UserError as error:
        return shown(request, pk, form, str(error.faults[0]), status=400)
    messages.success(request, _("It was sent in."))
    value = worked_out(said, subjects.indicator(found.row.about)).value
    if care := unlike(value, reads.before(found.row)):
        messages.warning(request, care)
    return redirect("return", pk)


@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step with a return."""
    by, told = by_of(request), request.POST
    if reads.one(by, pk) is None:
        raise Http404
    try:
        seen, taken = int(told.get("seen", "")), Step(told.get("step", ""))
        actions.take(by, pk, taken, seen, told.get("words", "")[:5000])
    except ValueError:
        return shown(request, pk, fault=_("The form could not be read. Try again."), status=400)
    except StaleError as error:
        return shown(request, pk, fault=str(error.faults[0]), status=STALE)
    except UserError as error:
        return shown(request, pk, fault=str(error.faults[0]), status=400)
    messages.success(request, _("It was done."))
    return redirect("return", pk)


@require_POST
def add_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a file behind a return."""
    by, form = by_of(request), FileForm(request.POST, request.FILES)
    if reads.one(by, pk) is None:
        raise Http404
    if not form.is_valid():
        return shown(request, pk, fault=_("Choose a file first."), status=400)
    file = form.cleaned_data["file"]
    try:
        actions.add_evidence(by, pk, file.name, file.read())
    except UserError as error:
        return shown(request, pk, fault=str(error.faults[0]), status=400)
    messages.success(request, _("The file was added."))
    return redirect("return", pk)


@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file, as a download and nothing else, for who may read the return that it stands behind."""
    row = get_object_or_404(Evidence, pk=pk)
    if reads.one(by_of(request), row.ask_id) is None:
        raise Http404
    try:
        file = path_of(row.sha256).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(
        file, as_attachment=True, filename=row.name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
