"""The states of a question and of a challenge and the steps between them: pure machines, said here alone.

asked -> answered -> closed            sent -> confirmed -> accepted -> answered -> published
  |       |    ^                                   |           |
  |       v    |                                   v           v
  |     followed up                              declined <----+
  v       v
 withdrawn
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from ropewalk.accounts.roles import Right
from ropewalk.vocabulary.errors import Fault, UserError


class State(StrEnum):
    """Where a question stands."""

    ASKED = "asked"
    ANSWERED = "answered"
    FOLLOWED_UP = "followed up"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What somebody does to a question."""

    ASK = "ask"
    ANSWER = "answer"
    FOLLOW_UP = "follow up"
    CLOSE = "close"
    WITHDRAW = "withdraw"


class Stand(StrEnum):
    """Where a challenge stands."""

    SENT = "sent"
    CONFIRMED = "confirmed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ANSWERED = "answered"
    PUBLISHED = "published"


class Act(StrEnum):
    """What somebody does to a challenge."""

    CONFIRM = "confirm"
    ACCEPT = "accept"
    DECLINE = "decline"
    ANSWER = "answer"
    PUBLISH = "publish"


NEXT: Final[Mapping[tuple[State, Step], State]] = {
    (State.ASKED, Step.ANSWER): State.ANSWERED,
    (State.FOLLOWED_UP, Step.ANSWER): State.ANSWERED,
    (State.ANSWERED, Step.ANSWER): State.ANSWERED,  # more to say, or put right
    (State.ANSWERED, Step.FOLLOW_UP): State.FOLLOWED_UP,
    (State.ANSWERED, Step.CLOSE): State.CLOSED,
    (State.ASKED, Step.WITHDRAW): State.WITHDRAWN,
    (State.FOLLOWED_UP, Step.WITHDRAW): State.WITHDRAWN,
}
"""Where each step leads a question; a pair that is not here cannot happen."""

AFTER: Final[Mapping[tuple[Stand, Act], Stand]] = {
    (Stand.SENT, Act.CONFIRM): Stand.CONFIRMED,
    (Stand.CONFIRMED, Act.ACCEPT): Stand.ACCEPTED,
    (Stand.CONFIRMED, Act.DECLINE): Stand.DECLINED,
    (Stand.ACCEPTED, Act.DECLINE): Stand.DECLINED,  # what should not have been shown
    (Stand.ACCEPTED, Act.ANSWER): Stand.ANSWERED,
    (Stand.ANSWERED, Act.ANSWER): Stand.ANSWERED,  # put right before it is published
    (Stand.ANSWERED, Act.PUBLISH): Stand.PUBLISHED,
}
"""Where each act leads a challenge."""

RIGHTS: Final[Mapping[Step | Act, Right]] = {
    Step.ASK: Right.ASK_SCRUTINY,
    Step.ANSWER: Right.ANSWER,
    Step.FOLLOW_UP: Right.ASK_SCRUTINY,
    Step.CLOSE: Right.ASK_SCRUTINY,
    Step.WITHDRAW: Right.ASK_SCRUTINY,
    Act.ACCEPT: Right.MODERATE,
    Act.DECLINE: Right.MODERATE,
    Act.PUBLISH: Right.SHOW_ANSWER,
}
"""The right that each step needs over the thing; to confirm needs the letter's link instead. An act and a
step of one name are one key, and need one right."""

OWED: Final = frozenset({State.ASKED, State.FOLLOWED_UP})
"""A question that waits for its answer."""

SHOWN: Final = frozenset({Stand.ACCEPTED, Stand.ANSWERED, Stand.PUBLISHED})
"""A challenge that readers see."""

ENDED: Final = frozenset({Stand.DECLINED, Stand.PUBLISHED})

S = TypeVar("S", State, Stand)


def after(state: State, step: Step) -> State:
    """Where a step leads a question. Raises UserError when it cannot be taken from here."""
    return _found(NEXT.get((state, step)), "question", state, step)


def then(stand: Stand, act: Act) -> Stand:
    """Where an act leads a challenge. Raises UserError when it cannot be done from here."""
    return _found(AFTER.get((stand, act)), "challenge", stand, act)


def _found(found: S | None, what: str, state: str, step: str) -> S:
    if found is None:
        problem = f"a {what} that is {state} cannot be taken this step ({step})"
        raise UserError(Fault(problem, "Look at it again"))
    return found


def steps(state: State) -> tuple[Step, ...]:
    """The steps that can be taken from a state, whoever takes them."""
    return tuple(step for step in Step if (state, step) in NEXT)


def acts(stand: Stand) -> tuple[Act, ...]:
    """What can be done to a challenge, whoever does it."""
    return tuple(act for act in Act if (stand, act) in AFTER)
