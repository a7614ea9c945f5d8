"""What is shown to somebody who may not do what they asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ropewalk.accounts.audit import note
from ropewalk.accounts.by import By
from ropewalk.vocabulary.language import _


def forbidden(request: HttpRequest) -> HttpResponse:
    """Their roles do not open this page. That they tried is in the audit, by the page's kind."""
    by: By | None = getattr(request, "by", None)
    if by is not None and request.resolver_match is not None:
        note(by, "refused", "page", str(request.resolver_match.route))
    words = _("Your roles do not let you do this. Ask an administrator if you need to.")
    return _refused(request, _("You may not see this page"), words)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - given by Django
    """A form that did not come from a page of ours, or came too late."""
    words = _("Go back, load the page again, and send the form once more.")
    return _refused(request, _("The form could not be read"), words)


def _refused(request: HttpRequest, title: str, words: str) -> HttpResponse:
    return render(request, "office/refused.html", {"title": title, "words": words}, status=403)
