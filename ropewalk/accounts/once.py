"""What several parts of one page read is read once: whoever is asked for it again has it in memory.

Only while a page is read (GET), never where something is written: what was read before that turn is old.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Final, TypeVar

Read = TypeVar("Read")
_held: Final[ContextVar[dict[Any, Any] | None]] = ContextVar("held", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """While a page is read."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def once(read: Callable[[], Read]) -> Callable[[], Read]:
    """A read that is made once a page. What it gives is shared, so nobody may change it."""

    @wraps(read)
    def asked() -> Read:
        held = _held.get()
        if held is None:
            return read()
        if read not in held:
            held[read] = read()
        found: Read = held[read]
        return found

    return asked
