"""What runs for paths below ``/office/`` and for no other: sessions, sign-in, form protection.

A public page goes straight through, so that it can be kept and shared, and no cookie is read or set for it.
"""

import secrets
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, Final, cast

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

from ropewalk.accounts.once import reading
from ropewalk.design.languages import languages
from ropewalk.vocabulary.language import ENGLISH, speaking

ROOT: Final = "/office/"
SIGN_OUT: Final = "/office/sign-out/"
LANGUAGE: Final = "language"
"""Where a session keeps the language for who has not signed in yet."""

Answer = Callable[[HttpRequest], HttpResponse]


def is_below(request: HttpRequest) -> bool:
    """Whether a request is for the office."""
    return request.path_info.startswith(ROOT)


class Below:
    """Middleware that runs ``settings.OFFICE_MIDDLEWARE``, in its order, below /office/ only."""

    def __init__(self, answer: Answer) -> None:
        self.public = self.office = answer
        self.inner: list[Any] = []
        for name in reversed(settings.OFFICE_MIDDLEWARE):
            made = import_string(name)(self.office)
            self.inner.insert(0, made)
            self.office = cast(Answer, convert_exception_to_response(made))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        if not is_below(request):
            return self.public(request)
        with reading() if request.method in ("GET", "HEAD") else nullcontext():
            return self.office(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponseBase | None:
        """Let each of them refuse a request before its view is called, as the protection of forms does."""
        return self._first("process_view", self.inner, request, *view)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Let each of them answer in place of a view that raised, as signing in does."""
        return self._first("process_exception", reversed(self.inner), request, error)

    def _first(self, name: str, inner: Any, request: HttpRequest, *told: Any) -> HttpResponseBase | None:
        if not is_below(request):
            return None
        hooks = (hook for one in inner if (hook := getattr(one, name, None)))
        return next((answer for hook in hooks if (answer := hook(request, *told)) is not None), None)


def headers(answer: Answer) -> Answer:
    """Middleware: a page of the office is nobody else's to keep, and each request has an id for the audit."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.request_id = request.META.get("ropewalk.request") or secrets.token_hex(8)  # type: ignore[attr-defined]
        response = answer(request)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "same-origin"  # a link with a secret in it is told to nobody
        response["Cross-Origin-Resource-Policy"] = "same-origin"  # no other site shows a piece of it
        if request.method == "POST" and request.path_info == SIGN_OUT:
            response["Clear-Site-Data"] = '"cache"'  # whoever comes to this browser next finds nothing
        if settings.OFFICE_FORMS_LEAD_TO:
            # The council's sign-in service is reached by a form that is sent on there.
            response._csp_update = {"form-action": settings.OFFICE_FORMS_LEAD_TO}  # type: ignore[attr-defined]
        return response

    return middleware


def language(answer: Answer) -> Answer:
    """Middleware: the language that a person chose is in force, before they sign in that of their session."""

    def middleware(request: HttpRequest) -> HttpResponse:
        person = request.user
        code = person.language if person.is_authenticated else request.session.get(LANGUAGE, ENGLISH.code)
        with speaking(languages().get(code, ENGLISH)) as spoken:
            response = answer(request)
        response["Content-Language"] = spoken.tag
        return response

    return middleware
