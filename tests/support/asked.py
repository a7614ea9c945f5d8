"""How tests ask the read API: an address below its root, and perhaps a method and headers."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.test import Client

Ask = Callable[..., HttpResponse]
Read = Callable[[str], Any]
ROOT = "/api/v1"


def asking() -> Ask:
    """Asks for an address below the API's root: ``ask(path, method="get", **headers)``."""
    client = Client(HTTP_HOST="localhost")

    def ask(path: str, method: str = "get", **headers: str) -> HttpResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.generic(method.upper(), ROOT + path, headers=named)

    return ask


def walk(ask: Ask, path: str) -> list[dict[str, Any]]:
    """Every item of a list, following ``next`` as a program does; each page must say the same total."""
    items, totals, where = [], set(), path
    while where:
        answer = ask(where)
        assert answer.status_code == 200, answer.content
        told = answer.json()
        items += told["items"]
        totals.add(told["total"])
        where = (told["next"] or "").removeprefix(ROOT)
    assert totals == {len(items)}
    return items
