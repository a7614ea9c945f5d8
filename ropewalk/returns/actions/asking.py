"""Asking: one return, many at once, and again by a rhythm."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By
from ropewalk.accounts.models import Organisation, Person
from ropewalk.accounts.reads import line_above
from ropewalk.accounts.rights import Thing
from ropewalk.accounts.roles import Right
from ropewalk.plan import subjects
from ropewalk.plan.subjects import Subject, SubjectKind
from ropewalk.returns.actions.told import asked_told, thing_of
from ropewalk.returns.models import Ask, Schedule
from ropewalk.returns.models.ask import Wants
from ropewalk.returns.states import State
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.period import Period, add_months, parse_period
from ropewalk.vocabulary.source import returned

AHEAD: Final = 45
"""Days before it is due that a return of a rhythm is asked for."""


@dataclass(frozen=True)
class Whom:
    """Of whom something is asked, what, and about which place (empty: the plan's own)."""

    organisation: Organisation
    wants: Wants
    person: Person | None = None
    place: str = ""
    words: str = ""
    exempt: bool = False


def ask(by: By, about: Subject, period: str, due: date, whom: Whom) -> Ask:
    """Ask for one return. Raises UserError for what cannot be asked, or is asked already."""
    return ask_many(by, [about], period, due, whom)[0]


def ask_many(by: By, about: Iterable[Subject], period: str, due: date, whom: Whom) -> list[Ask]:
    """Ask for a return about each of some subjects: all of them or none."""
    parse_or_refuse(period)
    with writing(by) as say:
        rows = []
        for one in about:
            row = Ask(period=period, due=due, state=State.ASKED, **_columns(by, one, whom))
            _must_be_free(by, row)
            row.save()
            say("return asked", "return", str(row), None, asked_told(row))
            rows.append(row)
    if not rows:
        raise UserError(Fault("nothing was chosen", "Choose at least one"))
    return rows


def add_schedules(by: By, about: Iterable[Subject], first: str, due_days: int, whom: Whom) -> list[Schedule]:
    """Ask again and again about each of some subjects, from a first period on: all of them or none."""
    if not parse_or_refuse(first).months:
        problem = "a rhythm needs periods of whole months"
        raise UserError(Fault(problem, "Choose a month, a quarter or a year", value=first))
    with writing(by) as say:
        rows = []
        for one in about:
            row = Schedule(first=first, due_days=due_days, **_columns(by, one, whom))
            _may_ask(by, row)
            same = Schedule.objects.filter(
                subject_kind=one.kind, subject=one.code, place=whom.place, ended_at=None
            )
            if same.exists():
                remedy = "End that rhythm first"
                raise UserError(Fault("it is asked for by a rhythm already", remedy, value=one.text))
            row.save()
            say("rhythm of returns set", "rhythm", one.text, None, asked_told(row))
            rows.append(row)
    if not rows:
        raise UserError(Fault("nothing was chosen", "Choose at least one"))
    return rows


def end_schedule(by: By, pk: int) -> None:
    """Ask no more by a rhythm; what was asked stays asked."""
    with writing(by) as say:
        row = Schedule.objects.select_related("organisation", "person").get(pk=pk)
        by.must(Right.ASK_RETURNS, thing_of(row))
        if row.ended_at:
            raise UserError(Fault("the rhythm has ended before", "Nothing has to be done"))
        row.ended_at, row.ended_by = clock.now(), by.name
        row.save(update_fields=["ended_at", "ended_by"])
        say("rhythm of returns ended", "rhythm", row.about.text, asked_told(row), None)


def ask_what_is_due(by: By, today: date) -> list[Ask]:
    """Ask for every period of every rhythm that comes due within AHEAD days; those asked before are passed
    over, so it may be called as often as one likes; so are subjects that the plan has dropped."""
    known = subjects.every()
    made = []
    rows = Schedule.objects.filter(ended_at=None).select_related("organisation", "person")
    for row in rows:
        if row.about not in known:
            continue
        asked = set(row.asks.values_list("period", flat=True))
        for period, due in periods_due(row.first, row.due_days, today):
            if period not in asked:
                made += _ask_by(by, row, period, due)
    return made


def periods_due(first: str, due_days: int, today: date) -> Iterator[tuple[str, date]]:
    """The periods from a first one on that are due by AHEAD days from today, each with its day."""
    period, length = parse_period(first), first.partition("/")[2]
    start = period.start
    while True:
        now = parse_period(f"{start.isoformat()}/{length}")
        due = now.last_day + timedelta(days=due_days)
        if due > today + timedelta(days=AHEAD):
            return
        yield now.text, due
        start = add_months(start, period.months)


def _ask_by(by: By, row: Schedule, period: str, due: date) -> list[Ask]:
    """One ask of a rhythm; none where somebody has asked for it by hand."""
    with writing(by) as say:
        same = {"subject_kind": row.subject_kind, "subject": row.subject, "place": row.place}
        if Ask.objects.filter(**same, period=period).exists():
            return []
        names = ("wants", "organisation", "person", "exempt", "words", "asked_by")
        told: dict[str, Any] = {name: getattr(row, name) for name in names}
        now = clock.now()
        ask = Ask(**same, **told, period=period, due=due, state=State.ASKED, schedule=row, asked_at=now)
        ask.save()
        say("return asked", "return", str(ask), None, asked_told(ask))
    return [ask]


def _columns(by: By, about: Subject, whom: Whom) -> dict[str, Any]:
    subjects.must_be_known(about)
    _whom_fits(about, whom)
    return {
        "subject_kind": about.kind,
        "subject": about.code,
        "place": whom.place,
        "wants": whom.wants,
        "organisation": whom.organisation,
        "person": whom.person,
        "exempt": whom.exempt,
        "words": whom.words.strip(),
        "asked_by": by.name,
        "asked_at": clock.now(),
    }


def _whom_fits(about: Subject, whom: Whom) -> None:
    if whom.organisation.closed_on:
        raise UserError(
            Fault("the organisation is closed", "Choose one that is open", value=whom.organisation.name)
        )
    if about.kind is not SubjectKind.INDICATOR and whom.wants != Wants.COMMENT:
        problem = f"a figure cannot be asked for about an {about.kind}"
        raise UserError(Fault(problem, "Ask for a comment, or about a measure", value=about.code))
    if whom.wants != Wants.COMMENT:
        _takes_figures(about)


def _takes_figures(about: Subject) -> None:
    """A measure takes figures by returns where its definition says that they come from there: then its pages
    name the right source, and no two sources ever tell one figure."""
    indicator = subjects.indicator(about)
    if indicator is not None and indicator.source != returned(about.code):
        problem = f"its figures come from the source {indicator.source}"
        remedy = f'Ask for a comment alone, or set source = "{returned(about.code)}" in its definition'
        raise UserError(Fault(problem, remedy, value=about.code))


def _must_be_free(by: By, row: Ask) -> None:
    _may_ask(by, row)
    same = Ask.objects.filter(subject_kind=row.subject_kind, subject=row.subject, place=row.place)
    if same.filter(period=row.period).exclude(state=State.WITHDRAWN).exists():
        remedy = "Choose another period, or withdraw that one first"
        raise UserError(Fault("this is asked for already", remedy, value=str(row)))


def _may_ask(by: By, row: Ask | Schedule) -> None:
    thing = Thing(subjects.priorities(row.about), line_above(row.organisation), frozenset(), row.exempt)
    by.must(Right.ASK_RETURNS, thing)


def parse_or_refuse(text: str) -> Period:
    """The period of a text. Raises UserError when it is none."""
    try:
        return parse_period(text)
    except (ValueError, OverflowError) as error:
        remedy = "Write its first day and its length, such as 2026-04-01/P3M"
        raise UserError(Fault("this is not a period", remedy, value=text)) from error
