"""Editions from draft to adopted to superseded; targets that are only added; peer sets; what differs."""

from typing import Any

import pytest
from deliveries import PLACE, a_priority, a_risk, a_toy_plan, carried_out_by_housing, soon
from django.utils import timezone
from msgspec.structs import replace

from ropewalk.accounts.by import NotAllowedError
from ropewalk.accounts.models import Grant, Person
from ropewalk.plan import actions, models, reads
from ropewalk.plan.delivery_gate import check_delivery
from ropewalk.plan.drafts import (
    with_aim,
    with_priority,
    with_value,
    without_aim,
    without_priority,
    without_value,
)
from ropewalk.plan.editions import differences, edition, moments
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.plan import Aim, NotHeld, Value

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Any:
    return a_toy_plan()


@pytest.fixture
def drafted(people: Any) -> Any:
    actions.new_draft(people["steers"], "toy-2027", "Next plan")
    return people


def change(people: Any, function: Any, *told: Any) -> None:
    actions.change_draft(people["steers"], "toy-2027", lambda draft: function(draft, *told))


def state(code: str) -> str:
    return models.Edition.objects.get(code=code).state


def test_a_draft_is_a_copy_that_changes_nothing_in_force(drafted: Any) -> None:
    before = reads.definitions()
    draft = edition("toy-2027")
    assert draft.plan.aims == before.plan.aims
    assert draft.plan.mapping == {"1.1": "1.1", "2.1": "2.1", "2.2": "2.2"}
    assert draft.links == {"jobs": ("1.1",), "litter": ("2.1",)}
    assert state("toy-2027") == "draft"
    change(drafted, with_priority, "1.1", "1", a_priority("1.1", "Better jobs"), ["jobs", "litter"], ["1.1"])
    assert reads.definitions() == before
    assert edition("toy-2027").links["litter"] == ("1.1", "2.1")


def test_only_who_runs_the_whole_plan_writes_it(drafted: Any) -> None:
    for who in ("jobs", "runs", "checks", "reads"):
        with pytest.raises(NotAllowedError):
            actions.new_draft(drafted[who], "toy-2028", "Mine")
        with pytest.raises(NotAllowedError):
            actions.adopt(drafted[who], "toy-2027", soon(0))


def test_aims_priorities_and_values_are_added_moved_and_taken_out(drafted: Any) -> None:
    change(drafted, with_aim, "", Aim(code="3", title="Parks", summary="Green.", priorities=()))
    change(drafted, with_priority, "2.2", "3", a_priority("3.1", "Pride in parks"), [], ["2.2"])
    change(drafted, without_priority, "1.1")
    change(drafted, with_value, "", Value(id="care", title="Care", summary="We do.", shown_by="Time."))
    change(drafted, without_value, "pride")
    with pytest.raises(UserError, match="still has priorities"):
        change(drafted, without_aim, "3")
    change(drafted, without_aim, "1")
    draft = edition("toy-2027")
    assert [(aim.code, [one.code for one in aim.priorities]) for aim in draft.plan.aims] == [
        ("2", ["2.1"]),
        ("3", ["3.1"]),
    ]
    assert draft.plan.mapping == {"1.1": "", "2.1": "2.1", "2.2": "3.1"}
    assert draft.links["jobs"] == ()
    assert [value.id for value in draft.plan.values] == ["care"]
    for bad in ("2.1", "a/b"):
        with pytest.raises(UserError, match="code"):
            change(drafted, with_priority, "", "3", a_priority(bad, "Bad"), [], [])
    assert edition("toy-2027") == draft


def test_adopting_supersedes_and_everything_about_a_promise_follows_it(drafted: Any) -> None:
    by = drafted["steers"]
    person = Person.objects.get(email="jobs@example.org")
    Grant.objects.create(
        person=person,
        role="contributor",
        priority="1.1",
        since=soon(-9),
        given_by="x",
        given_at=timezone.now(),
    )
    actions.add_record(by, a_risk(subject_kind="priority", subject="1.1"))
    old = reads.plan()
    change(drafted, with_priority, "1.1", "2", a_priority("2.9", "Jobs and skills"), ["jobs"], ["1.1"])
    change(drafted, without_aim, "1")
    version = reads.definitions_version()
    actions.adopt(by, "toy-2027", soon(-1))
    now = reads.definitions()
    assert (now.plan.id, now.plan.adopted, now.plan.supersedes) == ("toy-2027", soon(-1), "toy-2026")
    assert now.version == reads.definitions_version() != version
    assert now.plan.mapping["1.1"] == "2.9"
    assert {one.id: one.priorities for one in now.indicators} == {"jobs": ("2.9",), "litter": ("2.1",)}
    assert {one.id: one.priorities for one in now.actions}["work-clubs"] == ("2.9",)
    assert reads.delivery().risk[0].subject == "2.9"
    assert [one.priority for one in Grant.objects.filter(ended_at=None).exclude(priority="")] == ["2.9"]
    assert (state("toy-2026"), state("toy-2027")) == ("superseded", "adopted")
    assert reads.plan("toy-2026") == old
    assert edition("toy-2026").links["jobs"] == ("1.1",)
    with pytest.raises(UserError, match="no draft"):
        change(drafted, without_value, "pride")


