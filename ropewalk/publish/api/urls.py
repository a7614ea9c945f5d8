"""Addresses of the API, each answered with what all answers share."""

from functools import lru_cache
from importlib import import_module
from typing import TypeGuard

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path

from ropewalk.publish.api.answers import answering, encoded
from ropewalk.publish.api.document import document, known_parameters
from ropewalk.publish.api.problems import Kind, ProblemError
from ropewalk.publish.api.service import ROOT, api

for part in (
    "account",
    "indicators",
    "places",
    "observations",
    "findings",
    "sources",
    "revisions",
    "comments",
):
    import_module(f"ropewalk.publish.api.resources.{part}")


@lru_cache(maxsize=1)
def _document() -> bytes:
    return encoded(document())


def openapi(_: HttpRequest) -> HttpResponse:
    """The document of the API."""
    return HttpResponse(_document(), content_type="application/json")


def nothing(request: HttpRequest, **_: str) -> HttpResponse:
    """Any other address below the API's."""
    raise ProblemError(
        Kind.UNKNOWN_ADDRESS, f"There is nothing at {request.path[:200]}.", f"{ROOT}/ lists what there is."
    )


def _ours(pattern: URLPattern | URLResolver) -> TypeGuard[URLPattern]:
    """Whether it is a resource, and not the page that the library puts at the root."""
    return isinstance(pattern, URLPattern) and pattern.name != "api-root"


def _shared(pattern: URLPattern) -> URLPattern:
    view = answering(pattern.callback, known_parameters)
    return URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)


urlpatterns = [
    *(_shared(pattern) for pattern in api.urls[0] if _ours(pattern)),
    path("openapi.json", answering(openapi, known_parameters), name="openapi"),
    re_path(r"^.*$", answering(nothing, known_parameters), name="nothing"),
]
