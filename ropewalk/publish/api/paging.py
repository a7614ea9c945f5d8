"""Pages of a list, each named by an opaque cursor that stays true.

A cursor holds what the list was read from (a state of the account, or of observations the revision), how many
items come before, and which question was asked. A list read from the same thing has the same order, so pages
neither overlap nor leave anything out, though a load comes in between: observations are then read on as of
the older revision, and of anything else the reader is told that the account has moved on.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlencode

import msgspec
import polars as pl
from django.http import HttpRequest

from ropewalk.publish.api.parameters import Paged
from ropewalk.publish.api.problems import Kind, ProblemError

_OUTSIDE: Final = ("cursor", "limit")


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """``of``: what the list was read from; ``after``: how many items come before; ``asked``: the question."""

    of: str
    after: int
    asked: str


@dataclass(frozen=True, slots=True)
class Page:
    """What is common to every page of a list, and the items of this one."""

    total: int
    items: Sequence[Any]
    next: str | None
    next_cursor: str | None


def cursor_of(request: HttpRequest, query: Paged) -> Cursor | None:
    """The cursor given, if one was. Raises ProblemError when it is none of ours, or of another question."""
    if query.cursor is None:
        return None
    remedy = "Take it from next_cursor of the page before, with the same other parameters."
    try:
        text = urlsafe_b64decode(query.cursor + "=" * (-len(query.cursor) % 4))
        found = msgspec.json.decode(text, type=Cursor)
    except (NotBase64, ValueError, msgspec.DecodeError) as error:
        raise ProblemError(Kind.CANNOT_BE, "This is no cursor of ours.", remedy) from error
    if found.asked != _asked(request) or found.after < 0:
        raise ProblemError(Kind.CANNOT_BE, "This cursor is of another question.", remedy)
    return found


def page_of(request: HttpRequest, query: Paged, rows: Sequence[Any] | pl.DataFrame, *, of: str) -> Page:
    """The page that the query asks for of all its rows, which were read from ``of``.

    Raises ProblemError when its cursor is of another state of the account.
    """
    cursor = cursor_of(request, query)
    of = of if of.isdecimal() else sha256(of.encode()).hexdigest()[:12]
    if cursor is not None and cursor.of != of:
        detail = "The list has changed since the page before was read."
        raise ProblemError(Kind.MOVED_ON, detail, "Begin again without a cursor.")
    start = cursor.after if cursor else 0
    chosen = rows[start : start + query.limit]
    items = chosen.to_dicts() if isinstance(chosen, pl.DataFrame) else chosen
    more = start + len(items) < len(rows)
    text = _written(Cursor(of, start + len(items), _asked(request))) if more else None
    return Page(len(rows), items, _address(request, text) if text else None, text)


def _written(cursor: Cursor) -> str:
    return urlsafe_b64encode(msgspec.json.encode(cursor)).decode().rstrip("=")


def _asked(request: HttpRequest) -> str:
    """Names the question: the address and its parameters, in any order, but for those of paging."""
    pairs = sorted((name, *request.GET.getlist(name)) for name in request.GET if name not in _OUTSIDE)
    return sha256(repr((request.path, pairs)).encode()).hexdigest()[:12]


def _address(request: HttpRequest, cursor: str) -> str:
    kept = [(name, value) for name, values in request.GET.lists() for value in values if name != "cursor"]
    return f"{request.path}?{urlencode([*kept, ('cursor', cursor)])}"
