"""A chain of events in which no link can be changed, taken out or put in without it showing.

Each event holds the hash of the one before it, and its own hash over that and everything it says. Pure: rows
come in from whoever keeps them. Who can rewrite the whole table can rewrite its hashes too; an export kept
elsewhere, or the number and hash of its last event, shows that (see docs/office.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

import msgspec

START: Final = "0" * 64
"""What the first event holds as the hash before it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an event says. ``before`` and ``after`` are canonical JSON, empty for nothing; ``kind`` and
    ``thing`` name what was written to; ``request`` joins events of one request."""

    at: datetime
    who: str
    what: str
    kind: str = ""
    thing: str = ""
    before: str = ""
    after: str = ""
    request: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An event in its place: ``number`` counts from 1 without a gap."""

    number: int
    said: Said
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class End:
    """Where a chain ends: the number and hash of its last event."""

    number: int = 0
    hash: str = START


@dataclass(frozen=True, slots=True)
class Break:
    """The first event at which a chain does not hold."""

    number: int
    problem: str


def canonical(value: Any) -> str:
    """A value as JSON in one way only: sorted names, no spaces; empty for None."""
    return "" if value is None else msgspec.json.encode(value, order="deterministic").decode()


def hash_of(number: int, said: Said, previous: str) -> str:
    """The hash of an event in its place: SHA-256 over its canonical JSON, moments in UTC."""
    told = msgspec.to_builtins(said) | {"at": said.at.astimezone(UTC).isoformat(timespec="microseconds")}
    return sha256(canonical([number, told, previous]).encode()).hexdigest()


def linked(end: End, said: Said) -> Link:
    """The event that comes after a chain's end."""
    number = end.number + 1
    return Link(number, said, end.hash, hash_of(number, said, end.hash))


def first_break(links: Iterable[Link], end: End) -> Break | None:
    """The first place where a chain does not hold, or None. ``links``: in order of their numbers; ``end``:
    where the chain is known to end, so that events taken off the end are missed."""
    last = End()
    for link in links:
        if link.number != last.number + 1:
            return Break(last.number + 1, "the event is missing")
        if link.previous != last.hash:
            return Break(link.number, "it does not follow the event before it")
        if link.hash != hash_of(link.number, link.said, link.previous):
            return Break(link.number, "it is not what was written")
        last = End(link.number, link.hash)
    if last.number < end.number:
        return Break(last.number + 1, "the event is missing")
    if last != end:
        return Break(last.number, "it is not the event that was written last")
    return None
