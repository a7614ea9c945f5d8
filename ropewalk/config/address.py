"""Where readers find the account: one address, whatever name a request came by."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse


def public_address(text: str) -> str:
    """``https://host`` or ``http://host:port``, without what follows; empty for none. Raises
    ImproperlyConfigured for anything else."""
    if not text:
        return ""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        problem = f"ROPEWALK_ADDRESS is {text!r}; write it as https://account.example.gov.uk"
        raise ImproperlyConfigured(problem)
    return f"{parts.scheme}://{parts.netloc}"


def at_home(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a host that is not ours is refused, on every page and before one is made; with
    ROPEWALK_ADDRESS set, pages name that address as theirs."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.get_host()
        if settings.ADDRESS:
            scheme, _, host = settings.ADDRESS.partition("://")
            request.META["HTTP_HOST"], request.META["wsgi.url_scheme"] = host, scheme
            if settings.SECURE_PROXY_SSL_HEADER:
                request.META[settings.SECURE_PROXY_SSL_HEADER[0]] = scheme
        return answer(request)

    return middleware
