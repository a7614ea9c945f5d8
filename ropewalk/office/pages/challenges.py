"""Readers' challenges: what waits to be looked at, one of them, and what I may do with it."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ropewalk.design.root import rooted
from ropewalk.office.pages.answers import by_of, page_of
from ropewalk.office.pages.questions import listed
from ropewalk.office.scrutiny_forms import AcceptForm, DeclineForm, ShowChallengesForm, VerdictForm
from ropewalk.plan import subjects
from ropewalk.scrutiny import actions, letters, reads
from ropewalk.scrutiny.actions import StaleError
from ropewalk.scrutiny.models import Challenge
from ropewalk.scrutiny.owners import owner_of
from ropewalk.scrutiny.states import Act
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _

FORMS: Final[Mapping[str, type[Form]]] = {
    Act.ACCEPT: AcceptForm,
    Act.DECLINE: DeclineForm,
    Act.ANSWER: VerdictForm,
}


@require_safe
def challenges(request: HttpRequest) -> HttpResponse:
    """The register; what waits for me in front."""
    by, form = by_of(request), ShowChallengesForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    waiting = reads.waiting(by)
    context = listed() | {
        "decide": waiting.decide,
        "answer": waiting.answer_challenges,
        "publish": waiting.publish_challenges,
        "page": page_of(reads.challenges(by, state=state), request),
        "form": form,
        "query": urlencode({"state": state}) if state else "",
    }
    return render(request, "office/challenges.html", context, status=200 if form.is_valid() else 400)


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One challenge."""
    return shown(request, pk)


def shown(
    request: HttpRequest,
    pk: int,
    failed: tuple[str, Form] | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of a challenge, with a form that failed as it was filled in."""
    found = reads.challenge(by_of(request), pk)
    if found is None:
        raise Http404
    made = {
        str(act): FORMS[act](auto_id=f"{act}-%s", initial=_known(found.row, act))
        for act in found.acts
        if act in FORMS
    }
    if failed and failed[0] in made:
        made[failed[0]] = failed[1]
    context = listed() | {
        "found": found,
        "row": found.row,
        "place": subjects.place_name(found.row.place),
        "forms": made,
        "publishes": Act.PUBLISH in found.acts,
        "failed": failed[1] if failed else None,
        "trouble": trouble,
    }
    return render(request, "office/challenge.html", context, status=status)


def _known(row: Challenge, act: Act) -> dict[str, Any]:
    """What a form begins with: who owns the matter, or the answer as it stands."""
    if act is Act.ACCEPT:
        owner = row.organisation or owner_of(row.about)
        return {"organisation": owner.code if owner else ""}
    if act is Act.ANSWER and row.answer:
        names = {"outcome": row.outcome, "text": row.answer, "changed": row.changed, "role": row.role}
        return names | {"release": row.release or ""}
    return {}


@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept it, decline it, answer it, or publish the answer."""
    name, seen = request.POST.get("step", ""), request.POST.get("seen", "")
    if not seen.isdecimal() or len(seen) > 9 or (name not in FORMS and name != Act.PUBLISH):
        return shown(request, pk, trouble=_("The form could not be read. Try again."), status=400)
    if name == Act.PUBLISH:
        return _done(request, pk, lambda: actions.publish_challenge(by_of(request), pk, int(seen)))
    form = FORMS[name](request.POST, auto_id=f"{name}-%s")
    if not form.is_valid():
        return shown(request, pk, (name, form), status=400)
    return _done(request, pk, lambda: _take(request, pk, int(seen), form), (name, form))


def _take(request: HttpRequest, pk: int, seen: int, form: Form) -> None:
    by = by_of(request)
    if isinstance(form, AcceptForm):
        actions.accept(by, pk, seen, form.to)
    elif isinstance(form, DeclineForm):
        actions.decline(by, pk, seen, form.because)
    elif isinstance(form, VerdictForm):
        actions.answer_challenge(by, pk, seen, form.verdict)


def _done(
    request: HttpRequest, pk: int, write: Callable[[], Any], failed: tuple[str, Form] | None = None
) -> HttpResponse:
    if reads.challenge(by_of(request), pk) is None:
        raise Http404
    try:
        write()
    except UserError as error:
        status = 409 if isinstance(error, StaleError) else 400
        return shown(request, pk, failed, str(error.faults[0]), status)
    home = settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
    letters.send(f"{home}{rooted('/')}".rstrip("/"), of=pk)
    messages.success(request, _("It was done."))
    return redirect("challenge", pk)
