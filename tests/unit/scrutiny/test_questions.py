"""Questions: put to who owns the matter, answered by a day, published by somebody else, followed up."""

from datetime import timedelta

import pytest
from asked_for import CLUBS, MONTH, WORK, somebody
from django.utils import timezone
from office_people import as_
from scrutinised import a_committee, housing

from ropewalk.accounts import actions as people
from ropewalk.accounts import audit, published
from ropewalk.accounts.by import NotAllowedError
from ropewalk.accounts.guard import HeldBackError
from ropewalk.accounts.models import Organisation
from ropewalk.accounts.pre_election import Ground, Publishing
from ropewalk.accounts.rights import Reach, Scope
from ropewalk.accounts.roles import Role
from ropewalk.plan import models
from ropewalk.scrutiny import actions, public, reads
from ropewalk.scrutiny.actions import StaleError
from ropewalk.scrutiny.days import due_after
from ropewalk.scrutiny.models import Question
from ropewalk.scrutiny.owners import owner_of
from ropewalk.scrutiny.states import State, Step
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import UserError

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return a_committee()


def asked(team, **told) -> Question:
    return actions.ask(as_(team["cllr"]), WORK, "Why so slow?", housing(), period=MONTH, **told)


def answered(team, **told) -> Question:
    row = asked(team)
    return actions.answer(as_(team["carol"]), row.pk, row.version, "We had no staff.", "Head", **told)


def test_a_question_asked_in_public_is_public_and_due_in_ten_working_days(team) -> None:
    before = published.number()
    row = asked(team)
    assert row.due == due_after(timezone.localdate(), 10)
    (found,) = public.record().questions
    assert (found.subject, found.organisation, found.waits) == ("indicator:work", "Housing", True)
    assert found.turns[0].text == "Why so slow?"
    assert published.number() == before + 1
    assert audit.broken() is None


def test_what_is_asked_in_private_stays_in_the_office(team) -> None:
    before = published.number()
    row = asked(team, public=False)
    row = actions.answer(as_(team["carol"]), row.pk, row.version, "Because.")
    assert public.record().questions == ()
    assert published.number() == before
    with pytest.raises(UserError, match="not asked in public"):
        actions.publish(as_(team["vera"]), row.pk, row.turns.last().pk, row.version)


def test_an_answer_is_shown_once_somebody_else_publishes_it(team) -> None:
    row = answered(team)
    turn = row.turns.last()
    (found,) = public.record().questions
    assert (found.turns[1].text, found.turns[1].name) == ("", "")
    assert found.turns[0].answered == timezone.localdate()
    paula = as_(team["paula"])
    own = actions.answer(paula, row.pk, row.version, "And more.")
    with pytest.raises(NotAllowedError):
        actions.publish(paula, own.pk, own.turns.last().pk, own.version)
    actions.publish(as_(team["vera"]), row.pk, turn.pk, own.version)
    assert [one.text for one in public.record().questions[0].turns] == [
        "Why so slow?",
        "We had no staff.",
        "",
    ]


def test_an_exempt_answer_is_never_shown_and_scrutiny_does_not_read_it(team) -> None:
    row = answered(team, exempt=True)
    with pytest.raises(UserError, match="exempt"):
        actions.publish(as_(team["vera"]), row.pk, row.turns.last().pk, row.version)
    assert public.record().questions[0].turns[1].text == ""
    found = reads.question(as_(team["cllr"]), row.pk)
    assert [one.hidden for one in found.turns] == [False, True]
    assert not reads.question(as_(team["vera"]), row.pk).turns[1].hidden


def test_a_question_made_exempt_leaves_the_public_record(team) -> None:
    row = answered(team)
    actions.publish(as_(team["vera"]), row.pk, row.turns.last().pk, row.version)
    with pytest.raises(NotAllowedError):
        actions.make_exempt(as_(team["carol"]), row.pk, row.version + 1, "A court case.")
    actions.make_exempt(as_(team["vera"]), row.pk, row.version + 1, "A court case.")
    assert public.record().questions == ()
    assert reads.question(as_(team["cllr"]), row.pk) is not None  # who asked it still sees that they did


def test_a_question_is_followed_up_answered_again_and_closed(team) -> None:
    row = answered(team)
    row = actions.follow_up(as_(team["cllr"]), row.pk, row.version, "And by when?")
    assert row.stands is State.FOLLOWED_UP
    row = actions.answer(as_(team["carol"]), row.pk, row.version, "By May.")
    row = actions.close(as_(team["cllr"]), row.pk, row.version, "We come back to it in May.")
    assert [one.kind for one in row.turns.all()] == ["question", "answer", "follow-up", "answer", "closing"]
    with pytest.raises(UserError, match="closed"):
        actions.follow_up(as_(team["cllr"]), row.pk, row.version, "Well?")


