"""My page: who I am, what I may do, where I am signed in."""

from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ropewalk.accounts import actions, reads
from ropewalk.accounts.by import By
from ropewalk.accounts.models import Person
from ropewalk.accounts.roles import MEANING, Right
from ropewalk.design.languages import languages
from ropewalk.office.below import LANGUAGE
from ropewalk.office.doors import steps_of
from ropewalk.office.pages.answers import by_of, wrote
from ropewalk.office.pages.threads import MINE, shared, threads_of
from ropewalk.office.pages.waiting import waiting
from ropewalk.plan.board import board
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import DefinitionError
from ropewalk.vocabulary.language import _


def myself(request: HttpRequest) -> Person:
    """Who asks, with their roles."""
    return reads.people().get(pk=request.user.pk or 0)


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Who I am, my roles in words, my second step, my sessions."""
    person, by = cast(Person, request.user), by_of(request)  # with their roles, as the door has read them
    mine = (one for one in reads.organisations() if one.pk == person.organisation_id)
    person.organisation = next(mine, None)
    context = {
        **_work(person, by),
        "person": person,
        "rights": [_(MEANING[right]) for right in Right if by.may_somewhere(right)],
        "steps": steps_of(request),
        "sessions": UserSession.objects.purge_and_list(person),
        "this": request.session.session_key,
    }
    return render(request, "office/me.html", context)


def _work(person: Person, by: By) -> dict[str, Any]:
    """The threads of my teams, and what waits for me; neither before a plan is loaded, nor for somebody who
    may read none of it."""
    nothing: dict[str, Any] = {"threads": None, "waits": []}
    if not by.may_somewhere(Right.READ):
        return nothing
    today = clock.today()
    try:
        held = board(today, records=False)
    except DefinitionError:
        return nothing
    found = threads_of(person, held)
    own = tuple(one for kind, told in found if kind == MINE for one in told.strands)
    return {"threads": found, "waits": list(waiting(by, held, own, today)), **shared()}


@require_POST
def rename(request: HttpRequest) -> HttpResponse:
    """Write my name anew."""
    name = request.POST.get("name", "")[:200]
    write = lambda: actions.rename_person(by_of(request), myself(request), name)  # noqa: E731 - one line
    return wrote(request, write, _("Your name was changed."), "office")


@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]
def end_others(request: HttpRequest) -> HttpResponse:
    """End my sessions elsewhere."""
    key = request.session.session_key or ""
    write = lambda: actions.end_sessions(by_of(request), myself(request), but=key)  # noqa: E731 - one line
    return wrote(request, write, _("Your sessions elsewhere were ended."), "office")


@require_POST
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Read the office in another language, from now on."""
    if code not in languages():
        raise Http404
    request.session[LANGUAGE] = code
    if request.user.is_authenticated:
        Person.objects.filter(pk=request.user.pk).update(language=code)
    return redirect("office" if request.user.is_authenticated else "account_login")
