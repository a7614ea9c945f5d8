"""Releases: announced, moved, read early, prepared, cleared, corrected. The clock publishes them."""

from datetime import datetime

from ropewalk.year.steps.base import Base, example


class PlanRelease(Base, frozen=True, kw_only=True, tag="plan a release"):
    """Announce a release for an exact time. Releases are numbered in the order in which they are planned."""

    title: str
    at: datetime
    about: str = ""

    def __post_init__(self) -> None:
        example(self.title)


class MoveRelease(Base, frozen=True, kw_only=True, tag="move a release"):
    """Give a release another time, with a reason."""

    number: int
    to: datetime
    reason: str


class EarlyReader(Base, frozen=True, kw_only=True, tag="give early access"):
    """Put a person on a release's list. ``role``: what they are: published."""

    number: int
    person: str
    role: str
    reason: str


class ReadEarly(Base, frozen=True, kw_only=True, tag="read early"):
    """Read a document before its time."""

    number: int
    document: str


class Prepare(Base, frozen=True, kw_only=True, tag="prepare a release"):
    """Freeze what is held, and make the documents."""

    number: int


class Clear(Base, frozen=True, kw_only=True, tag="clear a release"):
    """Let it come out at its time."""

    number: int


class Correct(Base, frozen=True, kw_only=True, tag="correct a release"):
    """Announce a correction, as a release of its own. ``changes``: what differs."""

    number: int
    reason: str
    changes: str
    at: datetime | None = None
