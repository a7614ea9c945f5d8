"""What is asked of whom: returns that were asked for, and the rhythms by which they are asked again."""

from collections.abc import Mapping, Sequence
from typing import Any

from ropewalk.accounts.by import By
from ropewalk.accounts.models import Organisation, Person
from ropewalk.accounts.roles import Right
from ropewalk.office.lists.listed import (
    END,
    LONG,
    Listed,
    Rows,
    found,
    organisations,
    refuse,
    row,
    yes,
    yes_no,
)
from ropewalk.office.return_words import WANTS_NAMES, state_name
from ropewalk.plan import subjects
from ropewalk.plan.subjects import subject_of
from ropewalk.returns import actions, reads
from ropewalk.returns.actions import Whom
from ropewalk.returns.models import Ask, Schedule
from ropewalk.returns.models.ask import Wants
from ropewalk.returns.states import Step
from ropewalk.sheets.columns import Column, Kind, When, named
from ropewalk.sheets.found import Change
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.language import _, later

PERIOD = later("Its first day and its length, such as 2026-04-01/P3M for a quarter from April.")


def _choices() -> Mapping[str, Mapping[str, str]]:
    people = Person.objects.filter(is_active=True).values_list("email", "name")
    return {
        "about": named((one.text, title) for one, title in subjects.every().items()),
        "wants": named((want.value, _(name)) for want, name in WANTS_NAMES.items()),
        "organisation": organisations(),
        "person": named((email, f"{name} ({email})") for email, name in people),
        "exempt": yes_no(),
        "end": yes(),
    }


def _asked(one: Ask | Schedule) -> dict[str, Any]:
    """What both have."""
    return {
        "about": one.about.text,
        "place": one.place,
        "wants": one.wants,
        "organisation": one.organisation.code,
        "person": one.person.email if one.person else "",
        "exempt": one.exempt,
        "words": one.words,
    }


def _asks(by: By, of: str) -> Rows:
    titles = subjects.every()
    rows = (
        row(
            one.pk,
            f"{titles.get(one.about, one.subject)}, {one.period}",
            **_asked(one),
            period=one.period,
            due=one.due,
            state=state_name(one.state),
            withdraw="",
        )
        for one in reads.asks(by)
    )
    return rows, _choices()


def _schedules(by: By, of: str) -> Rows:
    titles = subjects.every()
    rows = (
        row(
            one.pk,
            titles.get(one.about, one.subject),
            **_asked(one),
            first=one.first,
            due_days=one.due_days,
            last=getattr(one, "last", None),
            end="",
        )
        for one in reads.schedules(by)
    )
    return rows, _choices()


def _whom(one: Change, teams: Mapping[str, Organisation], people: Mapping[str, Person]) -> Whom:
    for name, what in (
        ("about", "about what"),
        ("wants", "what is asked for"),
        ("organisation", "who answers"),
    ):
        if not one.text(name):
            refuse(f"it is not said {what}", "Choose one of the list")
    return Whom(
        found(teams, one.text("organisation")),
        Wants(one.text("wants")),
        found(people, one.text("person")) if one.text("person") else None,
        one.text("place"),
        one.text("words"),
        one.text("exempt") == "yes",
    )


def _everybody() -> tuple[dict[str, Organisation], dict[str, Person]]:
    teams = {one.code: one for one in Organisation.objects.all()}
    return teams, {one.email: one for one in Person.objects.filter(is_active=True)}


def _write_asks(by: By, of: str, changes: Sequence[Change]) -> None:
    everybody = _everybody()
    held = {str(one.pk): one for one in Ask.objects.filter(pk__in=[one.id for one in changes if one.id])}
    for one in changes:
        if one.id:
            target = found(held, one.id)
            actions.take(by, target.pk, Step.WITHDRAW, target.version, one.text("withdraw"))
            continue
        whom = _whom(one, *everybody)
        due: Any = one["due"]
        if due is None:
            refuse("it is not said by when", "Write the day")
        actions.ask(by, subject_of(one.text("about")), one.text("period"), due, whom)


def _write_schedules(by: By, of: str, changes: Sequence[Change]) -> None:
    everybody = _everybody()
    held = {str(one.pk): one for one in Schedule.objects.filter(ended_at=None)}
    for one in changes:
        if one.id:
            actions.end_schedule(by, found(held, one.id).pk)
            continue
        whom = _whom(one, *everybody)
        days: Any = one["due_days"]
        if days is None or not 0 <= days <= 366:
            refuse("it is not said how many days there are to answer", "Write a number from 0 to 366")
        actions.add_schedules(by, [subject_of(one.text("about"))], one.text("first"), days, whom)
    if any(not one.id for one in changes):
        actions.ask_what_is_due(by, clock.today())


def _new(name: str, title: str, kind: Kind = Kind.TEXT, **told: Any) -> Column:
    return Column(name, title, kind, When.NEW, **told)


WHOM = (
    _new("about", later("About what"), Kind.CHOICE),
    _new("place", later("Code of the place, empty for the plan's own"), most=120),
    _new("wants", later("What is asked for"), Kind.CHOICE),
    _new("organisation", later("Who answers"), Kind.CHOICE),
    _new("person", later("Which of them"), Kind.CHOICE),
    _new("exempt", later("It is exempt from publication"), Kind.CHOICE),
    _new("words", later("A word to who answers"), most=1000),
)
RETURNS = (
    Listed(
        "asked-returns",
        later("Returns that were asked for"),
        "returns",
        Right.READ,
        (
            *WHOM,
            _new("period", later("Period"), hint=PERIOD),
            _new("due", later("Due"), Kind.DAY),
            Column("state", later("Where it stands"), when=When.NEVER),
            Column("withdraw", later("Take it off the list, because"), most=LONG),
        ),
        _asks,
        _write_asks,
        note=later("What is owed is sent in by the sheet of returns. To ask for another day, ask anew."),
    ),
    Listed(
        "rhythms",
        later("Rhythms of returns"),
        "returns-rhythms",
        Right.READ,
        (
            *WHOM,
            _new("first", later("First period"), hint=PERIOD),
            _new("due_days", later("Days to answer after its last day"), Kind.WHOLE),
            Column("last", later("Asked until now"), when=When.NEVER),
            Column("end", later("Ask no more"), Kind.CHOICE, hint=END),
        ),
        _schedules,
        _write_schedules,
    ),
)
