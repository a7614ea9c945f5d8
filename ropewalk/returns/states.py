"""The states of a return and the steps between them: a pure machine, and the only place where they are said.

asked -> submitted -> verified -> signed off
           |  ^          |            |
           v  |          |            |  (to be put right)
         queried <-------+------------+
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from ropewalk.accounts.roles import Right
from ropewalk.vocabulary.errors import Fault, UserError


class State(StrEnum):
    """Where a return stands."""

    ASKED = "asked"
    SUBMITTED = "submitted"
    QUERIED = "queried"
    VERIFIED = "verified"
    SIGNED_OFF = "signed off"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What somebody does to a return."""

    SUBMIT = "submit"
    QUERY = "query"
    VERIFY = "verify"
    SIGN_OFF = "sign off"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


NEXT: Final[Mapping[tuple[State, Step], State]] = {
    (State.ASKED, Step.SUBMIT): State.SUBMITTED,
    (State.QUERIED, Step.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Step.SUBMIT): State.SUBMITTED,  # put right before anybody has looked
    (State.SUBMITTED, Step.QUERY): State.QUERIED,
    (State.VERIFIED, Step.QUERY): State.QUERIED,
    (State.SUBMITTED, Step.VERIFY): State.VERIFIED,
    (State.VERIFIED, Step.SIGN_OFF): State.SIGNED_OFF,
    (State.SIGNED_OFF, Step.REOPEN): State.QUERIED,
    (State.ASKED, Step.WITHDRAW): State.WITHDRAWN,
    (State.QUERIED, Step.WITHDRAW): State.WITHDRAWN,
    (State.SUBMITTED, Step.WITHDRAW): State.WITHDRAWN,
}
"""Where each step leads from each state; a pair that is not here cannot happen."""

RIGHTS: Final[Mapping[Step, Right]] = {
    Step.SUBMIT: Right.FILE_RETURN,
    Step.QUERY: Right.QUERY,
    Step.VERIFY: Right.VERIFY,
    Step.SIGN_OFF: Right.SIGN_OFF,
    Step.REOPEN: Right.SIGN_OFF,
    Step.WITHDRAW: Right.ASK_RETURNS,
}
"""The right that each step needs over the return."""

WORDED: Final = frozenset({Step.QUERY, Step.REOPEN, Step.WITHDRAW})
"""Steps that say why."""

OWED: Final = frozenset({State.ASKED, State.QUERIED})
"""The owner has something to do."""

UNDER_WAY: Final = frozenset({State.SUBMITTED, State.VERIFIED})
"""Somebody else has something to do."""

OPEN: Final = OWED | UNDER_WAY


def after(state: State, step: Step) -> State:
    """Where a step leads. Raises UserError when it cannot be taken from here."""
    found = NEXT.get((state, step))
    if found is None:
        can = ", ".join(one for one in Step if (state, one) in NEXT) or "nothing"
        problem = f"a return that is {state} cannot be taken this step ({step})"
        raise UserError(Fault(problem, f"What can be done now: {can}"))
    return found


def steps(state: State) -> tuple[Step, ...]:
    """The steps that can be taken from a state, whoever takes them."""
    return tuple(step for step in Step if (state, step) in NEXT)
