"""The language of a request: its address alone decides, so that an answer can be kept and shared."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ropewalk.design.languages import language_of
from ropewalk.vocabulary.language import speaking


def by_address(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the language that the address names is in force while the answer is made."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with speaking(language_of(request.path_info)) as language:
            response = answer(request)
        response.headers.setdefault("Content-Language", language.tag)
        return response

    return middleware
