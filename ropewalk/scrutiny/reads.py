"""Questions and challenges as the office's pages read them: only those that somebody's roles reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ropewalk.accounts.by import By
from ropewalk.accounts.models import Organisation
from ropewalk.accounts.reads import organisations
from ropewalk.accounts.rights import Thing
from ropewalk.accounts.roles import Right
from ropewalk.plan import public, subjects
from ropewalk.plan.subjects import Subject, SubjectKind
from ropewalk.scrutiny.actions.told import thing_of, thing_of_challenge, thing_of_turn
from ropewalk.scrutiny.models import Challenge, Question, Turn
from ropewalk.scrutiny.models.question import Kind
from ropewalk.scrutiny.states import OWED, RIGHTS, Act, Stand, State, Step, acts, steps
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import DefinitionError

MOST = 500
"""Rows of a list: the newest; a filter reaches the others."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody: questions to answer, answers to publish, challenges to decide on, to answer
    and to publish."""

    answer: tuple[Question, ...]
    publish: tuple[Question, ...]
    decide: tuple[Challenge, ...]
    answer_challenges: tuple[Challenge, ...]
    publish_challenges: tuple[Challenge, ...]

    @property
    def any(self) -> bool:
        """Whether anything does."""
        held = (self.answer, self.publish, self.decide, self.answer_challenges, self.publish_challenges)
        return any(held)


class Reach:
    """What somebody's roles reach, with every look-up made once for a list."""

    def __init__(self, by: By) -> None:
        self.by = by
        self._lines = _lines()
        self._priorities = priorities_of()

    def thing(self, row: Question | Challenge, *made_by: str) -> Thing:
        """What rights are asked over."""
        line = self._lines.get(row.organisation_id or 0, frozenset())
        exempt = isinstance(row, Question) and row.exempt
        codes = self._priorities.get(row.about, frozenset())
        return Thing(codes, line, frozenset(made_by), exempt)

    def reads(self, row: Question | Challenge) -> bool:
        """Whether they may read it; who asked a question always may."""
        own = isinstance(row, Question) and (row.asked_by == self.by.name or row.public)
        shown = isinstance(row, Challenge) and row.stands in (Stand.ACCEPTED, Stand.PUBLISHED, Stand.ANSWERED)
        return own or shown or self.by.may(Right.READ, self.thing(row))


def questions(by: By, *, state: str = "", organisation: str = "", late: bool = False) -> list[Question]:
    """The newest questions that somebody may read: of a state, put to an organisation, late; empty: any."""
    rows = Question.objects.select_related("organisation")
    if state in set(State):
        rows = rows.filter(state=state)
    if organisation:
        rows = rows.filter(organisation__code=organisation)
    if late:
        rows = rows.filter(state__in=OWED, due__lt=clock.today())
    reach = Reach(by)
    return [row for row in rows[:MOST] if reach.reads(row)]


def first_words(questions: Sequence[int]) -> dict[int, str]:
    """What each question asked first: one query."""
    rows = Turn.objects.filter(question__in=questions, kind=Kind.QUESTION).order_by("-id")
    return dict(rows.values_list("question", "text"))


def challenges(by: By, *, state: str = "") -> list[Challenge]:
    """The newest challenges that somebody may read; those that nobody confirmed are shown to nobody."""
    rows = Challenge.objects.exclude(state=Stand.SENT).select_related("organisation")
    if state in set(Stand):
        rows = rows.filter(state=state)
    reach = Reach(by)
    return [row for row in rows[:MOST] if reach.reads(row)]


