"""How much a request may ask: beyond any address of ours it is refused before anything is read."""

from collections.abc import Callable
from typing import Final

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

LONGEST_PATH: Final = 500
LONGEST_QUERY: Final = 8_000
MOST_PARAMETERS: Final = 300
LARGEST_BODY: Final = 12_000_000
"""Bytes of what a form sends: a little more than the largest file that is kept."""


def within_limits(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an address too long, with too many parameters, or too large a body, is a bad request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if len(request.path_info) > LONGEST_PATH or len(query) > LONGEST_QUERY:
            raise BadRequest("The address is too long")
        if query.count("&") >= MOST_PARAMETERS:
            raise BadRequest("The address has too many parameters")
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            raise BadRequest("What is sent is too large")
        return answer(request)

    return middleware
