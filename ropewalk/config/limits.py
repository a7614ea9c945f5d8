"""How much a request may ask: beyond any address of ours it is refused before anything is read."""

from collections.abc import Callable
from typing import Final

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

LONGEST_PATH: Final = 500
LONGEST_QUERY: Final = 8_000
MOST_PARAMETERS: Final = 300


def within_limits(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an address too long, or with too many parameters, is a bad request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if len(request.path_info) > LONGEST_PATH or len(query) > LONGEST_QUERY:
            raise BadRequest("The address is too long")
        if query.count("&") >= MOST_PARAMETERS:
            raise BadRequest("The address has too many parameters")
        return answer(request)

    return middleware
