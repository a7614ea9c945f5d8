"""Whether work is on time, as readers are told: by the rule, marked where by hand, apart from results."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from deliveries import a_decision, a_recovery_plan, a_risk, milestone, soon
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from ropewalk.accounts.by import By
from ropewalk.accounts.models import Organisation
from ropewalk.accounts.rights import Held
from ropewalk.accounts.roles import Role
from ropewalk.plan import actions, reads
from ropewalk.publish import account
from ropewalk.vocabulary.delivery import Decision, RecoveryPlan, Risk, Status, Work

Get = Callable[..., HttpResponse]
pytestmark = pytest.mark.django_db
BY = By("steers@example.org", (Held(Role.PUBLISHER),))


@pytest.fixture(autouse=True)
def anew() -> None:
    """Each test's database counts from nought again, so an account that was kept may be of another."""
    account._open.cache_clear()


def part(get: Get, priority: str) -> str:
    html = get(f"/priorities/{priority}/").content.decode()
    inside = html.split('id="delivery"')[1].split('id="voice"')[0]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", inside)))


def test_status_and_milestones_are_told_with_their_denominator(get: Get) -> None:
    actions.add_milestone(BY, "shorter-queues", "A second desk", soon(-9))
    actions.add_milestone(BY, "shorter-queues", "A third desk", soon(90))
    actions.finish_milestone(BY, milestone("shorter-queues"), soon(-2), "Photograph")
    words = part(get, "2.1")
    for said in ("Is it on time?", "On track", "1 of 2 milestones done, 1 of those late.", "A third desk"):
        assert said in words
    assert "Of 1 with a status, 0 late and 0 at risk." in words
    assert "Of 1 on time or done, 1 has no result that got better." in words
    assert "Did it work?" in words
    assert "not whether it is on time" not in words
    assert "Of 1 on time or done, 1 has no result that got better." in get("/").content.decode()
    assert "not whether it is on time" in part(get, "1.1")


def test_what_was_set_by_hand_says_so_with_its_name_reason_end_and_the_rule(get: Get) -> None:
    actions.add_milestone(BY, "shorter-queues", "A second desk", soon(-9))
    actions.set_override(BY, "shorter-queues", Status.ON_TRACK, "The desk <is> there", soon(9))
    words = part(get, "2.1")
    assert "Set by hand. This status was set by hand by steers@example.org, until the end of" in words
    assert "Why: The desk <is> there. The rule says: Late." in words
    assert "1 was set by hand." in words
    actions.end_override(BY, "shorter-queues", "No more")
    words = part(get, "2.1")
    assert "by hand" not in words
    assert "Of 1 with a status, 1 late and 0 at risk." in words


def test_partners_are_named_and_what_was_given_up_says_why(get: Get) -> None:
    Organisation.objects.create(code="college", name="Toy College", kind="partner")
    action = next(one for one in reads.actions() if one.id == "shorter-queues")
    actions.change_action(BY, action, Work(action=action.id, ends=soon(90), partners=("college",)))
    assert "Toy College" in part(get, "2.1")
    actions.stop_action(BY, "shorter-queues", "No money")
    words = part(get, "2.1")
    assert "This work was given up. Why: No money" in words
    assert "with a status" not in words


@pytest.mark.parametrize(
    ("make", "kind", "title"),
    [
        (a_risk, Risk, "Nobody comes"),
        (a_recovery_plan, RecoveryPlan, "Halls were shut"),
        (a_decision, Decision, "Open six more"),
    ],
)
def test_readers_see_a_record_only_once_it_is_shown(get: Get, make: Callable, kind: type, title: str) -> None:
    code = actions.add_record(BY, make(subject="work-clubs"))
    promise = actions.add_record(BY, make(subject_kind="priority", subject="1.1"))
    assert title not in part(get, "1.1")
    for one in (code, promise):
        actions.show_record(BY, kind, one, shown=True)
    assert part(get, "1.1").count(title) == 2
    actions.show_record(BY, kind, code, shown=False)
    assert part(get, "1.1").count(title) == 1


def test_a_priority_asks_the_database_for_no_more_than_a_page_without_work(get: Get) -> None:
    actions.add_milestone(BY, "shorter-queues", "A second desk", soon(-9))
    asked = {}
    for address in ("/values/", "/priorities/2.1/"):
        get(address)
        with CaptureQueriesContext(connection) as queries:
            get(address)
        asked[address] = len(queries)
    assert asked["/priorities/2.1/"] == asked["/values/"] > 0
