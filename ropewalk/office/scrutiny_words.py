"""What the office calls where questions and challenges stand."""

from collections.abc import Mapping
from typing import Final

from ropewalk.scrutiny.models.question import Kind
from ropewalk.scrutiny.states import Act, Stand, State, Step
from ropewalk.scrutiny.words import DECLINED_FOR, OUTCOMES, WRONG
from ropewalk.vocabulary.language import _, later

STATES: Final[Mapping[str, str]] = {
    State.ASKED: later("Asked"),
    State.ANSWERED: later("Answered"),
    State.FOLLOWED_UP: later("Asked again"),
    State.CLOSED: later("Closed"),
    State.WITHDRAWN: later("Taken back"),
}

STANDS: Final[Mapping[str, str]] = {
    Stand.CONFIRMED: later("Waits to be looked at"),
    Stand.ACCEPTED: later("Shown, waits for its answer"),
    Stand.DECLINED: later("Not shown"),
    Stand.ANSWERED: later("Answered, not published"),
    Stand.PUBLISHED: later("Answer published"),
}

TURNS: Final[Mapping[str, str]] = {
    Kind.QUESTION: later("Question"),
    Kind.ANSWER: later("Answer"),
    Kind.FOLLOW_UP: later("Follow-up question"),
    Kind.CLOSING: later("What came of it"),
    Kind.WITHDRAWAL: later("Taken back"),
}


STEPS: Final[Mapping[str, str]] = {
    Step.ANSWER: later("Answer it"),
    Step.FOLLOW_UP: later("Ask on"),
    Step.CLOSE: later("Close it"),
    Step.WITHDRAW: later("Take it back"),
    "exempt": later("Say that it is exempt"),
    Act.ACCEPT: later("Show it to readers"),
    Act.DECLINE: later("Do not show it"),
}
"""Steps and acts as buttons say them."""


def step_name(step: str) -> str:
    """A step or an act, as its button says it."""
    return _(STEPS[step])


def state_name(state: str) -> str:
    """Where a question stands."""
    return _(STATES[state])


def stand_name(stand: str) -> str:
    """Where a challenge stands."""
    return _(STANDS[stand])


def turn_name(kind: str) -> str:
    """What somebody said in a turn."""
    return _(TURNS[kind])


def wrong_name(wrong: str) -> str:
    """What a reader says is wrong."""
    return _(WRONG[wrong])


def declined_name(reason: str) -> str:
    """Why a challenge is not shown."""
    return _(DECLINED_FOR[reason])


def outcome_name(outcome: str) -> str:
    """What came of a challenge."""
    return _(OUTCOMES[outcome])


NAMES: Final = {
    "step_name": step_name,
    "state_name": state_name,
    "stand_name": stand_name,
    "turn_name": turn_name,
    "wrong_name": wrong_name,
    "declined_name": declined_name,
    "outcome_name": outcome_name,
}
"""As templates find them."""
