"""What each request was, for logs and counts, and nothing of who asked.

Told are the method, the address, the status and how long it took. An address of the office, or of a link
out of a letter, is told as its kind (``office/join/<str:secret>/``), never as written; no query is told.
"""

import logging
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from django.urls import Resolver404, resolve

LOG = logging.getLogger("ropewalk.requests")
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
REQUEST: Final = "ropewalk.request"
"""Where the id of a request stands in a WSGI environment."""
PARTS: Final = (("/office/", "office"), ("/api/", "api"), ("/static/", "static"), ("/health/", "health"))
SECRET: Final = ("/office/", "/challenge/confirm/")
"""What stands in addresses that may hold a secret, in whatever language and below whatever path they are."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that was answered. ``seconds``: until its answer began."""

    request: str
    method: str
    part: str
    where: str
    status: int
    seconds: float


class Count(Protocol):
    """Counts a request that was answered."""

    def __call__(self, seen: Seen) -> None: ...


def watched(application: Application, *, logs: bool, count: Count | None) -> Application:
    """A WSGI application whose requests are logged and counted; itself where neither is wanted."""
    if not logs and count is None:
        return application

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        began, request = time.perf_counter(), secrets.token_hex(8)
        environ[REQUEST] = request
        path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]

        def starting(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            took = time.perf_counter() - began
            seen = Seen(request, _method(method), part_of(path), told_of(path), int(status[:3]), took)
            if count is not None:
                count(seen)
            if logs:
                _log(seen)
            return start(status, [*headers, ("X-Request-Id", request)], *more)

        return application(environ, starting)

    return answer


def part_of(path: str) -> str:
    """Which part of the site an address belongs to."""
    return next((part for start, part in PARTS if path.startswith(start)), "public")


def told_of(path: str) -> str:
    """An address as it may be told: as it is, on one line, or its kind where it may hold a secret."""
    start = next((start for start in SECRET if start in path), None)
    if start is None:
        return "".join(sign if sign.isprintable() else "?" for sign in path[:200])
    try:
        return f"/{resolve(path[path.index(start) :]).route}"
    except Resolver404:
        return f"{start}..."


def _method(method: str) -> str:
    return method if method in ("GET", "HEAD", "POST", "OPTIONS") else "other"


def _log(seen: Seen) -> None:
    told = {"request": seen.request, "method": seen.method, "where": seen.where}
    told |= {"status": seen.status, "seconds": round(seen.seconds, 4)}  # type: ignore[dict-item]
    LOG.info("answered", extra=told)
