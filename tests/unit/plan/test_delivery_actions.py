"""What is written of delivery: by whom, within which rules, and told in the audit."""

from datetime import date
from typing import Any

import msgspec
import pytest
from deliveries import (
    a_decision,
    a_recovery_plan,
    a_risk,
    a_toy_plan,
    an_action,
    carried_out_by_housing,
    milestone,
    soon,
)

from ropewalk.accounts import audit, published
from ropewalk.accounts.by import COMMAND_LINE, NotAllowedError
from ropewalk.accounts.models import Event
from ropewalk.plan import actions, models, reads
from ropewalk.plan.status import statuses
from ropewalk.vocabulary.delivery import Decision, RecoveryPlan, Risk, Status, Work, Worked
from ropewalk.vocabulary.errors import UserError

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Any:
    return a_toy_plan()


def status(code: str = "work-clubs") -> Status:
    began = {one.id: one.began for one in reads.actions()}
    return statuses(reads.delivery().work, began, soon(0))[code].status


def test_an_action_is_added_with_a_code_of_its_own_and_goes_through_the_gate(people: Any) -> None:
    version = reads.definitions_version()
    by, new = people["jobs"], an_action(title="Work clubs", began=soon(10))
    code = actions.add_action(by, new, Work(action="", organisation="housing", partners=("toy-college",)))
    assert code == "work-clubs-2"
    assert reads.definitions().actions[-1].began == soon(10)
    assert reads.work(code).partners == ("toy-college",)
    assert reads.definitions_version() != version
    assert models.Version.objects.last().in_office
    assert Event.objects.order_by("number").last().what == "action added"
    with pytest.raises(UserError, match="unknown indicator"):
        actions.add_action(by, an_action(indicators=("nothing",), expected=()), Work(action=""))
    with pytest.raises(UserError, match="no such organisation"):
        actions.add_action(by, an_action(), Work(action="", organisation="nowhere"))


def test_only_who_reaches_an_action_writes_it_and_nobody_takes_it_out_of_their_reach(people: Any) -> None:
    told = an_action(title="Clubs for work")
    for who in ("runs", "college", "checks", "reads"):
        with pytest.raises(NotAllowedError):
            actions.change_action(people[who], told, Work(action="work-clubs"))
    elsewhere = msgspec.structs.replace(told, priorities=("2.1",))
    with pytest.raises(NotAllowedError):
        actions.change_action(people["jobs"], elsewhere, Work(action="work-clubs"))
    actions.change_action(people["jobs"], told, Work(action="work-clubs", ends=soon(300)))
    assert reads.actions()[0].title == "Clubs for work"
    assert reads.work("work-clubs").ends == soon(300)
    assert models.Action.history.filter(code="work-clubs").first().history_user_id == "jobs@example.org"


def test_who_runs_the_organisation_writes_its_actions(people: Any) -> None:
    with pytest.raises(NotAllowedError):
        actions.add_milestone(people["runs"], "work-clubs", "First club", soon(30))
    carried_out_by_housing(people["steers"])
    assert actions.add_milestone(people["runs"], "work-clubs", "First club", soon(30)) == "m1"
    assert actions.add_milestone(people["runs"], "work-clubs", "Second club", soon(60)) == "m2"


def test_a_partner_answers_for_its_own_promise_and_for_no_other(people: Any) -> None:
    steers, college = people["steers"], people["college"]
    actions.add_milestone(steers, "work-clubs", "Teachers", soon(30), organisation="toy-college")
    actions.add_milestone(steers, "work-clubs", "Halls", soon(30))
    actions.finish_milestone(college, milestone(), soon(0), "A list of names")
    assert milestone().done == soon(0)
    with pytest.raises(NotAllowedError):
        actions.finish_milestone(college, milestone(code="m2"), soon(0), "A list of names")


def test_status_follows_from_milestones_as_they_are_written(people: Any) -> None:
    by = people["jobs"]
    assert status() is Status.CANNOT_SAY
    actions.add_milestone(by, "work-clubs", "First club", soon(-1))
    assert status() is Status.LATE
    actions.finish_milestone(by, milestone(), soon(-1), "Photograph")
    assert status() is Status.DONE
    actions.add_milestone(by, "work-clubs", "Second club", soon(9))
    actions.change_milestone(by, milestone(code="m2"), "Second club", soon(12))
    assert status() is Status.AT_RISK
    actions.reopen_milestone(by, milestone(), "It shut again")
    assert status() is Status.LATE


