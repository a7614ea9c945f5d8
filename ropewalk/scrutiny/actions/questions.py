"""Questions: asked, answered, followed up, closed or withdrawn; answers published by somebody else."""

from datetime import date
from typing import Any

from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By, NotAllowedError
from ropewalk.accounts.guard import guard
from ropewalk.accounts.models import Organisation
from ropewalk.accounts.pre_election import Publishing
from ropewalk.accounts.roles import Right
from ropewalk.plan import subjects
from ropewalk.plan.subjects import Subject
from ropewalk.scrutiny.actions.told import (
    held_question,
    name_of,
    not_too_long,
    said,
    save,
    show,
    thing_of,
    thing_of_turn,
)
from ropewalk.scrutiny.days import due_after
from ropewalk.scrutiny.models import Question, Turn
from ropewalk.scrutiny.models.question import Kind
from ropewalk.scrutiny.rules import rules
from ropewalk.scrutiny.states import OWED, RIGHTS, State, Step, after
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.period import parse_period


def ask(
    by: By,
    about: Subject,
    text: str,
    organisation: Organisation,
    *,
    place: str = "",
    period: str = "",
    role: str = "",
    due: date | None = None,
    public: bool = True,
) -> Question:
    """Put a question to an organisation. ``due``: None for the workspace's working days from today;
    ``public``: whether readers see it at once. Raises UserError for what cannot be asked."""
    subjects.must_be_known(about)
    _must_be_period(period)
    today = clock.today()
    if organisation.closed_on:
        raise UserError(Fault("the organisation is closed", "Choose an open one", value=organisation.name))
    with writing(by) as say:
        row = Question(
            subject_kind=about.kind,
            subject=about.code,
            place=not_too_long(place, 120),
            period=period,
            organisation=organisation,
            public=public,
            state=State.ASKED,
            asked_by=by.name,
            asked_at=clock.now(),
            due=_due(due, today),
        )
        by.must(Right.ASK_SCRUTINY, thing_of(row))
        row.save()
        _turn(by, row, Kind.QUESTION, text, role, due=row.due)
        told = {"organisation": organisation.code, "due": row.due.isoformat(), "public": public}
        say("question asked", "question", str(row), None, told)
        if row.public:
            guard(say, Publishing.ANSWER, str(row.pk))
            show()
    return row


def answer(by: By, pk: int, seen: int, text: str, role: str = "", *, exempt: bool = False) -> Question:
    """Answer it. Readers see the answer once somebody else publishes it; never one that is ``exempt``."""
    with writing(by) as say:
        row = _moved(by, pk, seen, Step.ANSWER)
        turn = _turn(by, row, Kind.ANSWER, text, role, exempt=exempt)
        say("question answered", "question", str(row), None, {"turn": turn.pk, "exempt": exempt})
        if row.public:  # readers see that there is an answer
            show()
    return row


def follow_up(by: By, pk: int, seen: int, text: str, role: str = "", *, due: date | None = None) -> Question:
    """Ask on after an answer; a new day is set."""
    with writing(by) as say:
        row = _moved(by, pk, seen, Step.FOLLOW_UP)
        if row.public:
            guard(say, Publishing.ANSWER, str(row.pk))
        row.due = _due(due, clock.today())
        row.save(update_fields=["due"])
        _turn(by, row, Kind.FOLLOW_UP, text, role, due=row.due)
        say("question followed up", "question", str(row), None, {"due": row.due.isoformat()})
        if row.public:
            show()
    return row


def close(by: By, pk: int, seen: int, text: str) -> Question:
    """End it after an answer, with a word on what came of it."""
    return _ended(by, pk, seen, (Step.CLOSE, Kind.CLOSING, "question closed"), text)


def withdraw(by: By, pk: int, seen: int, why: str) -> Question:
    """Take it back before it is answered: who asked it does, and readers see that it was, and why."""
    return _ended(by, pk, seen, (Step.WITHDRAW, Kind.WITHDRAWAL, "question withdrawn"), why)


