"""What ideas and recognition are about: a measure, or a milestone of an action; and what is known."""

from dataclasses import dataclass
from enum import StrEnum

from ropewalk.accounts.rights import Thing
from ropewalk.figures.delivery_words import milestone_words
from ropewalk.plan.board import Board
from ropewalk.thread.judged import Judgement
from ropewalk.vocabulary.delivery import Milestone
from ropewalk.vocabulary.errors import Fault, UserError


class Kind(StrEnum):
    """What sort of thing it is."""

    INDICATOR = "indicator"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class About:
    """One thing. ``code``: of a measure, or of an action and its milestone: ``work-clubs/m1``."""

    kind: Kind
    code: str

    @property
    def text(self) -> str:
        """As forms and rows hold it: ``indicator:jobs``."""
        return f"{self.kind}:{self.code}"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of it at a moment, to be frozen: words, the verdict as it is counted (of a measure), its
    period, and the state of findings that it rests on."""

    words: str
    verdict: str = ""
    period: str = ""
    place: str = ""
    revision: int = 0
    definitions: str = ""


def about_of(text: str) -> About:
    """What a text names. Raises UserError when it names nothing."""
    kind, _colon, code = text.partition(":")
    if kind not in set(Kind) or not code:
        raise UserError(Fault("this names nothing of the plan", "Choose one of the list", value=text))
    return About(Kind(kind), code)


def choices(held: Board) -> dict[str, str]:
    """Everything that can be chosen, and what it is called: measures, then milestones that count."""
    found = {f"{Kind.INDICATOR}:{one.id}": one.title for one in held.definitions.indicators}
    return found | {
        f"{Kind.MILESTONE}:{item.action.id}/{one.id}": f"{item.action.title}: {one.title}"
        for item in held.items
        for one in item.work.milestones
        if not one.dropped_because
    }


def milestone(about: About, held: Board) -> Milestone | None:
    """The milestone that it is; None for a measure, and where it is gone."""
    action, _slash, code = about.code.partition("/")
    if about.kind is not Kind.MILESTONE or action not in held.by_id:
        return None
    return next((one for one in held.by_id[action].work.milestones if one.id == code), None)


def thing(about: About, held: Board) -> Thing:
    """To whom it belongs: what rights are asked over."""
    if about.kind is Kind.INDICATOR:
        return held.thing("indicator", about.code)
    return held.thing("action", about.code.partition("/")[0])


def known(about: About, held: Board, found: Judgement) -> Known:
    """What is known of it now."""
    if about.kind is Kind.MILESTONE:
        one = milestone(about, held)
        return Known(milestone_words(one, one.title) if one else "")
    judged = found.of(about.code)
    if judged is None:
        return Known("", place=found.place, revision=found.revision, definitions=found.definitions)
    return Known(
        judged.sentence, judged.counted, judged.period, found.place, found.revision, found.definitions
    )
