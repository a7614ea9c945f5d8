"""Where readers find the account: one address, whatever name a request came by."""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
BELOW: Final = r"(/[A-Za-z0-9._~-]+)*/?"


def public_address(text: str) -> str:
    """``https://host`` or ``http://host:port``, without what follows; empty for none. Raises
    ImproperlyConfigured for anything else."""
    if not text:
        return ""
    parts = urlsplit(text)
    plain = not parts.query and not parts.fragment and re.fullmatch(BELOW, parts.path)
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
        examples = "https://account.example.gov.uk or https://example.gov.uk/account"
        raise ImproperlyConfigured(f"ROPEWALK_ADDRESS is {text!r}; write it as {examples}")
    return f"{parts.scheme}://{parts.netloc}"


def path_below(text: str) -> str:
    """The path of a host that an address leads to, such as ``/account``; empty for the root."""
    return urlsplit(text).path.rstrip("/")


def readers_ask(address: str, hosts: Iterable[str], listens: str) -> str:
    """The host that readers' requests name: of the public address, else the first of ``ROPEWALK_HOSTS``, else
    where the server listens. A server that listens everywhere is asked by no such name: by this machine's."""
    named = [address.partition("://")[2], *hosts]
    place, _, port = listens.rpartition(":")
    everywhere = place in ("0.0.0.0", "[::]", "::")  # noqa: S104  # nosec B104 - compared, not listened at
    return next((name for name in named if name), f"localhost:{port}" if everywhere else listens)


def below(base: str, application: Application) -> Application:
    """A WSGI application that answers below a path of its host, whether what stands before it has taken the
    path away already or not."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if base and (path == base or path.startswith(f"{base}/")):
            environ["PATH_INFO"] = path[len(base) :] or "/"
        return application(environ, start)

    return answer


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