def publish(by: By, pk: int, turn_pk: int, seen: int) -> Question:
    """Show an answer to readers; nobody does so with their own, nor with what is exempt or was asked in
    private."""
    with writing(by) as say:
        row = held_question(pk, None)
        turn = row.turns.filter(pk=turn_pk, kind=Kind.ANSWER).select_related("question__organisation").first()
        if turn is None:
            raise UserError(Fault("there is no such answer", "Choose one of the page", value=str(turn_pk)))
        by.must(Right.SHOW_ANSWER, thing_of_turn(turn))
        row = held_question(pk, seen)
        if turn.exempt or not row.public:
            problem = "it is exempt" if turn.exempt else "the question was not asked in public"
            raise UserError(Fault(problem, "It stays in the office"))
        if turn.published_at:
            raise UserError(Fault("it is published already", "Nothing has to be done"))
        guard(say, Publishing.ANSWER, str(row.pk))
        turn.published_at, turn.published_by = clock.now(), by.name
        turn.save(update_fields=["published_at", "published_by"])
        save(row)
        say("answer published", "question", str(row), None, {"turn": turn.pk})
        show()
    return row


def put_to(by: By, pk: int, organisation: Organisation, due: date) -> Question:
    """Put a question that waits for its answer to another organisation, or set another day: who asks says
    so, never who answers. A day that is new is to come."""
    if organisation.closed_on:
        raise UserError(Fault("the organisation is closed", "Choose an open one", value=organisation.name))
    with writing(by) as say:
        row = held_question(pk, None)
        by.must(Right.ASK_SCRUTINY, thing_of(row))
        if row.stands not in OWED:
            raise UserError(
                Fault("it does not wait for an answer", "Leave it as it is", value=row.about.text)
            )
        before = {"organisation": row.organisation.code, "due": row.due.isoformat()}
        row.organisation, row.due = organisation, due if due == row.due else _due(due, clock.today())
        by.must(Right.ASK_SCRUTINY, thing_of(row))
        save(row)
        after = {"organisation": organisation.code, "due": row.due.isoformat()}
        say("question put to", "question", str(row), before, after)
        if row.public:
            show()
    return row


def make_exempt(by: By, pk: int, seen: int, why: str) -> Question:
    """Take a question with all its answers out of the public record: its matter is exempt."""
    with writing(by) as say:
        row = held_question(pk, None)
        by.must(Right.SHOW_ANSWER, thing_of(row))
        row = held_question(pk, seen)
        if row.exempt:
            raise UserError(Fault("it is exempt already", "Nothing has to be done"))
        before = {"public": row.public}
        row.exempt, row.public = True, False
        save(row)
        say("question made exempt", "question", str(row), before, {"why": said(why, 1000)})
        show()
    return row


def _ended(by: By, pk: int, seen: int, how: tuple[Step, Kind, str], text: str) -> Question:
    step, kind, told = how
    with writing(by) as say:
        row = _moved(by, pk, seen, step)
        if step is Step.WITHDRAW and by.name != row.asked_by:
            raise NotAllowedError(Fault("only who asked it withdraws it", "Close it once it is answered"))
        _turn(by, row, kind, text, "")
        say(told, "question", str(row), None, {"text": text.strip()[:1000]})
        if row.public:
            show()
    return row


def _moved(by: By, pk: int, seen: int, step: Step) -> Question:
    """The question after a step, written. Rights come first, then whether it was somebody else's turn."""
    by.must(RIGHTS[step], thing_of(held_question(pk, None)))
    row = held_question(pk, seen)
    row.state = after(row.stands, step)
    save(row)
    return row


def _turn(by: By, row: Question, kind: Kind, text: str, role: str, **told: Any) -> Turn:
    return Turn.objects.create(
        question=row,
        kind=kind,
        text=said(text),
        author=by.name,
        name=name_of(by),
        role=not_too_long(role, 200),
        at=clock.now(),
        **told,
    )


def _due(due: date | None, today: date) -> date:
    if due is None:
        return due_after(today, rules().answer_days)
    if due < today:
        raise UserError(Fault("the day is over", "Choose today or a later day", value=due.isoformat()))
    return due


def _must_be_period(period: str) -> None:
    if not period:
        return
    try:
        parse_period(period)
    except (ValueError, OverflowError) as error:
        remedy = "Write its first day and its length, such as 2026-04-01/P3M"
        raise UserError(Fault("this is not a period", remedy, value=period)) from error
