"""What programs are told of how the server is run: that they must ask by https, and who mends its faults."""

import re
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

API: Final = "/api/"
CONTACT: Final = re.compile(r"mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\+[0-9-]+")


def by_https(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a program that asks by http is refused, not sent on as people are. Sent on, it would work
    and nobody would learn that what it asks goes about unsealed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and request.path_info.startswith(API) and not request.is_secure():
            return HttpResponse("Ask by https.\n", status=403, content_type="text/plain; charset=utf-8")
        return answer(request)

    return middleware


def security_contact(text: str) -> str:
    """Where faults of safety are told, as RFC 9116 writes it; empty for nowhere. Raises ImproperlyConfigured
    for anything else."""
    if text and not CONTACT.fullmatch(text):
        examples = "mailto:security@example.gov.uk or https://example.gov.uk/security"
        raise ImproperlyConfigured(f"ROPEWALK_SECURITY_CONTACT is {text!r}; write it as {examples}")
    return text
