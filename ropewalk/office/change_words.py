"""Changes that are asked for, in the words of the office's pages and sheets."""

from collections.abc import Iterable

from ropewalk.figures.change_words import ANSWERS, becomes_words, thing_words, was_words
from ropewalk.figures.inputs import style_of
from ropewalk.plan.board import Board
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.delivery import ChangeRequest, Work
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.words import Polarity


class Said:
    """Changes in words, with every look-up made once for a list."""

    def __init__(self, definitions: Definitions, works: Iterable[Work] = ()) -> None:
        self.titles = {one.id: one.title for one in definitions.indicators}
        self.styles = {one.id: style_of(one) for one in definitions.indicators}
        self.titles |= {one.id: one.title for one in definitions.actions}
        self.milestones = {(work.action, one.id): one.title for work in works for one in work.milestones}

    def thing(self, one: ChangeRequest) -> str:
        """What it is about."""
        milestone = self.milestones.get((one.subject, one.milestone), one.milestone)
        return thing_words(one.alters, self.titles.get(one.subject, one.subject), milestone)

    def was(self, one: ChangeRequest) -> str:
        """What was promised when it was asked."""
        return was_words(one.alters, one.was_day, one.was_value, self.styles.get(one.subject))

    def becomes(self, one: ChangeRequest) -> str:
        """What should be."""
        return becomes_words(one.alters, one.day, one.value, self.styles.get(one.subject))

    def answer(self, one: ChangeRequest) -> str:
        """What became of it."""
        return _(ANSWERS[one.answer])


def changeable(held: Board) -> list[tuple[str, str]]:
    """Everything of which a change can be asked for, and what it is called."""
    found: list[tuple[str, str]] = []
    for item in held.items:
        if item.told is None:
            continue
        found.append((f"action:{item.action.id}", item.action.title))
        found += [
            (f"milestone:{item.action.id}/{one.id}", f"{item.action.title}: {one.title}")
            for one in item.work.milestones
            if one.done is None and not one.dropped_because
        ]
    measures = (one for one in held.definitions.indicators if one.polarity is not Polarity.NEUTRAL)
    return [*found, *((f"indicator:{one.id}", one.title) for one in measures)]
