"""Ideas: the list, a new one, one of them with all its steps."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ropewalk.accounts.models import Organisation
from ropewalk.accounts.roles import Right
from ropewalk.office import idea_words as say
from ropewalk.office.forms import organisations
from ropewalk.office.idea_forms import IdeaForm, StepForm
from ropewalk.office.pages.answers import by_of, page_of
from ropewalk.office.pages.me import myself
from ropewalk.thread import actions, reads
from ropewalk.thread.about import choices, known
from ropewalk.thread.actions.ideas import thing_of
from ropewalk.thread.actions.shared import as_of_now
from ropewalk.thread.states import NEXT
from ropewalk.thread.states import Idea as State
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _


@require_safe
def ideas(request: HttpRequest) -> HttpResponse:
    """Every idea, or those that the address asks for."""
    wanted = {name: request.GET.get(name, "")[:200] for name in ("state", "organisation", "words")}
    rows = page_of(reads.ideas(**wanted), request)
    context = {
        "page": rows,
        "wanted": wanted,
        "states": list(State),
        "teams": [one for one in organisations("") if one[0]],
        "titles": choices(as_of_now()[0]),
        "proposes": by_of(request).may_somewhere(Right.PROPOSE),
        "say": say,
    }
    return render(request, "office/ideas.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Put one forward; ``?about=`` names what it is about."""
    team = myself(request).organisation
    initial = {"about": request.GET.get("about", ""), "organisation": team.code if team else ""}
    form = IdeaForm(request.POST or None, held=as_of_now()[0], initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.propose(by_of(request), form.proposal)
        except (UserError, Organisation.DoesNotExist) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your idea was put forward."))
            return redirect("idea", row.pk)
    return render(request, "office/idea_propose.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One idea, beside what the findings say now."""
    return shown(request, pk)


def shown(request: HttpRequest, pk: int, tried: StepForm | None = None, status: int = 200) -> HttpResponse:
    """The page of an idea; what was typed into a form that failed is kept."""
    row, by = get_object_or_404(reads.ideas(), pk=pk), by_of(request)
    held, found = as_of_now()
    may, form = by.may(Right.PROPOSE, thing_of(row, held)), tried
    stops = row.proposer == by.name and row.stands is not State.STOPPED
    if form is None and NEXT[row.stands] and (may or stops):
        form = StepForm(stands=row.stands, may=may, initial={"seen": row.version})
    context: dict[str, Any] = {
        "row": row,
        "title": choices(held).get(row.about.text, row.about_code),
        "steps": row.steps.all(),
        "now": known(row.about, held, found),
        "form": form,
        "say": say,
    }
    return render(request, "office/idea.html", context, status=status)


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the next step."""
    row = get_object_or_404(reads.ideas(), pk=pk)
    form = StepForm(request.POST, stands=row.stands)
    if not form.is_valid():
        return shown(request, pk, form, 400)
    told = form.cleaned_data
    step = State(told["becomes"]), told["reason"], told["result"], told["evidence"]
    try:
        actions.take(by_of(request), pk, told["seen"], *step)
    except UserError as error:
        form.add_error(None, str(error.faults[0]))
        return shown(request, pk, form, 409 if isinstance(error, actions.StaleError) else 400)
    messages.success(request, _("The step was written down, with what the finding says today."))
    return redirect("idea", pk)
