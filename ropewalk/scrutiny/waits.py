"""How much of scrutiny waits for somebody, for the page on which they see what waits from every room."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import BooleanField, DateField, QuerySet, Value

from ropewalk.accounts.by import By
from ropewalk.accounts.rights import Thing
from ropewalk.accounts.roles import Right
from ropewalk.plan.subjects import Subject, SubjectKind
from ropewalk.scrutiny.models import Challenge, Question, Turn
from ropewalk.scrutiny.models.question import Kind
from ropewalk.scrutiny.states import OWED, Stand, State

ThingOf = Callable[[Subject, str], Thing]
"""What rights are asked over, of a subject and the code of who must answer (empty: nobody is named yet)."""

RIGHTS: Final[Mapping[str, Right]] = {
    **dict.fromkeys(OWED, Right.ANSWER),
    Stand.CONFIRMED: Right.MODERATE,
    Stand.ACCEPTED: Right.ANSWER,
    State.ANSWERED: Right.SHOW_ANSWER,
    Stand.ANSWERED: Right.SHOW_ANSWER,
}
"""Whose turn it is, by the state of a question or a challenge."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Questions and challenges that somebody may answer, how many of them are late, challenges to look at
    and answers to publish."""

    answer: int
    late: int
    decide: int
    publish: int


def counts(by: By, thing_of: ThingOf, today: date) -> Counts:
    """What waits for somebody: one query."""
    waits: dict[Right, dict[tuple[str, int], date | None]] = {}
    for table, pk, state, kind, subject, organisation, exempt, author, due in _open():
        thing = thing_of(Subject(SubjectKind(kind), subject), organisation or "")
        right = RIGHTS[state]
        if by.may(right, Thing(thing.priorities, thing.organisations, frozenset({author}), exempt)):
            waits.setdefault(right, {})[table, pk] = due
    answer = waits.get(Right.ANSWER, {})
    return Counts(
        answer=len(answer),
        late=sum(due is not None and due < today for due in answer.values()),
        decide=len(waits.get(Right.MODERATE, {})),
        publish=len(waits.get(Right.SHOW_ANSWER, {})),
    )


def _open() -> QuerySet[Any, Any]:
    """Questions that are owed an answer, answers to questions that readers do not see yet, and challenges:
    each with its table, its key, and who must not publish it."""
    nobody, no_day = Value(""), Value(None, DateField())
    never = Value(value=False, output_field=BooleanField())
    owed = Question.objects.filter(state__in=OWED).order_by()
    hidden = Turn.objects.filter(kind=Kind.ANSWER, published_at=None, exempt=False, question__public=True)
    doubts = Challenge.objects.filter(state__in=(Stand.CONFIRMED, Stand.ACCEPTED, Stand.ANSWERED)).order_by()
    about = ("subject_kind", "subject", "organisation__code")
    return owed.values_list(Value("question"), "pk", "state", *about, "exempt", nobody, "due").union(
        hidden.order_by().values_list(
            *(Value("question"), "question_id", Value(State.ANSWERED.value)),
            *(f"question__{name}" for name in about),
            *("question__exempt", "author", no_day),
        ),
        doubts.values_list(Value("challenge"), "pk", "state", *about, never, "answered_by", "due"),
    )
