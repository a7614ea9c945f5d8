"""What the pages share: try a write, tell how it went, and go back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ropewalk.accounts.by import By, NotAllowedError
from ropewalk.vocabulary.errors import UserError


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
