"""Ideas, and recognition."""

from datetime import date
from typing import Literal

from ropewalk.year.steps.base import Base, example


class Propose(Base, frozen=True, kw_only=True, tag="put an idea forward"):
    """Put an idea forward. ``key``: what other steps call it; ``about``: ``indicator:CODE`` or
    ``milestone:ACTION/CODE``; ``by``: when the effect should show."""

    key: str
    title: str
    what: str
    about: str
    expected: str
    by: date
    test: str
    of: str

    def __post_init__(self) -> None:
        example(self.title)


class TakeIdea(Base, frozen=True, kw_only=True, tag="take an idea on"):
    """Take its next step."""

    key: str
    becomes: Literal["tried", "adopted", "stopped"]
    reason: str
    result: str = ""
    evidence: str = ""


class Recognise(Base, frozen=True, kw_only=True, tag="recognise"):
    """Offer recognition to a person, for a tested improvement or a verified milestone."""

    key: str
    about: str
    person: str
    why: str


class AcceptRecognition(Base, frozen=True, kw_only=True, tag="accept recognition"):
    """Accept what one was offered; from now everybody at work sees it."""

    key: str
