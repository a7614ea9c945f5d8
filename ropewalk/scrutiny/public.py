"""What readers see of scrutiny, and the two things that they do: to challenge, and to confirm it.

Four queries in all; frozen values, in which no address of anybody stands.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from ropewalk.plan.subjects import Subject as Subject
from ropewalk.plan.subjects import SubjectKind as SubjectKind
from ropewalk.scrutiny.actions.readers import Sent as Sent
from ropewalk.scrutiny.actions.readers import challenge as challenge
from ropewalk.scrutiny.actions.readers import confirm as confirm
from ropewalk.scrutiny.letters import challenge_of as challenge_of
from ropewalk.scrutiny.letters import send as send
from ropewalk.scrutiny.models import Challenge, Counted, Question, Turn
from ropewalk.scrutiny.models.challenge import Declined as Declined
from ropewalk.scrutiny.models.challenge import Outcome as Outcome
from ropewalk.scrutiny.models.challenge import Wrong as Wrong
from ropewalk.scrutiny.models.question import Kind
from ropewalk.scrutiny.rules import has_form as has_form
from ropewalk.scrutiny.rules import rules as rules
from ropewalk.scrutiny.states import OWED, SHOWN, Stand, State
from ropewalk.scrutiny.words import DECLINED_FOR as DECLINED_FOR
from ropewalk.scrutiny.words import OUTCOMES as OUTCOMES
from ropewalk.scrutiny.words import WRONG as WRONG
from ropewalk.vocabulary.clock import day_of


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn as readers see it. ``text``: empty for an answer that is not published, or exempt; ``due``: of
    what asks; ``answered``: the day of the first answer to it, None where there is none yet."""

    kind: str
    text: str
    name: str
    role: str
    day: date
    due: date | None = None
    answered: date | None = None
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked in public, with what was said in turn."""

    number: int
    subject: str
    place: str
    period: str
    organisation: str
    state: str
    due: date
    turns: tuple[Spoken, ...]

    @property
    def waits(self) -> bool:
        """Whether an answer is owed."""
        return self.state in OWED


@dataclass(frozen=True, slots=True)
class Doubt:
    """A challenge that readers see. ``name``: only where the reader wanted it shown; what is of the answer is
    empty until it is published; ``days``: from the reader's confirming to the published answer."""

    number: int
    subject: str
    place: str
    wrong: str
    words: str
    name: str
    day: date
    organisation: str
    due: date | None
    outcome: str = ""
    answer: str = ""
    answerer: str = ""
    role: str = ""
    changed: str = ""
    release: int | None = None
    published: date | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many challenges came, and what became of them, as of a ``day``. ``waiting``: confirmed and not yet
    decided on; ``declined``, ``outcomes``: by reason and by outcome; ``median``: days to an answer."""

    day: date | None = None
    came: int = 0
    confirmed: int = 0
    waiting: int = 0
    declined: Mapping[str, int] | None = None
    outcomes: Mapping[str, int] | None = None
    answered: int = 0
    median: float | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that is public: questions and challenges, the newest first, and the counts."""

    questions: tuple[Asked, ...] = ()
    challenges: tuple[Doubt, ...] = ()
    counts: Counts = Counts()


@dataclass(frozen=True, slots=True)
class About:
    """What is public about one subject."""

    questions: tuple[Asked, ...] = ()
    challenges: tuple[Doubt, ...] = ()


def record() -> Record:
    """The public record: four queries."""
    turns: dict[int, list[Turn]] = {}
    for turn in Turn.objects.filter(question__public=True):
        turns.setdefault(turn.question_id, []).append(turn)
    asked = Question.objects.filter(public=True).select_related("organisation")
    rows = list(Challenge.objects.filter(state__in=(*SHOWN, Stand.DECLINED)).select_related("organisation"))
    shown = tuple(_doubt(row) for row in rows if row.stands in SHOWN)
    return Record(tuple(_asked(row, turns.get(row.pk, [])) for row in asked), shown, _counts(rows, shown))


def by_subject(found: Record) -> Mapping[str, About]:
    """The record by what it is about (``indicator:jobs``)."""
    keys = {one.subject for one in found.questions} | {one.subject for one in found.challenges}
    return {
        key: About(
            tuple(one for one in found.questions if one.subject == key),
            tuple(one for one in found.challenges if one.subject == key),
        )
        for key in keys
    }


def frozen() -> Record:
    """What a release freezes: all that was public."""
    return record()


def _asked(row: Question, turns: list[Turn]) -> Asked:
    return Asked(
        number=row.pk,
        subject=row.about.text,
        place=row.place,
        period=row.period,
        organisation=row.organisation.name,
        state=row.state,
        due=row.due,
        turns=tuple(_spoken(turn, turns[place + 1 :]) for place, turn in enumerate(turns)),
    )


def _spoken(turn: Turn, later: list[Turn]) -> Spoken:
    open_to_all = turn.kind != Kind.ANSWER or turn.published_at is not None
    first = next((one for one in later if one.kind == Kind.ANSWER or one.asks), None)
    answered = first if turn.asks and first is not None and first.kind == Kind.ANSWER else None
    return Spoken(
        kind=turn.kind,
        text=turn.text if open_to_all else "",
        name=turn.name if open_to_all else "",
        role=turn.role if open_to_all else "",
        day=day_of(turn.at),
        due=turn.due,
        answered=day_of(answered.at) if answered else None,
        exempt=turn.exempt,
    )


def _doubt(row: Challenge) -> Doubt:
    told = {}
    if row.stands is Stand.PUBLISHED and row.published_at:
        told = {
            "outcome": row.outcome,
            "answer": row.answer,
            "answerer": row.answerer,
            "role": row.role,
            "changed": row.changed,
            "release": row.release,
            "published": day_of(row.published_at),
            "days": (day_of(row.published_at) - day_of(row.confirmed_at or row.sent_at)).days,
        }
    return Doubt(
        number=row.pk,
        subject=row.about.text,
        place=row.place,
        wrong=row.wrong,
        words=row.words,
        name=row.name if row.show_name else "",
        day=day_of(row.confirmed_at or row.sent_at),
        organisation=row.organisation.name if row.organisation else "",
        due=row.due,
        **told,  # type: ignore[arg-type]
    )


def _counts(rows: list[Challenge], shown: tuple[Doubt, ...]) -> Counts:
    held = Counted.objects.filter(id=1).first() or Counted()
    days = [one.days for one in shown if one.days is not None]
    return Counts(
        day=held.day,
        came=held.came,
        confirmed=held.confirmed,
        waiting=held.waiting,
        declined=dict(Counter(row.declined_for for row in rows if row.stands is Stand.DECLINED)),
        outcomes=dict(Counter(one.outcome for one in shown if one.outcome)),
        answered=len(days),
        median=median(days) if days else None,
    )


def is_withdrawn(one: Asked) -> bool:
    """Whether who asked it took it back."""
    return one.state == State.WITHDRAWN