def test_done_needs_a_day_that_has_come_and_something_that_shows_it(people: Any) -> None:
    actions.add_milestone(people["jobs"], "work-clubs", "First club", soon(9))
    with pytest.raises(UserError, match="still to come"):
        actions.finish_milestone(people["jobs"], milestone(), soon(1), "Photograph")
    with pytest.raises(UserError, match="evidence is empty"):
        actions.finish_milestone(people["jobs"], milestone(), soon(0), " ")
    assert milestone().done is None


def test_nobody_verifies_what_they_said_is_done(people: Any) -> None:
    checks = people["checks"]
    actions.add_milestone(people["steers"], "work-clubs", "First club", soon(9))
    with pytest.raises(UserError, match="not done yet"):
        actions.verify_milestone(checks, milestone())
    actions.finish_milestone(people["jobs"], milestone(), soon(0), "Photograph")
    models.Milestone.objects.update(done_by="checks@example.org")
    with pytest.raises(NotAllowedError):
        actions.verify_milestone(checks, milestone())
    models.Milestone.objects.update(done_by="jobs@example.org")
    actions.verify_milestone(checks, milestone())
    assert milestone().verified_by == "Checks"
    with pytest.raises(UserError, match="verified"):
        actions.finish_milestone(people["jobs"], milestone(), soon(0), "Another")


def test_a_promised_day_moves_by_few_with_a_reason_and_the_first_one_stays(people: Any) -> None:
    actions.add_milestone(people["jobs"], "work-clubs", "First club", soon(9))
    with pytest.raises(NotAllowedError):
        actions.move_milestone(people["jobs"], milestone(), soon(90), "No hall")
    with pytest.raises(UserError, match="reason is empty"):
        actions.move_milestone(people["steers"], milestone(), soon(90), "")
    actions.move_milestone(people["steers"], milestone(), soon(90), "No hall")
    actions.move_milestone(people["steers"], milestone(), soon(190), "No heating")
    (told,) = reads.work("work-clubs").milestones
    assert (told.first_due, told.due, told.moved_because) == (soon(9), soon(190), "No heating")
    actions.drop_milestone(people["steers"], milestone(), "The hall is gone")
    assert status() is Status.CANNOT_SAY
    assert reads.work("work-clubs").milestones[0].dropped_because == "The hall is gone"


def test_an_override_ends_within_a_quarter_bears_a_name_and_can_be_taken_back(people: Any) -> None:
    steers = people["steers"]
    actions.add_milestone(steers, "work-clubs", "First club", soon(-9))
    with pytest.raises(NotAllowedError):
        actions.set_override(people["jobs"], "work-clubs", Status.ON_TRACK, "Built", soon(9))
    for until in (soon(-1), soon(93)):
        with pytest.raises(UserError, match="does not end in time"):
            actions.set_override(steers, "work-clubs", Status.ON_TRACK, "Built", until)
    with pytest.raises(UserError, match="cannot be set by hand"):
        actions.set_override(steers, "work-clubs", Status.DONE, "Built", soon(9))
    with pytest.raises(UserError, match="reason is empty"):
        actions.set_override(steers, "work-clubs", Status.ON_TRACK, "", soon(9))
    actions.set_override(steers, "work-clubs", Status.ON_TRACK, "Built", soon(9))
    assert status() is Status.ON_TRACK
    (told,) = reads.work("work-clubs").overrides
    assert (told.by, told.until) == ("Steers", soon(9))
    actions.set_override(steers, "work-clubs", Status.AT_RISK, "Leaks", soon(2))
    assert status() is Status.AT_RISK
    actions.end_override(steers, "work-clubs", "The roof is mended, the rule may speak")
    assert status() is Status.LATE
    with pytest.raises(UserError, match="never changed"):
        models.Override.objects.update(until=soon(300))


def test_actions_that_would_wait_in_a_ring_are_refused_and_nothing_is_written(people: Any) -> None:
    carried_out_by_housing(people["steers"], "cleaner-streets", after=("work-clubs",))
    told = Event.objects.count()
    with pytest.raises(UserError, match="in a ring"):
        carried_out_by_housing(people["steers"], "work-clubs", after=("cleaner-streets",))
    assert reads.work("work-clubs") == Work(action="work-clubs")
    assert Event.objects.count() == told


