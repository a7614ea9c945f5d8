"""Letters: on the right days, one a person and day, however often they are sent for."""

from datetime import date, timedelta

import pytest
from asked_for import CLUBS, DUE, MONTH, QUEUES, TODAY, of_housing
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st
from office_people import as_

from ropewalk.accounts import daily
from ropewalk.returns import actions, remind
from ropewalk.returns.actions import Sending
from ropewalk.returns.models import Reminder
from ropewalk.returns.models.ask import Wants
from ropewalk.returns.said import Said


def address(pk: int) -> str:
    return f"https://account.example.org/office/returns/{pk}/"


def test_days_of_letters() -> None:
    days = [
        day for day in range(-20, 40) if remind.last_day(DUE, DUE + timedelta(day)) == DUE + timedelta(day)
    ]
    assert days == [-14, -7, -1, 0, 1, 7, 14, 21, 28, 35]
    assert not remind.is_escalated(DUE, DUE + timedelta(6))
    assert remind.is_escalated(DUE, DUE + timedelta(7))


@given(st.integers(-30, 60), st.integers(0, 30))
def test_a_day_that_nobody_ran_it_is_made_up_for_and_no_day_is_told_twice(offset: int, gap: int) -> None:
    today = DUE + timedelta(offset)
    if remind.is_day(DUE, today, None):
        assert not remind.is_day(DUE, today, today)
        later = today + timedelta(gap)
        assert remind.is_day(DUE, later, today) == (remind.last_day(DUE, later) > today)
    else:
        assert offset < -14


@pytest.mark.django_db
def test_owners_checkers_and_who_asked_hear_of_it_once_a_day(team) -> None:
    row = actions.ask(as_(team["paula"]), QUEUES, MONTH, DUE, of_housing())
    assert remind.remind(DUE - timedelta(20), address).letters == 0
    assert remind.remind(DUE, address).letters == 2
    assert remind.remind(DUE, address).letters == 0
    assert {letter.to[0] for letter in mail.outbox} == {"carol@example.org", "colin@example.org"}
    assert mail.outbox[0].subject == "Returns: 1 to send in"
    assert f"Waiting time, January 2024: due on 14 February 2024\n{address(row.pk)}" in mail.outbox[0].body
    mail.outbox.clear()
    remind.remind(DUE + timedelta(7), address)
    told = {letter.to[0]: letter for letter in mail.outbox}
    assert set(told) == {"carol@example.org", "colin@example.org", "paula@example.org"}
    assert told["carol@example.org"].subject == "Returns: 1 late"
    assert "owed by others" in told["paula@example.org"].body
    actions.send(as_(team["carol"]), Sending(row.pk, row.version, Said(value=1.0)), today=TODAY)
    mail.outbox.clear()
    remind.remind(DUE + timedelta(8), address)
    assert [letter.to[0] for letter in mail.outbox] == ["vera@example.org"]


@pytest.mark.django_db
def test_what_is_exempt_is_not_named_in_a_letter(team) -> None:
    actions.ask(as_(team["paula"]), CLUBS, MONTH, DUE, of_housing(Wants.COMMENT, exempt=True))
    remind.remind(DUE, address)
    assert "Work clubs" not in mail.outbox[0].body
    assert "A return, January 2024" in mail.outbox[0].body


@pytest.mark.django_db
def test_a_letter_that_could_not_be_sent_is_sent_by_the_next_run(team, monkeypatch) -> None:
    actions.ask(as_(team["paula"]), QUEUES, MONTH, DUE, of_housing(person=team["carol"]))

    def shut(*_: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr(daily, "send_mail", shut)
        assert remind.remind(DUE, address).failed == ("carol@example.org",)
    assert remind.remind(DUE, address).letters == 1
    assert Reminder.objects.get().sent_at


@pytest.mark.django_db
def test_a_letter_that_another_run_is_sending_is_left_to_it_for_a_while(team) -> None:
    from django.utils import timezone

    actions.ask(as_(team["paula"]), QUEUES, MONTH, DUE, of_housing(person=team["carol"]))
    row = Reminder.objects.create(person=team["carol"], day=DUE, begun_at=timezone.now())
    assert remind.remind(DUE, address).letters == 0
    Reminder.objects.filter(pk=row.pk).update(begun_at=timezone.now() - timedelta(hours=1))
    assert remind.remind(DUE, address).letters == 1
    assert date(2024, 2, 14) == DUE
