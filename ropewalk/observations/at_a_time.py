"""Things taken as many at a time as may be held in memory together."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def some_at_a_time(counts: Iterable[tuple[T, int]], most: int) -> Iterator[list[T]]:
    """Things in their order, in lists of at most so many rows together or of one thing; at least one list.
    ``counts``: each thing with its rows."""
    some: list[T] = []
    held = 0
    for one, own in counts:
        if some and held + own > most:
            yield some
            some, held = [], 0
        some.append(one)
        held += own
    yield some