def test_a_record_of_a_promise_that_ended_stays_and_stops_nobody(drafted: Any) -> None:
    by = drafted["steers"]
    actions.add_record(by, a_risk(subject_kind="priority", subject="2.2"))
    change(drafted, without_priority, "2.2")
    actions.adopt(by, "toy-2027", soon(0))
    carried_out_by_housing(by)
    assert reads.delivery().risk[0].subject == "2.2"
    check_delivery(reads.delivery(), reads.definitions())


def test_a_draft_that_could_not_be_published_is_not_adopted(drafted: Any) -> None:
    by, before = drafted["steers"], reads.definitions()
    change(drafted, with_priority, "", "2", a_priority("2.3", "No evidence"), [], [])
    with pytest.raises(UserError, match="no evidence"):
        actions.adopt(by, "toy-2027", soon(0))
    change(drafted, without_priority, "2.3")
    change(drafted, without_priority, "1.1")
    with pytest.raises(UserError, match="serves no priority"):
        actions.adopt(by, "toy-2027", soon(0))
    assert reads.definitions() == before
    gap = (NotHeld(what="Counts", why_it_matters="They tell."),)
    change(drafted, with_priority, "", "1", a_priority("1.1", "Jobs", not_held=gap), ["jobs"], ["1.1"])
    actions.adopt(by, "toy-2027", soon(0))
    assert reads.plan().id == "toy-2027"


def test_a_draft_of_an_edition_that_is_superseded_is_refused(drafted: Any) -> None:
    by = drafted["steers"]
    actions.new_draft(by, "toy-other", "Another")
    actions.adopt(by, "toy-2027", soon(0))
    with pytest.raises(UserError, match="follows another edition"):
        actions.adopt(by, "toy-other", soon(0))
    actions.drop_draft(by, "toy-other")
    assert not models.Edition.objects.filter(code="toy-other").exists()
    assert models.Edition.history.filter(code="toy-other").exists()


def test_two_editions_and_two_moments_can_be_compared(drafted: Any) -> None:
    start = timezone.now()
    change(drafted, with_priority, "1.1", "1", a_priority("1.1", "Good jobs", owner="Ann"), ["jobs"], ["1.1"])
    found = {
        (one.code, one.field): (one.before, one.after)
        for one in differences(edition("toy-2026"), edition("toy-2027"))
    }
    assert found["1.1", "title"] == ("Jobs", "Good jobs")
    assert found["1.1", "owner"] == ("Director", "Ann")
    then = differences(edition("toy-2027", start), edition("toy-2027"))
    assert {one.field for one in then} == {"title", "owner"}
    assert differences(edition("toy-2027"), edition("toy-2027")) == ()
    assert {one.by for one in moments()["toy-2027"]} == {"steers@example.org"}
    with pytest.raises(UserError, match="no such edition"):
        edition("toy-2027", soon_before(start))


def soon_before(at: Any) -> Any:
    return at.replace(year=at.year - 1)


def test_targets_are_only_added_with_a_reason_and_a_name(people: Any) -> None:
    by = people["steers"]
    with pytest.raises(NotAllowedError):
        actions.set_target(people["jobs"], "jobs", 80.0, soon(900), "Ambition", "Cabinet")
    actions.set_target(by, "jobs", 80.0, soon(900), "Ambition", "Cabinet")
    actions.set_target(by, "jobs", 82.0, soon(900), "More of it", "Cabinet")
    actions.withdraw_target(by, "jobs", "The survey ended", "Cabinet")
    told = reads.target_changes("jobs")
    assert [(one.target and one.target.value, one.reason) for one in told] == [
        (80.0, "Ambition"),
        (82.0, "More of it"),
        (None, "The survey ended"),
    ]
    assert reads.definitions().version == reads.definitions_version()
    for value, day, reason, name in (
        (1.0, soon(9), "", "Cabinet"),
        (1.0, soon(9), "Why", " "),
        (1.0, soon(0), "Why", "Cabinet"),
        (float("nan"), soon(9), "Why", "Cabinet"),
    ):
        with pytest.raises(UserError):
            actions.set_target(by, "jobs", value, day, reason, name)
    with pytest.raises(UserError, match="has no target"):
        actions.withdraw_target(by, "jobs", "Why", "Cabinet")
    assert len(reads.target_changes("jobs")) == 3


def test_no_target_is_set_where_no_way_is_better(people: Any) -> None:
    models.Indicator.objects.filter(code="jobs").update(polarity="neutral")
    with pytest.raises(UserError, match="no way is better"):
        actions.set_target(people["steers"], "jobs", 80.0, soon(900), "Ambition", "Cabinet")


def test_a_peer_set_is_changed_whole_and_one_is_the_default(people: Any) -> None:
    near = reads.peer_sets()[0]
    with pytest.raises(NotAllowedError):
        actions.change_peer_set(people["jobs"], near)
    new = replace(near, id="far", title="Far", members=(PLACE, "E99000009"))
    actions.change_peer_set(people["steers"], new)
    assert [(one.id, one.default) for one in reads.peer_sets()] == [("far", True), ("near", False)]
    for wrong in ({"members": ("Leeds",)}, {"basis": " "}):
        with pytest.raises(UserError):
            actions.change_peer_set(people["steers"], replace(new, **wrong))
    with pytest.raises(UserError, match="one default"):
        actions.change_peer_set(people["steers"], replace(new, default=False))
