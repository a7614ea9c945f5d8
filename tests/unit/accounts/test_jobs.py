"""Work put down for later: once, with what it follows from, and taken up again when its worker was killed."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from office_people import a_person, as_

from ropewalk.accounts import jobs
from ropewalk.accounts.by import COMMAND_LINE, By, NotAllowedError
from ropewalk.accounts.jobs import Standing, State
from ropewalk.accounts.models import Event
from ropewalk.accounts.rights import Held
from ropewalk.accounts.roles import Role
from ropewalk.plan.tasks import ask_refresh, refresh_figures, work_out_again

pytestmark = pytest.mark.django_db
PUBLISHER = By("ann@example.org", (Held(Role.PUBLISHER),))


def states() -> list[str]:
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


def test_what_waits_already_is_not_put_down_twice() -> None:
    assert ask_refresh()
    assert not ask_refresh()
    assert states() == [State.WAITING]


def test_what_runs_now_may_have_read_what_was_there_before_so_it_is_asked_again() -> None:
    ask_refresh()
    DBTaskResult.objects.update(status=State.RUNNING)
    assert ask_refresh()
    assert states() == [State.RUNNING, State.WAITING]


def test_it_is_put_down_with_what_it_follows_from_or_not_at_all() -> None:
    def fail() -> None:
        with transaction.atomic():
            ask_refresh()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert states() == []


def test_a_task_stands_where_its_newest_stands() -> None:
    assert jobs.standing(refresh_figures) == Standing()
    ask_refresh()
    now = jobs.standing(refresh_figures)
    assert (now.pending, now.alone, now.failed) == (True, False, False)
    DBTaskResult.objects.update(enqueued_at=timezone.now() - 2 * jobs.ALONE)
    assert jobs.standing(refresh_figures).alone
    DBTaskResult.objects.update(status=State.RUNNING)
    assert jobs.standing(refresh_figures).pending
    assert not jobs.standing(refresh_figures).alone
    DBTaskResult.objects.update(status=State.FAILED)
    assert jobs.standing(refresh_figures) == Standing(failed=True)
    ask_refresh()
    assert jobs.standing(refresh_figures).pending
    DBTaskResult.objects.filter(status=State.WAITING).update(
        status=State.DONE, enqueued_at=timezone.now() + timedelta(seconds=1)
    )
    assert jobs.standing(refresh_figures) == Standing()


def test_what_a_killed_worker_left_waits_again() -> None:
    ask_refresh()
    DBTaskResult.objects.update(status=State.RUNNING, started_at=timezone.now())
    assert jobs.take_up_again() == 1
    assert states() == [State.WAITING]
    assert jobs.take_up_again() == 0


def test_a_publisher_has_figures_worked_out_again_and_the_audit_knows() -> None:
    assert work_out_again(PUBLISHER)
    assert not work_out_again(PUBLISHER)
    assert list(Event.objects.values_list("what", "who")) == [("figures asked again", PUBLISHER.name)]
    with pytest.raises(NotAllowedError):
        work_out_again(as_(a_person("bob@example.org", Role.VERIFIER)))
    with pytest.raises(NotAllowedError):
        work_out_again(COMMAND_LINE)


def test_the_newest_is_told_first() -> None:
    ask_refresh()
    DBTaskResult.objects.update(status=State.FAILED, finished_at=timezone.now())
    ask_refresh()
    found = jobs.newest()
    assert [one.state for one in found] == [State.WAITING, State.FAILED]
    assert {one.name for one in found} == {"ropewalk.plan.tasks.refresh_figures"}
