"""What an idea can become, and what recognition can: pure, and nothing else decides it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Idea(StrEnum):
    """Where an idea stands. One that was stopped stays as plain to see as one that was adopted."""

    PROPOSED = "proposed"
    TRIED = "tried"
    ADOPTED = "adopted"
    STOPPED = "stopped"


NEXT: Final[Mapping[Idea, tuple[Idea, ...]]] = {
    Idea.PROPOSED: (Idea.TRIED, Idea.STOPPED),
    Idea.TRIED: (Idea.ADOPTED, Idea.STOPPED),
    Idea.ADOPTED: (Idea.STOPPED,),
    Idea.STOPPED: (),
}
"""Nothing is adopted that was not tried; what was adopted can still be stopped."""


def needs_result(was: Idea) -> bool:
    """Whether the next step says what happened: whatever was tried taught something."""
    return was in (Idea.TRIED, Idea.ADOPTED)


class Standing(StrEnum):
    """Where recognition stands. Only what was accepted is shown."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


ANSWERS: Final = (Standing.ACCEPTED, Standing.DECLINED)
"""What the one who is named may say to an offer."""
