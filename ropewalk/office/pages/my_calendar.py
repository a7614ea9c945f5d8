"""My calendar of due dates: an address with a secret, for any calendar program."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ropewalk.accounts.by import by_person
from ropewalk.accounts.due_days import feed
from ropewalk.office.pages.answers import by_of
from ropewalk.office.pages.me import myself
from ropewalk.returns import calendars
from ropewalk.scrutiny.dues import dues
from ropewalk.scrutiny.models import Challenge, Question
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.language import _


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Make a new secret address; an earlier one leads nowhere from then on. It is shown once."""
    person = myself(request)
    if request.method == "POST":
        secret = calendars.renew(by_of(request), person)
        messages.success(request, _("This is the address of your calendar. Keep it: it is shown once."))
        messages.info(request, request.build_absolute_uri(reverse("calendar", args=[secret])))
        return redirect("my-calendar")
    return render(request, "office/my_calendar.html", {"held": calendars.has_one(person)})


@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of whoever has this secret: no sign-in, because calendar programs have none."""
    person = calendars.whose(secret)
    if person is None:
        raise Http404
    by = by_person(person)
    owed = (*calendars.dues(by, _at(request, "return")), *dues(by, partial(_scrutiny_at, request)))
    answer = HttpResponse(feed(_("What I owe"), owed), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="due-{clock.today()}.ics"'
    return answer


def _at(request: HttpRequest, name: str) -> Callable[[int], str]:
    return lambda pk: request.build_absolute_uri(reverse(name, args=[pk]))


def _scrutiny_at(request: HttpRequest, row: Question | Challenge) -> str:
    return _at(request, "question" if isinstance(row, Question) else "challenge")(row.pk)
