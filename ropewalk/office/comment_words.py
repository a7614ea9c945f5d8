"""What the office calls the parts of a comment."""

from collections.abc import Mapping
from typing import Final

from ropewalk.commentary.models.comment import State
from ropewalk.vocabulary.language import _, later

STATE_NAMES: Final[Mapping[State, str]] = {
    State.DRAFT: later("Draft"),
    State.SIGNED: later("Signed, not published"),
    State.PUBLISHED: later("Published"),
    State.WITHDRAWN: later("Withdrawn"),
}


def state_name(state: str) -> str:
    """Where a comment stands."""
    return _(STATE_NAMES[State(state)])
