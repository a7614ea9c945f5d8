"""The public record of scrutiny: what was asked, of whom, by when it was due, and what was answered."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

from ropewalk.design.jinja_environment import date_words
from ropewalk.design.languages import content, filled
from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import known, page
from ropewalk.publish.website.questioned import (
    ANSWERED,
    LATE,
    OVERDUE,
    STANDING,
    TAKEN_BACK,
    Line,
    question_line,
    standing,
)
from ropewalk.publish.website.site import Link
from ropewalk.publish.website.subjects_of import subject_link
from ropewalk.scrutiny.public import Asked, Spoken
from ropewalk.vocabulary.language import _, later, ngettext

TURNS: Final = {
    "question": later("Question"),
    "answer": later("Answer"),
    "follow-up": later("Follow-up question"),
    "closing": later("What came of it"),
    "withdrawal": later("Taken back"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A question in the register."""

    line: Line
    about: Link


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """The register: in words how many were answered in time, and every question."""

    lead: str
    counts: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    crumbs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A turn of a question. ``told``: who said it and when; ``stand``: of what asks, how it was answered;
    ``absent``: why there are no words."""

    title: str
    text: str
    told: str
    stand: str
    late: bool
    absent: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question with all that was said in public."""

    number: int
    about: Link
    organisation: str
    period: str
    lead: str
    parts: tuple[Part, ...]
    crumbs: tuple[Link, ...]


@page("questions.html", part=addresses.ABOUT)
def questions(account: Account, _request: HttpRequest) -> QuestionsPage:
    """The view of the register."""
    every = account.scrutiny.questions
    stands = Counter(standing(account, one, turn) for one in every for turn in one.turns if turn.due)
    counted = stands.total() - stands[TAKEN_BACK]
    return QuestionsPage(
        lead=_counted(counted, stands),
        counts=tuple((_(STANDING[stand]), str(stands[stand])) for stand in STANDING if stands[stand]),
        rows=tuple(
            Row(question_line(account, one), subject_link(account, one.subject, one.place)) for one in every
        ),
        crumbs=(_home(), Link(_("Questions from councillors"))),
    )


def _counted(counted: int, stands: Counter[str]) -> str:
    if not counted:
        return _("Councillors have asked nothing in public yet.")
    answered = stands[ANSWERED] + stands[LATE]
    said = ngettext(
        "We answered {answered} of {count} question. Answers that came late: {late}. Overdue now: {overdue}.",
        "We answered {answered} of {count} questions. Answers that came late: {late}. Overdue now: "
        "{overdue}.",
        counted,
    )
    return said.format(count=counted, answered=answered, late=stands[LATE], overdue=stands[OVERDUE])


@page("question.html", part=addresses.ABOUT)
def question(account: Account, _request: HttpRequest, number: int) -> QuestionPage:
    """The view of one question."""
    one: Asked = known({one.number: one for one in account.scrutiny.questions}.get(number))
    said = _("Question {number}").format(number=number)
    return QuestionPage(
        number=number,
        about=subject_link(account, one.subject, one.place),
        organisation=one.organisation,
        period=one.period,
        lead=question_line(account, one).stand,
        parts=_parts(account, one),
        crumbs=(
            _home(),
            Link(_("Questions from councillors"), addresses.at(addresses.QUESTIONS)),
            Link(said),
        ),
    )


def _parts(account: Account, one: Asked) -> tuple[Part, ...]:
    return tuple(_part(account, one, turn) for turn in one.turns)


def _part(account: Account, one: Asked, turn: Spoken) -> Part:
    stand = standing(account, one, turn) if turn.due else ""
    return Part(
        title=_(TURNS[turn.kind]),
        text=turn.text,
        told=_told(turn),
        stand=_(STANDING[stand]) if stand else "",
        late=stand in (LATE, OVERDUE),
        absent=_absent(turn),
    )


def _told(turn: Spoken) -> str:
    who = ", ".join(part for part in (turn.name, turn.role) if part)
    day = date_words(turn.day)
    said = filled(_("{who}, on {day}."), who=content(who), day=day) if who else day
    if not turn.due:
        return said
    return filled(_("{said} Answer due by {due}."), said=said, due=date_words(turn.due))


def _absent(turn: Spoken) -> str:
    if turn.text:
        return ""
    if turn.exempt:
        return _("There is an answer. The law lets the council keep it to itself.")
    return _("There is an answer. It waits to be checked before it is shown.")


def _home() -> Link:
    return Link(_("Home"), addresses.at(addresses.HOME))
