"""What an answer looked at in its query: so much names it, and nothing else that stands in the address.

A page reads ``request.GET`` as ever. What it asked for is noted beside the request; parameters that no page
asks for can then be left out of the name under which the answer is kept, and a made-up one
(``?utm_source=...``, ``?x=1``, ``?x=2``) makes no entry of its own.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict

NOTED: Final = "ropewalk.asked"
"""Where in a WSGI environment the names are noted: a set of them, put there by who wants to know."""
EVERYTHING: Final = "*"
"""Noted when all parameters were looked at together: then the whole query names the answer."""


class Asked(QueryDict):
    """A query that notes which of its parameters are looked at, there or not."""

    def __init__(
        self,
        query: str | bytes | None = None,
        mutable: bool = False,
        encoding: str | None = None,
        noted: set[str] | None = None,
    ) -> None:
        self._noted: set[str] = set()
        super().__init__(query, mutable=mutable, encoding=encoding)
        self._noted = self._noted if noted is None else noted

    def _all(self) -> None:
        self._noted.add(EVERYTHING)

    def __getitem__(self, key: str) -> Any:
        """The last value of a parameter."""
        self._noted.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        """Whether a parameter is there."""
        self._noted.add(str(key))
        return super().__contains__(key)

    def _getlist(self, key: str, default: Any = None, force_list: bool = False) -> Any:
        self._noted.add(key)
        return super()._getlist(key, default, force_list)  # type: ignore[misc]

    def __iter__(self) -> Iterator[str]:
        """The names of all parameters."""
        self._all()
        return super().__iter__()

    def __len__(self) -> int:
        """How many parameters there are."""
        self._all()
        return super().__len__()

    def keys(self) -> Any:
        """The names of all parameters."""
        self._all()
        return super().keys()

    def items(self) -> Any:
        """All parameters with their last values."""
        self._all()
        return super().items()

    def lists(self) -> Any:
        """All parameters with all their values."""
        self._all()
        return super().lists()

    def values(self) -> Any:
        """The last values of all parameters."""
        self._all()
        return super().values()

    def urlencode(self, safe: str | None = None) -> str:
        """The query as text."""
        self._all()
        return super().urlencode(safe)


def noting(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: note what a page looks at, where somebody wants to know."""

    def middleware(request: HttpRequest) -> HttpResponse:
        noted = request.META.get(NOTED)
        if noted is not None and request.method == "GET":
            request.GET = Asked(request.META.get("QUERY_STRING", ""), encoding=request.encoding, noted=noted)  # type: ignore[assignment]
        return answer(request)

    return middleware


def named_by(pairs: Iterable[tuple[str, str]], names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Of a query's pairs those that name an answer which looked at ``names``, in order of their names."""
    wanted = set(names)
    kept = pairs if EVERYTHING in wanted else [pair for pair in pairs if pair[0] in wanted]
    return tuple(sorted(kept, key=lambda pair: pair[0]))