def test_only_who_asked_takes_a_question_back_and_readers_see_that_they_did(team) -> None:
    row = asked(team)
    other = somebody("other@example.org", Role.SCRUTINY)
    with pytest.raises(NotAllowedError):
        actions.withdraw(as_(other), row.pk, row.version, "No.")
    actions.withdraw(as_(team["cllr"]), row.pk, row.version, "It was answered in the meeting.")
    (found,) = public.record().questions
    assert found.state == "withdrawn"
    assert found.turns[-1].text == "It was answered in the meeting."


def test_two_at_once_do_not_write_over_each_other(team) -> None:
    row = asked(team)
    actions.answer(as_(team["carol"]), row.pk, row.version, "One.")
    with pytest.raises(StaleError):
        actions.answer(as_(team["colin"]), row.pk, row.version, "Two.")


@pytest.mark.parametrize(
    ("who", "may"), [("cllr", True), ("carol", False), ("vera", False), ("paula", False)]
)
def test_scrutiny_alone_asks(team, who, may) -> None:
    if may:
        assert actions.ask(as_(team[who]), WORK, "Why?", housing()).pk
    else:
        with pytest.raises(NotAllowedError):
            actions.ask(as_(team[who]), WORK, "Why?", housing())


def test_whoever_works_for_the_owner_answers_and_nobody_else_does(team) -> None:
    row = asked(team)
    college = Scope(Reach.ORGANISATION, "toy-college")
    partner = somebody("pat@example.org", Role.CONTRIBUTOR, college)
    for nobody in (partner, team["cllr"], team["vera"]):
        with pytest.raises(NotAllowedError):
            actions.answer(as_(nobody), row.pk, row.version, "Hm.")
    assert actions.answer(as_(team["colin"]), row.pk, row.version, "So.").stands is State.ANSWERED


def test_a_question_is_put_to_who_owns_the_matter(team) -> None:
    assert owner_of(WORK) is None
    models.Action.objects.filter(code="work-clubs").update(organisation="housing")
    assert owner_of(CLUBS) == housing()
    Organisation.objects.filter(code="repairs").update(name="Director of growth")
    assert owner_of(WORK).code == "repairs"


def test_my_lists_hold_what_waits_for_me_and_what_is_late(team) -> None:
    row = asked(team)
    assert [one.pk for one in reads.waiting(as_(team["carol"])).answer] == [row.pk]
    assert not reads.waiting(as_(team["cllr"])).any
    Question.objects.update(due=timezone.localdate() - timedelta(days=2))
    assert [
        reads.days_late(one, timezone.localdate()) for one in reads.questions(as_(team["vera"]), late=True)
    ] == [2]
    row = actions.answer(as_(team["carol"]), row.pk, row.version, "Done.")
    assert [one.pk for one in reads.waiting(as_(team["vera"])).publish] == [row.pk]
    assert not reads.questions(as_(team["vera"]), late=True)


def test_who_may_do_what_is_told_with_the_question(team) -> None:
    row = answered(team)
    told = {name: set(reads.question(as_(team[name]), row.pk).steps) for name in ("cllr", "carol", "vera")}
    assert told == {"cllr": {Step.FOLLOW_UP, Step.CLOSE}, "carol": {Step.ANSWER}, "vera": set()}
    elsewhere = somebody("x@example.org", Role.VIEWER, Scope(Reach.ORGANISATION, "toy-college"))
    private = asked(team, public=False)
    assert reads.question(as_(elsewhere), private.pk) is None
    assert {one.pk for one in reads.questions(as_(elsewhere))} == {row.pk}


def test_the_whole_record_is_read_by_four_queries(team, django_assert_num_queries) -> None:
    for _ in range(3):
        answered(team)
    with django_assert_num_queries(4):
        assert len(public.record().questions) == 3


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"text": " "}, "must say something"),
        ({"text": "x" * 6000}, "longer than"),
        ({"period": "soon"}, "not a period"),
        ({"due": timezone.localdate() - timedelta(days=1)}, "over"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_written(team, told, problem) -> None:
    text = told.pop("text", "Why?")
    with pytest.raises(UserError, match=problem):
        actions.ask(as_(team["cllr"]), WORK, text, housing(), **told)
    assert not Question.objects.exists()


def test_before_a_poll_nothing_new_is_shown_until_somebody_lets_it_through(team) -> None:
    row = answered(team)
    today, paula = clock.today(), as_(team["paula"])
    poll = people.set_pre_election(paula, "Elections", today, today + timedelta(days=9))
    held = (
        lambda: asked(team),
        lambda: actions.follow_up(as_(team["cllr"]), row.pk, row.version, "And?"),
        lambda: actions.publish(as_(team["vera"]), row.pk, row.turns.last().pk, row.version),
    )
    for write in held:
        with pytest.raises(HeldBackError):
            write()
    assert asked(team, public=False).pk  # in the office work goes on
    people.let_through(paula, poll, Publishing.ANSWER, str(row.pk), Ground.STATUTORY, "The law asks for it.")
    assert held[2]().turns.last().published_at
