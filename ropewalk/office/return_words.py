"""What the office calls the parts of a return."""

from collections.abc import Mapping
from typing import Final

from ropewalk.returns.models.ask import Wants
from ropewalk.returns.states import State, Step
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.words import State as ValueState

WANTS_NAMES: Final[Mapping[Wants, str]] = {
    Wants.VALUE: later("A figure"),
    Wants.COMMENT: later("A comment"),
    Wants.BOTH: later("A figure and a comment"),
}

STATE_NAMES: Final[Mapping[State, str]] = {
    State.ASKED: later("Asked for"),
    State.SUBMITTED: later("Sent in"),
    State.QUERIED: later("Sent back with a question"),
    State.VERIFIED: later("Checked"),
    State.SIGNED_OFF: later("Signed off"),
    State.WITHDRAWN: later("No longer asked for"),
}

STEP_NAMES: Final[Mapping[Step, str]] = {
    Step.SUBMIT: later("Send it in"),
    Step.QUERY: later("Send it back with a question"),
    Step.VERIFY: later("I have checked it"),
    Step.SIGN_OFF: later("Sign it off"),
    Step.REOPEN: later("Open it again to put it right"),
    Step.WITHDRAW: later("Ask for it no longer"),
}
"""Steps as buttons say them."""

DONE_NAMES: Final[Mapping[Step, str]] = {
    Step.SUBMIT: later("sent it in"),
    Step.QUERY: later("sent it back"),
    Step.VERIFY: later("checked it"),
    Step.SIGN_OFF: later("signed it off"),
    Step.REOPEN: later("opened it again"),
    Step.WITHDRAW: later("took it off the list"),
}
"""Steps as the history tells them, after a name."""

VALUE_STATES: Final[Mapping[ValueState, str]] = {
    ValueState.PROVISIONAL: later("Provisional: it may still change"),
    ValueState.SUPPRESSED: later("No figure: too few to show"),
    ValueState.NOT_APPLICABLE: later("No figure: it does not apply here"),
    ValueState.NOT_AVAILABLE: later("No figure: nobody has it"),
    ValueState.NOT_YET_PUBLISHED: later("No figure yet: it comes later"),
}

FIELD_NAMES: Final[Mapping[str, str]] = {
    "numerator": later("Numerator: how many of those"),
    "denominator": later("Denominator: out of how many"),
    "value": later("Figure"),
    "lower": later("Lower 95% limit"),
    "upper": later("Upper 95% limit"),
    "comment": later("Comment"),
}


def wants_name(wants: str) -> str:
    """What is asked for."""
    return _(WANTS_NAMES[Wants(wants)])


def state_name(state: str) -> str:
    """Where a return stands."""
    return _(STATE_NAMES[State(state)])


def step_name(step: str) -> str:
    """A step, as its button says it."""
    return _(STEP_NAMES[Step(step)])


def done_name(step: str) -> str:
    """A step, as the history tells it."""
    return _(DONE_NAMES[Step(step)])


def value_state_name(state: str) -> str:
    """What kind of figure it is; empty for a measured one."""
    return _(VALUE_STATES[ValueState(state)]) if state and state != ValueState.MEASURED else ""
