"""Moments: when a revision came to be, and which one is meant by a day or a moment.

Moments never go down from one revision to the next: a clock that went back is not believed, and the
record says what it showed. So "as of a moment" has one answer: the newest revision whose moment is not
later. (Publishers' own dates are another question; an origin has them.)
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate

from ropewalk.vocabulary.errors import Fault, StoreError

AsOf = int | date
"""A revision's number, a moment (a ``datetime`` that knows its zone), or a day: to its end, in UTC."""


def read_as_of(text: str) -> AsOf:
    """What a person writes: a revision's number, a day (2026-05-01) or a moment with its zone.

    Raises StoreError when it is none of these.
    """
    try:
        if text.isdecimal() and len(text) < 8:
            return int(text)
        return date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)
    except ValueError as error:
        remedy = "Give a revision's number, a day such as 2026-05-01, or 2026-05-01T12:00:00+00:00"
        raise StoreError(Fault("this is neither a revision nor a day", remedy, value=text)) from error


def moment_of(when: date) -> datetime:
    """The moment meant: itself, or the last one of a day in UTC. Raises StoreError without a time zone."""
    if not isinstance(when, datetime):
        return datetime.combine(when + timedelta(days=1), time(), UTC) - timedelta(microseconds=1)
    if when.tzinfo is None:
        remedy = "Write it with its zone, such as 2026-05-01T12:00:00+00:00"
        raise StoreError(Fault("this moment does not say its time zone", remedy, value=str(when)))
    return when.astimezone(UTC)


def newest_at(moments: Sequence[datetime], when: date) -> int:
    """How many of the first revisions, with these moments, were there by then: the newest one's number.

    Stores from before moments were kept in order are read as if none had gone down.
    """
    return bisect_right(list(accumulate(moments, max)), moment_of(when))


def next_moment(newest: datetime | None, clock: datetime) -> tuple[datetime, datetime | None]:
    """The moment of a new revision, and what the clock showed if it was earlier than the newest one's."""
    if newest is not None and clock < newest:
        return newest, clock
    return clock, None
