"""The time before a poll: what is held back from readers meanwhile, and what is not. Pure rules, which
``guard`` asks for every room that publishes.

Figures, verdicts and the status of work go on as ever. What is held back is what people say about them, or
begin to show: ``HELD``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from ropewalk.vocabulary.language import later

LONGEST: Final = timedelta(days=92)
"""How long one may last: longer than any such time in law, and short enough to show a slip of the pen."""


class Publishing(StrEnum):
    """What can be published by people, and is held back."""

    COMMENT = "comment"
    REPLY = "reply"
    RELEASE = "release"
    EDITION = "edition"
    RECORD = "record"
    RECOGNITION = "recognition"
    ANSWER = "answer"
    CHALLENGE = "challenge"


HELD: Final[Mapping[Publishing, str]] = {
    Publishing.COMMENT: later("a comment beside a figure"),
    Publishing.REPLY: later("a reply to a comment"),
    Publishing.RELEASE: later("a release that was not announced before"),
    Publishing.EDITION: later("a new edition of the plan"),
    Publishing.RECORD: later("a risk, recovery plan, decision or change asked for, new to readers"),
    Publishing.RECOGNITION: later("recognition of a person or a team"),
    Publishing.ANSWER: later("an answer to a scrutiny question"),
    Publishing.CHALLENGE: later("a reader's challenge, and its answer"),
}


class Ground(StrEnum):
    """Why something may be published all the same. No other reason will do."""

    STATUTORY = "statutory"
    ANNOUNCED = "announced"
    MISTAKE = "mistake"


GROUNDS: Final[Mapping[Ground, str]] = {
    Ground.STATUTORY: later("The law asks for it now"),
    Ground.ANNOUNCED: later("It is official statistics, whose day was announced before"),
    Ground.MISTAKE: later("It corrects a mistake in what readers see"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """The time before a poll. ``first`` and ``last``: days that both belong to it."""

    poll: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last

    def meets(self, other: "Period") -> bool:
        """Whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last


def in_force(periods: Iterable[Period], day: date) -> Period | None:
    """The period that a day lies in; None on any other day. It begins and ends by the calendar alone."""
    return next((one for one in periods if one.holds(day)), None)


def is_held(period: Period | None, announced: date | None = None) -> bool:
    """Whether something that would be published within a period is held back. ``announced``: the day on which
    readers were told when it comes; what they were told before the period began comes as they were told."""
    return period is not None and not (announced is not None and announced < period.first)
