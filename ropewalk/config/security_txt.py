"""``/.well-known/security.txt``: whom to tell of a fault of safety (RFC 9116)."""

from datetime import UTC, datetime, time
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ropewalk.design.languages import languages
from ropewalk.design.root import rooted
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.period import add_months

PATH: Final = ".well-known/security.txt"
HOLDS: Final = 6
"""Months from the first of this one. The standard asks for less than a year (section 2.5.5)."""


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """The view; 404 where the council named nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    ends = datetime.combine(add_months(clock.today().replace(day=1), HOLDS), time(), UTC)
    others = (code for code in languages() if code != "en")
    lines = {
        "Contact": settings.SECURITY_CONTACT,
        "Expires": ends.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": ", ".join(["en", *others]),
        "Canonical": request.build_absolute_uri(rooted(f"/{PATH}")),
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
