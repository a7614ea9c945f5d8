"""What the pages share: try a write, tell how it went, and go back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from ropewalk.accounts.by import By, NotAllowedError
from ropewalk.office import words
from ropewalk.plan import public
from ropewalk.vocabulary.errors import DefinitionError, UserError
from ropewalk.vocabulary.language import _


def by_of(request: HttpRequest) -> By:
    """Who asks, as the door found them."""
    by: By | None = request.by  # type: ignore[attr-defined]
    if by is None:
        raise NotAllowedError
    return by


def wrote(request: HttpRequest, write: Callable[[], Any], done: str, back: str, *codes: Any) -> HttpResponse:
    """Do a write and go back to a page, which tells that it was done, or why not."""
    try:
        write()
    except UserError as error:
        for fault in error.faults:
            messages.error(request, str(fault))
    else:
        messages.success(request, done)
    return redirect(back, *codes)


def page_of(rows: Any, request: HttpRequest, size: int = 50) -> Page[Any]:
    """The page of a list that the address asks for; the nearest one where it asks for nonsense."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def sent(
    request: HttpRequest, form: Form, write: Callable[[Any], Any], done: str, back: str, *codes: Any
) -> HttpResponse:
    """A small form of a page that holds several: written where it is whole, and told on the page."""
    if form.is_valid():
        return wrote(request, lambda: write(form), done, back, *codes)
    for name, faults in form.errors.items():
        said = words.label(form[name]) if name in form.fields else ""
        messages.error(request, ": ".join(part for part in (said, words.fault(faults[0])) if part))
    return redirect(back, *codes)


def with_plan(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page that needs a plan; where none is loaded yet, it says so."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        try:
            public.definitions_version()
        except DefinitionError:
            said = {
                "title": _("No plan is loaded yet"),
                "words": _("Whoever runs the server loads one with: ropewalk load"),
            }
            return render(request, "office/refused.html", said, status=404)
        return view(request, *args, **named)

    return answer
