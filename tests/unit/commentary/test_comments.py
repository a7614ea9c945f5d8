"""Comments: signed by who wrote them, published by somebody else, withdrawn in sight, replied to."""

import pytest
from asked_for import MONTH, WORK, a_plan, a_team, somebody
from office_people import as_

from ropewalk.accounts import audit, published
from ropewalk.accounts.by import NotAllowedError
from ropewalk.accounts.models import Organisation
from ropewalk.accounts.once import reading
from ropewalk.accounts.rights import Reach, Scope
from ropewalk.accounts.roles import Role
from ropewalk.commentary import actions, public, reads
from ropewalk.commentary.actions import StaleError
from ropewalk.commentary.models import Comment
from ropewalk.commentary.models.comment import State
from ropewalk.vocabulary.errors import UserError

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    a_plan()
    return a_team()


def housing() -> Organisation:
    return Organisation.objects.get(code="housing")


def written(team) -> Comment:
    return actions.write(as_(team["carol"]), WORK, MONTH, "More work.", "Head of Jobs", housing())


def shown(team) -> Comment:
    row = written(team)
    actions.sign(as_(team["carol"]), row.pk, 1, "It went up.")
    return actions.publish(as_(team["paula"]), row.pk, 2)


def test_readers_see_a_comment_once_it_is_signed_and_published(team) -> None:
    row = written(team)
    assert public.comments() == {}
    with pytest.raises(UserError, match="would have to be signed"):
        actions.publish(as_(team["paula"]), row.pk, 1)
    before = published.number()
    actions.sign(as_(team["carol"]), row.pk, 1, "It went up.")
    assert published.number() == before
    actions.publish(as_(team["paula"]), row.pk, 2)
    assert published.number() == before + 1
    (said,) = public.comments()["indicator:work"]
    assert (said.words.text, said.words.name, said.words.role) == ("More work.", "Carol", "Head of Jobs")
    assert Comment.objects.get().said == "It went up."
    assert audit.broken() is None


def test_nobody_signs_for_another_nor_publishes_their_own(team) -> None:
    row = written(team)
    with pytest.raises(NotAllowedError):
        actions.sign(as_(team["colin"]), row.pk, 1)
    own = actions.write(as_(team["paula"]), WORK, MONTH, "Mine.", "Chief", housing())
    actions.sign(as_(team["paula"]), own.pk, 1)
    with pytest.raises(NotAllowedError):
        actions.publish(as_(team["paula"]), own.pk, 2)


def test_a_signed_comment_that_is_changed_is_a_draft_again(team) -> None:
    row = written(team)
    actions.sign(as_(team["carol"]), row.pk, 1)
    changed = actions.rewrite(as_(team["carol"]), row.pk, 2, "Much more work.", "Head of Jobs")
    assert changed.stands is State.DRAFT
    with pytest.raises(StaleError):
        actions.sign(as_(team["carol"]), row.pk, 2)


def test_what_is_withdrawn_stays_visible_as_withdrawn(team) -> None:
    row = shown(team)
    actions.withdraw(as_(team["carol"]), row.pk, 3, "The figure was wrong.")
    (said,) = public.comments()["indicator:work"]
    assert said.words.text == ""
    assert said.words.withdrawn is not None
    assert said.words.why == "The figure was wrong."


def test_scrutiny_and_partners_reply_and_the_reply_is_seen(team) -> None:
    row = shown(team)
    college = Organisation.objects.get(code="toy-college")
    partner = somebody("pat@example.org", Role.CONTRIBUTOR, Scope(Reach.ORGANISATION, "toy-college"), college)
    councillor = somebody("cllr@example.org", Role.SCRUTINY)
    actions.reply(as_(partner), row.pk, "We helped.", "Principal", college)
    actions.reply(as_(councillor), row.pk, "Not enough.", "Chair of scrutiny", housing())
    with pytest.raises(NotAllowedError):
        actions.reply(as_(team["vera"]), row.pk, "Hm.", "Verifier", housing())
    (said,) = public.comments()["indicator:work"]
    assert [one.text for one in said.replies] == ["We helped.", "Not enough."]
    actions.withdraw_reply(as_(partner), said and row.replies.first().pk, "Said in error.")
    (said,) = public.comments()["indicator:work"]
    assert [one.text for one in said.replies] == ["", "Not enough."]


def test_a_reply_is_to_what_readers_can_see(team) -> None:
    row = written(team)
    councillor = somebody("cllr@example.org", Role.SCRUTINY)
    with pytest.raises(UserError, match="would have to be published"):
        actions.reply(as_(councillor), row.pk, "Why?", "Councillor", housing())


def test_drafts_are_read_by_those_within_reach_alone(team) -> None:
    row = written(team)
    elsewhere = somebody("x@example.org", Role.VIEWER, Scope(Reach.ORGANISATION, "toy-college"))
    assert reads.one(as_(elsewhere), row.pk) is None
    assert reads.comments(as_(elsewhere)) == []
    assert [one.pk for one in reads.comments(as_(team["vera"]))] == [row.pk]


def test_all_comments_are_read_by_two_queries(team, django_assert_num_queries) -> None:
    for _ in range(3):
        shown(team)
    with django_assert_num_queries(2):
        assert len(public.comments()["indicator:work"]) == 3


def test_many_comments_ask_no_more_of_the_database_than_a_few(team, django_assert_max_num_queries) -> None:
    for _ in range(5):
        written(team)
    reader = as_(team["vera"])
    with django_assert_max_num_queries(4), reading():
        assert len(reads.comments(reader)) == 5


def test_a_release_is_told_which_comments_wait(team) -> None:
    assert public.lacking() == ()
    row = written(team)
    assert public.lacking() == ("1 comment is still a draft: People in work",)
    actions.sign(as_(team["carol"]), row.pk, 1, "It went up.")
    assert public.lacking() == ("1 signed comment waits to be published: People in work",)
    actions.publish(as_(team["paula"]), row.pk, 2)
    assert public.lacking() == ()
