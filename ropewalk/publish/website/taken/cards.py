"""What stands for a page where it is shared: a title, a sentence, and the card that is drawn of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ropewalk.design.lettering import BOLD, SERIF, fitted, set_in_lines, width_of
from ropewalk.figures.inputs import Figure
from ropewalk.figures.sentences import tally, verdict_sentence
from ropewalk.figures.share_card import (
    EDGE,
    EYEBROW_SIZE,
    FOOT_SIZE,
    SENTENCE_SIZES,
    TEXT_WIDTH,
    VERDICT_SIZE,
    Card,
    Verdict,
    fits,
)
from ropewalk.figures.verdicts import look
from ropewalk.publish.website import held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.cards import Tag
from ropewalk.publish.website.taken.one import Taken
from ropewalk.publish.website.told import plain
from ropewalk.vocabulary.language import _

MOST_LINES: Final = 4
FOOT_WIDTH: Final = 530.0


@dataclass(frozen=True, slots=True)
class Share:
    """A page in short. ``alt`` says in words what the picture shows."""

    title: str
    sentence: str
    tag: Tag | None = None
    figure: Figure | None = None

    @property
    def alt(self) -> str:
        """The picture in words."""
        verdict = look(self.tag.question, self.tag.word).label if self.tag else ""
        return ". ".join(part.rstrip(".") for part in (self.title, self.sentence, verdict) if part) + "."


def of_figure(found: Taken) -> Share:
    """A figure's own."""
    return Share(found.about, plain(found.said), found.tag, found.figure)


def of_home(account: Account) -> Share:
    """The account's."""
    title = _("Is life in {name} getting better?").format(name=account.city.name)
    return Share(title, verdict_sentence(tally(account.headlines)))


def of_priority(account: Account, code: str) -> Share | None:
    """A priority's; None where there is no such one."""
    found = account.priorities.get(code)
    if found is None:
        return None
    sentence = verdict_sentence(tally(account.headlines_of(account.indicators_of(code))))
    return Share(f"{code} {found.title}", sentence)


def of_place(account: Account, code: str) -> Share | None:
    """A place's; None where there is no such one."""
    found = account.places.get(code)
    if found is None:
        return None
    return Share(found.name, verdict_sentence(tally(held.headlines(account, code))))


NAMED: Final[dict[str, Callable[[Account, str], Share | None]]] = {
    "home": lambda account, _code: of_home(account),
    "priority": of_priority,
    "place": of_place,
}


def card_of(share: Share, account: Account) -> Card:
    """The card that is drawn: words set in lines that fit."""
    size, lines = _set(share.sentence, below=share.tag is not None or share.figure is not None)
    verdict = _verdict(share.tag) if share.tag else None
    (eyebrow,) = fitted(share.title, BOLD, (EYEBROW_SIZE,), TEXT_WIDTH, 1)[1]
    return Card(
        eyebrow=eyebrow,
        lines=tuple(lines),
        size=size,
        foot=fitted(account.city.account_title, BOLD, (FOOT_SIZE,), FOOT_WIDTH, 1)[1][0],
        free=_free(verdict),
        verdict=verdict,
        figure=share.figure,
    )


def _set(sentence: str, *, below: bool) -> tuple[float, list[str]]:
    """The largest type in which all of it leaves room for the verdict; else as many whole sentences as do."""
    parts = sentence.split(". ")
    for kept in range(len(parts), 0, -1):
        told = ". ".join(parts[:kept])
        told = told if told.endswith(".") else f"{told}."
        for size in SENTENCE_SIZES:
            lines = set_in_lines(told, SERIF, size, TEXT_WIDTH)
            if fits(lines, size, below=below):
                return size, lines
    return fitted(sentence, SERIF, SENTENCE_SIZES[-1:], TEXT_WIDTH, MOST_LINES)


def _free(verdict: Verdict | None) -> float:
    """Where a drawing may begin: beyond the foot, and beyond the verdict's word."""
    word = width_of(verdict.word, BOLD, VERDICT_SIZE) if verdict else 0.0
    return max(EDGE + FOOT_WIDTH, EDGE + 64 + word) + 24


def _verdict(tag: Tag) -> Verdict:
    shown = look(tag.question, tag.word)
    note = tag.said
    return Verdict(shown.icon, f"{shown.label} {note}".strip(), shown.css)
