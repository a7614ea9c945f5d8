"""The time before a poll: its rules, who sets it, and what it holds back wherever people publish."""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

import ropewalk
from ropewalk.accounts import actions, audit, guard, published
from ropewalk.accounts.by import By, NotAllowedError
from ropewalk.accounts.guard import HeldBackError
from ropewalk.accounts.models import Event, PreElection
from ropewalk.accounts.pre_election import GROUNDS, HELD, Ground, Period, Publishing, in_force, is_held
from ropewalk.accounts.rights import Held, Reach, Scope
from ropewalk.accounts.roles import Role
from ropewalk.vocabulary.errors import UserError

DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))
PUBLISHER = By("p@example.org", (Held(Role.PUBLISHER),))
POLL = "Council elections on 6 May"


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first = draw(DAYS)
    return Period(POLL, first, first + timedelta(days=draw(st.integers(0, 92))))


def today(more: int = 0) -> date:
    return timezone.localdate() + timedelta(days=more)


def a_period(first: int = 0, last: int = 30) -> PreElection:
    return actions.set_pre_election(PUBLISHER, POLL, today(first), today(last))


@given(st.lists(periods(), max_size=4), DAYS)
def test_a_day_is_held_by_the_calendar_alone(every: list[Period], day: date) -> None:
    found = in_force(every, day)
    assert (found is not None) == any(one.first <= day <= one.last for one in every)
    assert found is None or found in every


@given(periods(), st.none() | DAYS)
def test_only_what_was_announced_before_the_first_day_goes_ahead(period: Period, told: date | None) -> None:
    assert is_held(period, told) == (told is None or told >= period.first)
    assert not is_held(None, told)


@given(periods(), periods())
def test_two_periods_meet_where_a_day_lies_in_both(one: Period, other: Period) -> None:
    shared = max(one.first, other.first) <= min(one.last, other.last)
    assert one.meets(other) == other.meets(one) == shared


def test_every_kind_and_ground_has_its_words() -> None:
    assert set(HELD) == set(Publishing)
    assert set(GROUNDS) == set(Ground)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "by",
    [
        *(By(role, (Held(role),)) for role in Role if role is not Role.PUBLISHER),
        By("part", (Held(Role.PUBLISHER, Scope(Reach.PRIORITY, "1.1")),)),
    ],
    ids=lambda by: by.name,
)
def test_only_who_publishes_over_everything_sets_ends_and_lets_through(by: By) -> None:
    with pytest.raises(NotAllowedError):
        actions.set_pre_election(by, POLL, today(), today(9))
    row = a_period()
    with pytest.raises(NotAllowedError):
        actions.end_pre_election(by, row, "Over.")
    with pytest.raises(NotAllowedError):
        actions.let_through(by, row, Publishing.COMMENT, "1", Ground.STATUTORY, "By law.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("poll", "first", "last", "why"),
    [
        (" ", 0, 9, "which poll"),
        (POLL, -1, 9, "in the past"),
        (POLL, 5, 4, "does not end in time"),
        (POLL, 0, 93, "does not end in time"),
    ],
)
def test_a_period_that_cannot_be_is_refused(poll: str, first: int, last: int, why: str) -> None:
    with pytest.raises(UserError, match=why):
        actions.set_pre_election(PUBLISHER, poll, today(first), today(last))
    assert not PreElection.objects.exists()


@pytest.mark.django_db
def test_periods_do_not_meet_and_each_write_is_in_the_audit() -> None:
    before = published.number()
    row = a_period(3, 20)
    with pytest.raises(UserError, match="meets"):
        a_period(20, 30)
    actions.end_pre_election(PUBLISHER, row, "The poll was called off.")
    with pytest.raises(UserError, match="over"):
        actions.end_pre_election(PUBLISHER, row, "Again.")
    a_period(20, 30)
    assert published.number() == before + 3
    assert [one.what for one in Event.objects.all()] == [
        "time before a poll set",
        "time before a poll ended",
        "time before a poll set",
    ]
    assert audit.broken() is None
    assert [one.first for one in guard.periods()] == [today(20)]


def ask(kind: Publishing = Publishing.COMMENT, thing: str = "7", **told: date) -> None:
    with audit.writing(PUBLISHER) as say:
        guard.guard(say, kind, thing, **told)


@pytest.mark.django_db
def test_it_begins_and_ends_by_the_day_and_nothing_is_held_otherwise() -> None:
    ask()
    a_period(2, 5)
    for more in (0, 1, 6):
        ask(on=today(more))
    for more in (2, 5):
        with pytest.raises(HeldBackError, match="held back until the end of"):
            ask(on=today(more))
    ask(on=today(3), announced=today(1))
    with pytest.raises(HeldBackError):
        ask(on=today(3), announced=today(2))


@pytest.mark.django_db
def test_what_is_let_through_goes_through_once_with_its_reason_in_the_audit() -> None:
    row = a_period()
    with pytest.raises(UserError, match="reason"):
        actions.let_through(PUBLISHER, row, Publishing.COMMENT, "7", Ground.STATUTORY, " ")
    actions.let_through(PUBLISHER, row, Publishing.COMMENT, "7", Ground.STATUTORY, "By law.")
    with pytest.raises(UserError, match="already"):
        actions.let_through(PUBLISHER, row, Publishing.COMMENT, "7", Ground.MISTAKE, "Again.")
    for kind, thing in ((Publishing.COMMENT, "8"), (Publishing.REPLY, "7")):
        with pytest.raises(HeldBackError):
            ask(kind, thing)
    ask()
    assert Event.objects.last().what == "published before a poll"
    assert "By law." in Event.objects.last().after
    with pytest.raises(HeldBackError):
        ask()
    actions.end_pre_election(PUBLISHER, row, "Over.")
    with pytest.raises(UserError, match="nothing is held"):
        actions.let_through(PUBLISHER, row, Publishing.COMMENT, "9", Ground.STATUTORY, "By law.")


# What readers see move, and why it is not held back: every other function that says so must ask the guard.
GOES_ON = {
    "commentary": {"withdraw", "withdraw_reply"},
    "releases": {
        *("plan", "change", "move", "cancel", "correct", "hold_back"),  # the calendar itself
        *("add_early_reader", "remove_early_reader"),  # who reads early is told at once
    },
    "plan": {
        "change_record",  # of what readers see already
        "review_plan",
        "_save",  # the answer to a change asked for that readers see already: the next release tells it
        *("set_override", "end_override", "_add", "_write", "_carry_out", "stop_action", "write_now"),
        "load_delivery",
    },
    "accounts": {"set_pre_election", "end_pre_election"},
}


def functions_that_publish(room: Path) -> list[tuple[str, set[str]]]:
    """Every function of a room that says that readers see something new, with the names that it calls."""
    found = []
    for file in sorted(room.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                calls = {ast.unparse(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}
                if "published.changed" in calls:
                    found.append((node.name, calls))
    return found


@pytest.mark.parametrize("room", sorted(GOES_ON))
def test_what_publishes_asks_the_guard_or_says_why_it_goes_on(room: str) -> None:
    found = functions_that_publish(Path(ropewalk.__file__).parent / room)
    assert found
    bare = {name for name, calls in found if not calls & {"guard", "_guarded"}}
    assert bare == GOES_ON[room] & {name for name, _ in found}
