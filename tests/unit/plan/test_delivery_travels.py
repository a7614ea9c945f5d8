"""Delivery and definitions between the office and a city's files: nothing is lost on the way, nor unseen."""

from pathlib import Path

import pytest
from deliveries import (
    a_decision,
    a_later_day,
    a_recovery_plan,
    a_risk,
    a_toy_plan,
    an_action,
    milestone,
    soon,
    toy_definitions,
)
from django.db import connection
from msgspec.structs import replace

from ropewalk.plan import actions, models, reads
from ropewalk.vocabulary.delivery import (
    Alters,
    ChangeRequest,
    Decision,
    Delivery,
    Milestone,
    Status,
    Work,
    Worked,
)
from ropewalk.vocabulary.errors import DefinitionError
from ropewalk.workspace.delivery import read_delivery, write_delivery
from ropewalk.workspace.folder import Folder

pytestmark = pytest.mark.django_db


def everything_of_delivery() -> Delivery:
    """Something in each field, written by people in the office."""
    people = a_toy_plan()
    steers, by = people["steers"], people["jobs"]
    actions.change_action(
        by,
        an_action(),
        Work(action="work-clubs", ends=soon(300), organisation="housing", partners=("toy-college",)),
    )
    actions.change_action(
        steers,
        toy_definitions().actions[1],
        Work(action="cleaner-streets", after=("work-clubs",)),
    )
    actions.add_milestone(by, "work-clubs", "First “club”", soon(9), organisation="toy-college")
    actions.finish_milestone(by, milestone(), soon(0), "Photograph\nand list")
    actions.verify_milestone(people["checks"], milestone())
    actions.add_milestone(by, "work-clubs", "Second club", soon(9))
    actions.change_milestone(by, milestone(code="m2"), "Second club", soon(12))
    actions.move_milestone(steers, milestone(code="m2"), soon(20), "No hall")
    actions.add_milestone(by, "work-clubs", "Third club", soon(9))
    actions.drop_milestone(steers, milestone(code="m3"), "Enough")
    actions.set_override(steers, "work-clubs", Status.LATE, "It rains", soon(30))
    actions.stop_action(steers, "cleaner-streets", "No money")
    actions.add_record(by, a_risk())
    plan = actions.add_record(by, a_recovery_plan())
    actions.review_plan(by, plan, Worked.IN_PART, "Two opened", on=soon(0), next_on=soon(30))
    actions.show_record(steers, Decision, actions.add_record(by, a_decision()), shown=True)
    actions.ask_change(by, a_later_day("m2"))
    code = actions.ask_change(
        by, actions.Wanted(Alters.TARGET, "jobs", "More", "Lead", day=soon(900), value=90)
    )
    actions.agree_change(steers, code, "Cabinet", "It can be done")
    actions.show_record(steers, ChangeRequest, code, shown=True)
    return reads.delivery()


def emptied() -> None:
    """A database that holds definitions and no delivery."""
    with connection.cursor() as cursor:
        cursor.execute("delete from plan_override")  # append-only: no row of it can be deleted by name
    for table in (models.Milestone, models.Risk, models.RecoveryPlan, models.Decision, models.ChangeRequest):
        table.objects.all().delete()
    models.Action.objects.update(ends=None, organisation="", partners=[], after=[], stopped_because="")


def test_delivery_goes_out_and_comes_back_without_loss(tmp_path: Path) -> None:
    wanted, folder = everything_of_delivery(), Folder(tmp_path)
    write_delivery(wanted, folder)
    assert read_delivery(folder) == wanted
    emptied()
    assert reads.delivery() == Delivery()
    assert actions.load_delivery(wanted, by="A. Officer")
    assert reads.delivery() == wanted
    assert actions.load_delivery(wanted, by="A. Officer")


def test_files_do_not_write_over_what_the_office_holds() -> None:
    everything_of_delivery()
    held = reads.delivery()
    assert not actions.load_delivery(Delivery(), by="A. Officer")
    assert reads.delivery() == held


def test_no_file_is_written_where_nothing_is_held(tmp_path: Path) -> None:
    write_delivery(Delivery(), Folder(tmp_path))
    assert read_delivery(Folder(tmp_path)) is None


def test_a_file_that_does_not_hold_together_is_refused_with_every_fault_and_writes_nothing() -> None:
    a_toy_plan()
    twice = Milestone(id="m1", title="A", due=soon(1))
    wrong = Delivery(
        work=(
            Work(action="work-clubs", after=("cleaner-streets",), milestones=(twice, twice)),
            Work(action="cleaner-streets", after=("work-clubs",)),
            Work(action="nothing"),
        ),
        risk=(a_risk(id="risk-1", subject="nothing"),),
    )
    with pytest.raises(DefinitionError) as found:
        actions.load_delivery(wrong, by="A. Officer")
    told = str(found.value)
    for fault in ("2 entries of milestone", "in a ring", "unknown action", "about an unknown action"):
        assert fault in told
    assert reads.delivery() == Delivery()


def test_files_that_are_older_than_the_office_leave_it_as_it_is() -> None:
    by = a_toy_plan()["jobs"]
    files = toy_definitions()
    assert actions.in_force(files) == files
    actions.change_action(by, an_action(title="Clubs"), Work(action="work-clubs"))
    assert actions.settle(files, by="A. Officer") == reads.definitions()
    assert reads.actions()[0].title == "Clubs"
    # Exported and loaded, the files are level with the office again, and lead once more.
    assert actions.settle(reads.definitions(), by="A. Officer").actions[0].title == "Clubs"
    newer = replace(reads.definitions(), actions=())
    assert actions.settle(newer, by="A. Officer").actions == ()


def test_files_and_office_that_both_changed_are_refused_by_name() -> None:
    by = a_toy_plan()["jobs"]
    actions.change_action(by, an_action(title="Clubs"), Work(action="work-clubs"))
    changed = replace(toy_definitions(), actions=())
    with pytest.raises(DefinitionError, match="changed in the office"):
        actions.settle(changed, by="A. Officer")
    assert len(reads.actions()) == 2
