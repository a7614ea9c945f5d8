"""Letters about questions and challenges: who hears of what, when, and never twice a day."""

from datetime import timedelta

import pytest
from asked_for import WORK
from django.core import mail
from office_people import as_
from scrutinised import a_challenge, a_committee, housing

from ropewalk.accounts import daily
from ropewalk.scrutiny import actions, remind
from ropewalk.scrutiny.models import Question
from ropewalk.vocabulary import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return a_committee()


def told(days: int = 0) -> dict[str, str]:
    """Who gets a letter after so many days, and its subject."""
    mail.outbox.clear()
    moment = clock.now() + timedelta(days=days)
    with clock.told_by(lambda: moment):
        remind.remind(clock.today(), lambda row: f"https://x.example.org/{row.pk}")
    return {letter.to[0].partition("@")[0]: letter.subject for letter in mail.outbox}


def asked(team, **given) -> Question:
    return actions.ask(as_(team["cllr"]), WORK, "Why so slow?", housing(), **given)


def test_who_owes_an_answer_hears_of_it_once_when_it_is_due_and_each_week_when_late(team) -> None:
    due = clock.today() + timedelta(days=14)
    asked(team, due=due)
    everybody = {"carol", "colin", "paula"}
    assert set(told()) == everybody
    assert told() == {}
    assert told(5) == {}
    assert set(told(11)) == everybody
    assert set(told(14).values()) == {"Questions and challenges: 1 to answer"}
    assert set(told(15).values()) == {"Questions and challenges: 1 late"}
    assert told(18) == {}
    assert set(told(21)) == everybody


def test_who_asked_hears_that_it_was_answered_and_who_publishes_that_it_waits(team) -> None:
    row = asked(team)
    told()
    actions.answer(as_(team["carol"]), row.pk, row.version, "So.")
    found = told(1)
    assert found["cllr"] == "Your question was answered"
    assert found["vera"] == "Questions and challenges wait for you"
    assert "carol" not in found
    assert "cllr" not in told(2)


def test_who_moderates_hears_of_a_challenge_once_it_is_confirmed(team) -> None:
    a_challenge(confirmed=False)
    assert told() == {}
    a_challenge()
    assert {"vera", "paula"} <= set(told())
    assert "https://x.example.org/" in mail.outbox[0].body


def test_a_letter_that_cannot_go_is_tried_again(team, monkeypatch) -> None:
    asked(team)

    def fails(*_: object) -> None:
        raise OSError("no server")

    with monkeypatch.context() as patched:
        patched.setattr(daily, "send_mail", fails)
        assert len(remind.remind(clock.today(), str).failed) == 3
    assert len(told()) == 3
