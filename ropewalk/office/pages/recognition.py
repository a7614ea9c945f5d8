"""Recognition: what was accepted, what showed it then, and whether figures still do; given and answered."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ropewalk.accounts.roles import Right
from ropewalk.office import idea_words as say
from ropewalk.office.idea_forms import RecogniseForm, WithdrawForm
from ropewalk.office.pages.answers import by_of, page_of, wrote
from ropewalk.thread import actions, reads
from ropewalk.thread.about import about_of, choices
from ropewalk.thread.actions.recognition import is_named
from ropewalk.thread.actions.shared import as_of_now
from ropewalk.thread.merit import is_earned
from ropewalk.thread.states import Standing
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _


@require_safe
def recognitions(request: HttpRequest) -> HttpResponse:
    """Every one that I may see, the newest first."""
    held, found = as_of_now()
    page = page_of(reads.recognitions(by_of(request)), request)
    context = {
        "page": page,
        "rows": [(row, is_earned(row.about, held, found)) for row in page],
        "titles": choices(held),
        "gives": by_of(request).may_somewhere(Right.RECOGNISE),
        "say": say,
    }
    return render(request, "office/recognitions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """Offer it; ``?about=`` names what for. It is refused where nothing shows that it is earned."""
    held, _found = as_of_now()
    form = RecogniseForm(request.POST or None, held=held, initial={"about": request.GET.get("about", "")})
    if request.method == "POST" and form.is_valid():
        try:
            about = about_of(form.cleaned_data["about"])
            row = actions.give(by_of(request), about, form.named, form.cleaned_data["why"])
        except (UserError, ObjectDoesNotExist) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It was offered. It is shown once it is accepted."))
            return redirect("recognition", row.pk)
    return render(request, "office/recognise.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, with what may be done by whoever asks."""
    by = by_of(request)
    row = reads.recognitions(by).filter(pk=pk).first()
    if row is None:
        raise Http404
    held, found = as_of_now()
    named = is_named(by, row.person or row.team)
    live = row.stands in (Standing.OFFERED, Standing.ACCEPTED)
    context: dict[str, Any] = {
        "row": row,
        "title": choices(held).get(row.about.text, row.about_code),
        "still": is_earned(row.about, held, found),
        "answers": named and row.stands is Standing.OFFERED,
        "withdraws": live and (named or row.given_by == by.name),
        "form": WithdrawForm(),
        "say": say,
    }
    return render(request, "office/recognition.html", context)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline."""
    says = request.POST.get("says", "")
    if says not in (Standing.ACCEPTED, Standing.DECLINED):
        messages.error(request, _("The form could not be read. Try again."))
        return redirect("recognitions")
    write = lambda: actions.answer(by_of(request), pk, Standing(says))  # noqa: E731 - one line
    return wrote(request, write, _("Your answer was written down."), "recognitions")


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it no more."""
    write = lambda: actions.withdraw(by_of(request), pk, request.POST.get("why", ""))  # noqa: E731 - one line
    return wrote(request, write, _("It is shown no more."), "recognitions")
