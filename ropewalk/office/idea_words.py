"""What the office calls the states of ideas and of recognition, and how they are drawn: word and shape."""

from typing import Final

from ropewalk.thread.states import Idea, Standing
from ropewalk.vocabulary.language import _, later

STATES: Final = {
    Idea.PROPOSED: later("Proposed"),
    Idea.TRIED: later("Being tried"),
    Idea.ADOPTED: later("Adopted"),
    Idea.STOPPED: later("Stopped"),
}
SHAPES: Final = {Idea.PROPOSED: "○", Idea.TRIED: "◐", Idea.ADOPTED: "●", Idea.STOPPED: "■"}
STANDINGS: Final = {
    Standing.OFFERED: later("Offered, not answered yet"),
    Standing.ACCEPTED: later("Accepted"),
    Standing.DECLINED: later("Declined"),
    Standing.WITHDRAWN: later("Withdrawn"),
}


def state(word: str) -> str:
    """Where an idea stands."""
    return _(STATES[Idea(word)])


def shape(word: str) -> str:
    """Its shape, beside the word."""
    return SHAPES[Idea(word)]


def standing(word: str) -> str:
    """Where recognition stands."""
    return _(STANDINGS[Standing(word)])
