"""What earns recognition: an improvement that was tested, or a milestone that somebody else verified. Pure;
asked when recognition is given and accepted, and again whenever it is shown."""

from ropewalk.plan.board import Board
from ropewalk.thread.about import About, Kind, milestone
from ropewalk.thread.judged import Judgement
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.words import Direction

REMEDY = "Recognition is for a tested improvement or a verified milestone, and for nothing else"


class NotEarnedError(UserError):
    """What somebody should be recognised for is not shown by anything."""


def must_be_earned(about: About, held: Board, found: Judgement) -> None:
    """Raise NotEarnedError that says why, unless it is earned now."""
    if why := not_earned(about, held, found):
        raise NotEarnedError(Fault(why, REMEDY, value=about.code))


def is_earned(about: About, held: Board, found: Judgement) -> bool:
    """Whether it is earned as of now."""
    return not not_earned(about, held, found)


def not_earned(about: About, held: Board, found: Judgement) -> str:
    """Why it is not earned; empty where it is."""
    return _measure(about, found) if about.kind is Kind.INDICATOR else _milestone(about, held)


def _measure(about: About, found: Judgement) -> str:
    judged = found.of(about.code)
    if judged is None:
        return "nothing is found about this measure in the plan's place"
    if judged.is_tested_improvement:
        return ""
    if judged.is_weak and judged.direction is Direction.IMPROVING:
        return "it got better, but not by more than chance gives among so many measures"
    return f"the finding about this measure says: {judged.direction}"


def _milestone(about: About, held: Board) -> str:
    one = milestone(about, held)
    if one is None or one.dropped_because:
        return "there is no such milestone, or it was dropped"
    if one.done is None:
        return "this milestone is not done"
    return "" if one.verified_on else "nobody else has verified this milestone"
