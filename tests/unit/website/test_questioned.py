"""Readers see what was asked and challenged, where it was asked, by when it was due and what was said."""

from datetime import timedelta

import pytest
from asked_for import CLUBS, WORK
from django.utils import timezone
from office_people import as_
from scrutinised import EMAIL, WORDS, a_challenge, housing, upheld, with_councillor

from ropewalk.publish.account import _open
from ropewalk.publish.website.account import open_account
from ropewalk.scrutiny import actions
from ropewalk.scrutiny.models import Challenge, Question, Turn
from ropewalk.scrutiny.models.challenge import Declined

HEADING = "Questions and challenges"


@pytest.fixture
def team(account) -> dict:
    _open.cache_clear()  # another test's database had come to the same state, with other words in it
    return with_councillor()


def page(get, at: str) -> str:
    answer = get(at)
    assert answer.status_code == 200, at
    return answer.content.decode()


def asked(team, about=WORK, **told) -> Question:
    return actions.ask(as_(team["cllr"]), about, "Why is <b>work</b> slow?", housing(), **told)


def accepted(team, **told) -> Challenge:
    row = a_challenge(**told)
    return actions.accept(as_(team["paula"]), row.pk, row.version, housing())


def test_a_page_says_nothing_of_questions_where_there_are_none(get, team) -> None:
    assert HEADING not in page(get, "/indicators/work/")
    assert "Councillors have asked nothing in public yet." in page(get, "/questions/")
    assert "No reader’s challenge has been shown or declined yet." in page(get, "/challenges/")


def test_a_question_stands_on_its_subjects_page_and_in_the_register(get, team) -> None:
    before = open_account().key
    row = asked(team)
    assert open_account().key != before
    for at in ("/indicators/work/", "/questions/", f"/questions/{row.pk}/"):
        assert "Why is &lt;b&gt;work&lt;/b&gt; slow?" in page(get, at)
    assert f"/questions/{row.pk}/" in page(get, "/indicators/work/")
    assert HEADING not in page(get, "/indicators/queues/")
    assert "We answered 0 of 1 question." in page(get, "/questions/")
    asked(team, CLUBS)
    assert "Work clubs: <a" in page(get, "/priorities/1.1/")


def test_what_is_late_is_plain_to_see_and_counted(get, team) -> None:
    row = asked(team)
    long_ago = timezone.localdate() - timedelta(days=3)
    Question.objects.update(due=long_ago)
    Turn.objects.update(due=long_ago)
    asked(team, CLUBS)
    late = asked(team, CLUBS)
    actions.answer(as_(team["carol"]), late.pk, late.version, "Now.")
    Turn.objects.filter(question=late, kind="question").update(due=long_ago)
    found = page(get, "/questions/")
    assert "We answered 1 of 3 questions. Answers that came late: 1. Overdue now: 1." in found
    assert "Overdue" in page(get, f"/questions/{row.pk}/")
    assert "Answered late" in page(get, f"/questions/{late.pk}/")
    assert "It waits to be checked before it is shown." in page(get, f"/questions/{late.pk}/")


def test_what_was_asked_in_private_has_no_page(get, team) -> None:
    row = asked(team, public=False)
    assert get(f"/questions/{row.pk}/").status_code == 404
    assert get("/questions/999999/").status_code == 404


def test_an_exempt_answer_is_told_of_and_not_told(get, team) -> None:
    row = asked(team)
    actions.answer(as_(team["carol"]), row.pk, row.version, "A secret.", exempt=True)
    found = page(get, f"/questions/{row.pk}/")
    assert "A secret." not in found
    assert "The law lets the council keep it to itself." in found


def test_a_challenge_is_shown_with_its_answer_and_never_with_an_address(get, team, client) -> None:
    row = accepted(team, name="Ann Other", show_name=True)
    hidden = accepted(team, name="Bea Hidden")
    assert "There is no answer yet." in page(get, f"/challenges/{row.pk}/")
    row = actions.answer_challenge(
        as_(team["carol"]), row.pk, row.version, upheld(changed="The note.", release=9)
    )
    actions.publish_challenge(as_(team["vera"]), row.pk, row.version)
    found = page(get, f"/challenges/{row.pk}/")
    assert {word for word in (WORDS, "Ann Other", "You are right.", "The note.") if word in found} == {
        *(WORDS, "Ann Other", "You are right.", "The note.")
    }
    everywhere = [f"/challenges/{one.pk}/" for one in (row, hidden)]
    everywhere += ["/challenges/", "/indicators/work/", "/priorities/1.1/", "/questions/", "/api/v1/"]
    everywhere += ["/api/v1/indicators/work", "/changes.atom", "/data/"]
    for at in everywhere:
        told = get(at).content.decode()
        assert EMAIL not in told, at
        assert "Bea Hidden" not in told, at


def test_counts_are_told_with_what_they_are_out_of(get, team) -> None:
    a_challenge(confirmed=False)
    row = accepted(team)
    row = actions.answer_challenge(as_(team["carol"]), row.pk, row.version, upheld())
    actions.publish_challenge(as_(team["vera"]), row.pk, row.version)
    gone = a_challenge()
    actions.decline(as_(team["vera"]), gone.pk, gone.version, Declined.ADVERT)
    found = page(get, "/challenges/")
    for words in ("2 of 3", "We answered 1 of 2 challenges from readers.", "1 of 1", "0, from 1 answered"):
        assert words in found, words
    assert get(f"/challenges/{gone.pk}/").status_code == 404


def test_pages_are_asked_of_the_database_once_for_a_state_of_the_account(
    get, team, django_assert_max_num_queries
) -> None:
    accepted(team)
    asked(team)
    page(get, "/indicators/work/")
    with django_assert_max_num_queries(6):
        page(get, "/priorities/1.1/")


@pytest.mark.parametrize("at", ["/cy/questions/", "/cy/challenges/", "/cy/challenge/indicator/work/"])
def test_the_record_is_read_in_welsh_too(get, team, at) -> None:
    asked(team)
    accepted(team)
    assert 'lang="cy"' in page(get, at)
