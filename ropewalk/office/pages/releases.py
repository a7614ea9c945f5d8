"""Releases: planned, prepared with a list of what is missing, looked at, cleared, corrected."""

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ropewalk.accounts import jobs
from ropewalk.accounts.roles import Right
from ropewalk.findings.library import Library
from ropewalk.office.pages.answers import by_of, wrote
from ropewalk.office.pages.editing import Typed, edited
from ropewalk.office.release_forms import CorrectForm, EarlyForm, MoveForm, PlanForm, ReasonForm
from ropewalk.office.release_words import STATE_WORDS, TYPES
from ropewalk.plan import public as plan_now
from ropewalk.releases import actions, keeping, reads
from ropewalk.releases import tasks as background
from ropewalk.releases.checklist import Task, tasks
from ropewalk.releases.models import EarlyReader, Release
from ropewalk.releases.states import OUT, State
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import DefinitionError, RopewalkError, StoreError, UserError
from ropewalk.vocabulary.language import _

OPEN: Final = (State.PLANNED, State.PREPARED)
SHARED: Final[dict[str, Any]] = {"state_words": STATE_WORDS, "here": timezone.localtime}
"""What templates need: names of states, and moments in the council's own time."""


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """Every release, the newest first."""
    actions.tell_published()
    rows = [(row, reads.state_of(row)) for row in reads.releases()]
    prepares = by_of(request).may(Right.PREPARE_RELEASE)
    context = {"rows": rows, "prepares": prepares, **SHARED}
    return render(request, "office/releases.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Announce one."""
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            row = actions.plan(by_of(request), told["called"], told["planned_for"], told["about"])
        except UserError as error:
            form.add_error(None, str(error.faults[0]))
        else:
            return redirect("release-one", row.pk)
    context = {"form": form, "row": None}
    return render(request, "office/release_plan.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Call one otherwise."""
    row = _row(pk)

    def made(typed: Typed) -> PlanForm:
        held = Release.objects.get(pk=pk)
        at = timezone.localtime(held.planned_for)
        form = PlanForm(typed, initial={"called": held.title, "about": held.about, "planned_for": at})
        form.fields["planned_for"].disabled = True  # its time is moved with a reason
        return form

    def write(form: PlanForm) -> None:
        actions.change(by_of(request), row, form.cleaned_data["called"], form.cleaned_data["about"])

    edit = edited(request, made, write, thing=("release", str(row.number)))
    if edit.done:
        return redirect("release-one", pk)
    context = {"form": edit.form, "edit": edit, "row": row}
    return render(request, "office/release_plan.html", context, status=edit.status)


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: what it is, what is missing, its documents, who reads it early."""
    return _page(request, _row(pk))


def _page(request: HttpRequest, row: Release, **tried: forms.Form) -> HttpResponse:
    by, state = by_of(request), reads.state_of(row)
    prepares = by.may(Right.PREPARE_RELEASE)
    reads_it = reads.may_read_early(by, row) or state in OUT
    context: dict[str, Any] = {
        "row": row,
        "state": state.value,
        **SHARED,
        "prepares": prepares,
        "publishes": by.may(Right.PUBLISH),
        "tasks": _tasks(row) if prepares and state in OPEN else (),
        "documents": _documents(row) if reads_it else (),
        "preparing": jobs.standing(background.prepare_release, row.pk) if prepares else jobs.Standing(),
        "corrected_by": _corrections(row),
        "readings": reads.early_readings(row) if prepares else (),
        "move": MoveForm(name="move"),
        "cancel": ReasonForm(name="cancel"),
        "correct": CorrectForm(name="correct"),
        "early": EarlyForm(auto_id="early-%s"),
        **tried,
    }
    return render(request, "office/release.html", context, status=400 if tried else 200)


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one another time."""
    row, form = _row(pk), MoveForm(request.POST, name="move")
    if not form.is_valid():
        return _page(request, row, move=form)
    told = form.cleaned_data
    write = lambda: actions.move(by_of(request), row, told["planned_for"], told["reason"])  # noqa: E731
    return _wrote(request, write, _("Its time was changed. Prepare it again."), pk)


@require_POST
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Have what is held now frozen, and its documents made: in the background, for it takes some seconds."""
    row = _row(pk)
    write = lambda: background.ask_prepare(by_of(request), row)  # noqa: E731 - one line
    return _wrote(request, write, _("It is being prepared. That takes some seconds."), pk)


@require_POST
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it come out at its time."""
    row = _row(pk)
    write = lambda: actions.clear(by_of(request), row)  # noqa: E731 - one line
    return _wrote(request, write, _("The release comes out at its time."), pk)


@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Take that back."""
    row = _row(pk)
    write = lambda: actions.hold_back(by_of(request), row)  # noqa: E731 - one line
    return _wrote(request, write, _("The release was held back."), pk)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it out of the calendar, with a reason."""
    row, form = _row(pk), ReasonForm(request.POST, name="cancel")
    if not form.is_valid():
        return _page(request, row, cancel=form)
    write = lambda: actions.cancel(by_of(request), row, form.cleaned_data["reason"])  # noqa: E731
    return _wrote(request, write, _("The release was cancelled."), pk)


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a correction of one that is out."""
    row, form = _row(pk), CorrectForm(request.POST, name="correct")
    if not form.is_valid():
        return _page(request, row, correct=form)
    told = form.cleaned_data
    try:
        made = actions.correct(by_of(request), row, told["reason"], told["changes"])
    except UserError as error:
        messages.error(request, str(error.faults[0]))
        return redirect("release-one", pk)
    return redirect("release-one", made.pk)


@require_POST
def add_early(request: HttpRequest, pk: int) -> HttpResponse:
    """Put somebody on the list."""
    row, form = _row(pk), EarlyForm(request.POST, auto_id="early-%s")
    if not form.is_valid():
        return _page(request, row, early=form)
    told = form.cleaned_data
    write = lambda: actions.add_early_reader(by_of(request), row, told.pop("email"), **told)  # noqa: E731
    return _wrote(request, write, _("They can read it early. Each reading is logged."), pk)


@require_POST
def end_early(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the list."""
    seat = get_object_or_404(EarlyReader.objects.select_related("release"), pk=pk, removed_at=None)
    write = lambda: actions.remove_early_reader(by_of(request), seat)  # noqa: E731 - one line
    return _wrote(request, write, _("They can no longer read it early."), seat.release_id)


@require_safe
def document(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """A document before its time; the reading is logged."""
    row, ending = _row(pk), code.rpartition(".")[2]
    try:
        content = actions.read_early(by_of(request), row, code)
    except StoreError as error:
        raise Http404 from error
    if content is None or ending not in TYPES:
        raise Http404
    return HttpResponse(content, content_type=TYPES[ending])


def _corrections(row: Release) -> list[tuple[Release, bool]]:
    """The corrections of a release that were not cancelled, each with whether it is out."""
    now = clock.now()
    held = (one for one in row.corrections.all() if one.cancelled_at is None)
    return [(one, one.public_at is not None and one.public_at <= now) for one in held]


def _row(pk: int) -> Release:
    return get_object_or_404(reads.releases(), pk=pk)


def _wrote(request: HttpRequest, write: Callable[[], Any], done: str, pk: int) -> HttpResponse:
    """As ``wrote``; what is wrong with the store or the definitions is told too."""

    def tried() -> None:
        try:
            write()
        except (StoreError, DefinitionError) as error:
            raise UserError(*error.faults) from error

    return wrote(request, tried, done, "release-one", pk)


def _documents(row: Release) -> tuple[str, ...]:
    if not row.manifest:
        return ()
    try:
        return tuple(one.name for one in keeping.read_manifest(row.manifest).documents)
    except StoreError:
        return ()


def _tasks(row: Release) -> tuple[Task, ...]:
    try:
        return tasks(row, plan_now.definitions(), Library(settings.WORKSPACE / "store"))
    except RopewalkError as error:
        return (Task(str(error.faults[0]), done=False),)
