"""Asking for returns: once or by a rhythm, about one thing or many."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ropewalk.office.pages.answers import by_of, wrote
from ropewalk.office.pages.returns import WORDS
from ropewalk.office.return_forms import AskForm
from ropewalk.plan import subjects
from ropewalk.plan.subjects import SubjectKind
from ropewalk.returns import actions, reads
from ropewalk.returns.models import Schedule
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _, ngettext


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask about one thing or many; ``?priority=`` shows those of one promise."""
    only = request.GET.get("priority", "")
    form = AskForm(request.POST or None, only=only)
    if request.method == "POST" and form.is_valid():
        try:
            count = _ask(request, form)
        except UserError as error:
            form.add_error(None, str(error.faults[0]))
        else:
            said = ngettext("{n} return was asked for.", "{n} returns were asked for.", count)
            messages.success(request, said.format(n=count))
            return redirect("returns-rhythms" if form.cleaned_data["again"] else "returns")
    context = {
        "form": form,
        "only": only,
        "priorities": [
            (one.code, title) for one, title in subjects.every().items() if one.kind is SubjectKind.PRIORITY
        ],
        "takes_figures": {one.text for one in subjects.taking_figures()},
    }
    return render(request, "office/returns_ask.html", context, status=400 if form.errors else 200)


def _ask(request: HttpRequest, form: AskForm) -> int:
    by, told = by_of(request), form.cleaned_data
    if not told["again"]:
        return len(actions.ask_many(by, form.subjects, form.period, form.due, form.whom))
    actions.add_schedules(by, form.subjects, form.period, told["days"], form.whom)
    return len(actions.ask_what_is_due(by, clock.today()))


@require_safe
def rhythms(request: HttpRequest) -> HttpResponse:
    """What is asked again and again."""
    context = WORDS | {"rows": reads.schedules(by_of(request)), "titles": subjects.every()}
    return render(request, "office/returns_rhythms.html", context)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask by a rhythm no more."""
    row = get_object_or_404(Schedule, pk=pk)
    write = lambda: actions.end_schedule(by_of(request), row.pk)  # noqa: E731 - one line
    return wrote(request, write, _("It is not asked for again."), "returns-rhythms")