def waiting(by: By) -> Waiting:
    """What waits for somebody now."""
    reach = Reach(by)
    held = list(Question.objects.filter(state__in=OWED).select_related("organisation").order_by("due")[:MOST])
    unpublished = Turn.objects.filter(kind=Kind.ANSWER, published_at=None, exempt=False)
    unpublished = unpublished.filter(question__public=True).select_related("question__organisation")
    doubts = Challenge.objects.filter(state__in=(Stand.CONFIRMED, Stand.ACCEPTED, Stand.ANSWERED))
    open_ones = list(doubts.select_related("organisation").order_by("id")[:MOST])

    def mine(stand: Stand, right: Right) -> tuple[Challenge, ...]:
        return tuple(
            row
            for row in open_ones
            if row.stands is stand and by.may(right, reach.thing(row, row.answered_by))
        )

    return Waiting(
        tuple(row for row in held if by.may(Right.ANSWER, reach.thing(row))),
        tuple(
            dict.fromkeys(
                turn.question
                for turn in unpublished[:MOST]
                if by.may(Right.SHOW_ANSWER, reach.thing(turn.question, turn.author))
            )
        ),
        mine(Stand.CONFIRMED, Right.MODERATE),
        mine(Stand.ACCEPTED, Right.ANSWER),
        mine(Stand.ANSWERED, Right.SHOW_ANSWER),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """A turn as somebody may read it. ``hidden``: it is exempt and they may not; ``publishes``: they may
    show it to readers now."""

    row: Turn
    hidden: bool
    publishes: bool


@dataclass(frozen=True, slots=True)
class One:
    """A question with what was said, and the steps that somebody may take now."""

    row: Question
    title: str
    turns: tuple[Said, ...]
    steps: tuple[Step, ...]
    exempts: bool


def question(by: By, pk: int) -> One | None:
    """A question; None where there is none that somebody may read."""
    row = Question.objects.select_related("organisation").filter(pk=pk).first()
    if row is None or not Reach(by).reads(row):
        return None
    thing = thing_of(row)
    can = tuple(step for step in steps(row.stands) if by.may(RIGHTS[step], thing))
    if row.asked_by != by.name:
        can = tuple(step for step in can if step is not Step.WITHDRAW)
    turns = tuple(_said(by, row, turn) for turn in row.turns.all())
    exempts = not row.exempt and by.may(Right.SHOW_ANSWER, thing)
    return One(row, subjects.title(row.about), turns, can, exempts)


def _said(by: By, row: Question, turn: Turn) -> Said:
    turn.question = row
    thing = thing_of_turn(turn)
    private = row.exempt or turn.exempt
    hidden = private and turn.author != by.name and not by.may(Right.READ_EXEMPT, thing)
    waits = turn.kind == Kind.ANSWER and not turn.published_at and row.public and not turn.exempt
    return Said(turn, hidden, waits and by.may(Right.SHOW_ANSWER, thing))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A challenge, and what somebody may do with it now."""

    row: Challenge
    title: str
    acts: tuple[Act, ...]


def challenge(by: By, pk: int) -> Doubt | None:
    """A challenge that was confirmed; None where there is none that somebody may read."""
    rows = Challenge.objects.exclude(state=Stand.SENT).select_related("organisation")
    row = rows.filter(pk=pk).first()
    if row is None or not Reach(by).reads(row):
        return None
    thing = thing_of_challenge(row)
    can = tuple(act for act in acts(row.stands) if act in RIGHTS and by.may(RIGHTS[act], thing))
    return Doubt(row, subjects.title(row.about), can)


def days_late(row: Question, today: date) -> int:
    """For how many days an answer has been owed past its day; nought where none is."""
    return max((today - row.due).days, 0) if row.stands in OWED else 0


def _lines() -> Mapping[int, frozenset[str]]:
    """Each organisation's code with all above it: one query."""
    rows = {row.pk: row for row in organisations()}
    found = {}
    for key, row in rows.items():
        seen: dict[str, None] = {}
        at: Organisation | None = row
        while at is not None and at.code not in seen:
            seen[at.code] = None
            at = rows.get(at.parent_id) if at.parent_id else None
        found[key] = frozenset(seen)
    return found


def priorities_of() -> Mapping[Subject, frozenset[str]]:
    """The priorities that each subject of the plan belongs to: one query."""
    try:
        now = public.definitions()
    except DefinitionError:  # before the first load
        return {}
    kinds = ((SubjectKind.INDICATOR, now.indicators), (SubjectKind.ACTION, now.actions))
    found = {Subject(kind, one.id): frozenset(one.priorities) for kind, ones in kinds for one in ones}
    own = {one.code: frozenset({one.code}) for one in now.plan.priorities()}
    return found | {Subject(SubjectKind.PRIORITY, code): codes for code, codes in own.items()}
