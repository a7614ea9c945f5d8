"""Two people at one thing: whoever writes says what they looked at, and nothing is written where it says
something else by now.

What somebody looked at is kept as a short hash of each field, so that it is known afterwards which of them
somebody else has changed. It is compared when the turn to write has come: see ``audit.writing``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256

from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By
from ropewalk.accounts.chain import canonical
from ropewalk.vocabulary.errors import Fault, UserError

Texts = Mapping[str, Sequence[str]]
"""What each field of a thing says."""


class StaleError(UserError):
    """Somebody else has changed a thing meanwhile. ``now``: what it says."""

    def __init__(self, now: Texts) -> None:
        super().__init__(Fault("somebody else has changed it", "Look at both, and save again"))
        self.now = now


def marked(texts: Texts) -> str:
    """What somebody looks at, as a form takes it along: a short hash of each field."""
    return " ".join(f"{name}:{mark_of(said)}" for name, said in texts.items())


def mark_of(said: Sequence[str]) -> str:
    """The short hash of what a field says."""
    return sha256(canonical(list(said)).encode()).hexdigest()[:12]


def marks_in(seen: str) -> dict[str, str]:
    """The hash of each field that a form took along; empty where that says nothing we have written."""
    parts = (part.partition(":") for part in seen[:10_000].split())
    return {name: mark for name, _colon, mark in parts}


@contextmanager
def as_seen(by: By, seen: str, now: Callable[[], Texts]) -> Iterator[None]:
    """A transaction that has its turn to write, in which a thing still says what somebody looked at. Raises
    StaleError where it does not. ``now`` is called inside it and reads the thing anew."""
    with writing(by):
        texts = now()
        if marks_in(seen) != marks_in(marked(texts)):
            raise StaleError(texts)
        yield