def test_an_action_that_is_given_up_stays_with_its_reason(people: Any) -> None:
    with pytest.raises(NotAllowedError):
        actions.stop_action(people["jobs"], "work-clubs", "No money")
    actions.stop_action(people["steers"], "work-clubs", "No money")
    assert reads.work("work-clubs").stopped_because == "No money"
    actions.stop_action(people["steers"], "work-clubs", "")
    assert reads.work("work-clubs").stopped_because == ""


def test_a_risk_is_written_by_who_runs_it_and_shown_by_few(people: Any) -> None:
    with pytest.raises(NotAllowedError):
        actions.add_record(people["college"], a_risk())
    code = actions.add_record(people["jobs"], a_risk(shown=True))
    assert reads.delivery().risk[0].shown is False
    with pytest.raises(NotAllowedError):
        actions.show_record(people["jobs"], Risk, code, shown=True)
    before = published.number()
    actions.show_record(people["steers"], Risk, code, shown=True)
    assert published.number() > before
    changed = msgspec.structs.replace(a_risk(), id=code, likelihood_after=1, subject="cleaner-streets")
    actions.change_record(people["jobs"], changed)
    (held,) = reads.delivery().risk
    assert (held.after, held.subject, held.shown) == ((1, 4), "work-clubs", True)
    assert models.Risk.history.count() == 3


def test_a_risk_that_controls_make_greater_or_that_is_about_nothing_is_refused(people: Any) -> None:
    with pytest.raises(ValueError, match="controls cannot make"):
        a_risk(likelihood_after=5)
    with pytest.raises(ValueError, match="from 1 to 5"):
        a_risk(impact_before=6)
    with pytest.raises(UserError, match="there is no such action"):
        actions.add_record(people["steers"], a_risk(subject="nothing"))
    with pytest.raises(UserError, match="controls is empty"):
        actions.add_record(people["steers"], a_risk(controls=" "))


def test_a_recovery_plan_is_looked_at_again_and_says_whether_it_worked(people: Any) -> None:
    code = actions.add_record(people["jobs"], a_recovery_plan())
    with pytest.raises(UserError, match="found is empty"):
        actions.review_plan(people["jobs"], code, Worked.NO, "", on=soon(0), next_on=soon(30))
    actions.review_plan(people["jobs"], code, Worked.IN_PART, "Two opened", on=soon(0), next_on=soon(30))
    (held,) = reads.delivery().recovery_plan
    assert (held.worked, held.found, held.review_on) == (Worked.IN_PART, "Two opened", soon(30))
    assert actions.add_record(people["jobs"], a_recovery_plan(subject_kind="indicator", subject="jobs"))
    actions.show_record(people["steers"], RecoveryPlan, code, shown=True)
    assert reads.delivery().recovery_plan[0].shown


def test_a_decision_needs_evidence_and_a_day_that_has_come(people: Any) -> None:
    with pytest.raises(UserError, match="evidence is empty"):
        actions.add_record(people["jobs"], a_decision(evidence=""))
    with pytest.raises(UserError, match="still to come"):
        actions.add_record(people["jobs"], a_decision(decided_on=soon(3)))
    code = actions.add_record(people["jobs"], a_decision(subject_kind="priority", subject="1.1"))
    assert code == "decision-1"
    actions.show_record(people["steers"], Decision, code, shown=True)
    assert reads.delivery().decision[0].shown


def test_everything_that_was_written_is_in_the_audit_and_the_chain_holds(people: Any) -> None:
    start = Event.objects.count()
    actions.add_milestone(people["jobs"], "work-clubs", "First club", soon(9))
    actions.finish_milestone(people["jobs"], milestone(), soon(0), "Photograph")
    actions.set_override(people["steers"], "cleaner-streets", Status.LATE, "Bins", soon(1))
    actions.add_record(people["jobs"], a_risk())
    assert Event.objects.count() == start + 4
    assert audit.broken() is None


def test_the_command_line_has_no_say_over_delivery(people: Any) -> None:
    with pytest.raises(NotAllowedError):
        actions.add_milestone(COMMAND_LINE, "work-clubs", "First club", date(2027, 1, 1))
