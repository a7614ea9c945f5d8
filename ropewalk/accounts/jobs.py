"""Work that nobody waits for: put down in the transaction that makes it needed, done by ``ropewalk work``.

    with writing(by) as say:
        row.save()
        say("aim changed", ...)
        jobs.ask(refresh_figures)

A task is a function of a room's ``tasks.py`` under ``@task()``, with plain JSON as its arguments. What is put
down stands in the same database as what it follows from, so either both are written or neither. A task may be
begun again after it was killed in the middle, so doing it twice must come to the same as doing it once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from ropewalk.vocabulary import clock

ALONE: Final = timedelta(minutes=5)
"""How long something may wait before it is said that nobody is at work."""


class State(StrEnum):
    """How far a task is; django-tasks' own words."""

    WAITING = "READY"
    RUNNING = "RUNNING"
    FAILED = "FAILED"
    DONE = "SUCCESSFUL"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a task: whether it waits or runs, since when, and why it failed when it last ended.

    ``alone``: it has waited so long that no worker can be at work; ``said``: what it returned when it last
    ended, where that is words."""

    pending: bool = False
    since: datetime | None = None
    alone: bool = False
    failed: bool = False
    said: str = ""


def ask(task: Task[Any, Any], *args: Any, **named: Any) -> bool:
    """Put a task down, unless the same waits already; returns whether it was. One that runs now does not
    count: it may have read what was there before."""
    told = {"args": list(args), "kwargs": named}
    same = DBTaskResult.objects.filter(task_path=task.module_path, args_kwargs=told)
    if same.filter(status=State.WAITING).exists():
        return False
    task.enqueue(*args, **named)
    return True


def standing(task: Task[Any, Any], of: object = None) -> Standing:
    """Where a task stands: whatever its arguments, or with this as its first one. One query."""
    rows = DBTaskResult.objects.filter(task_path=task.module_path)
    if of is not None:
        rows = rows.filter(args_kwargs__args__0=of)
    columns = ("status", "enqueued_at", "return_value")
    newest = list(rows.order_by("-enqueued_at").values_list(*columns)[:2])
    pending = [at for status, at, _said in newest if status in (State.WAITING, State.RUNNING)]
    if pending:
        waits = all(status != State.RUNNING for status, _at, _said in newest)
        return Standing(True, min(pending), alone=waits and clock.now() - min(pending) > ALONE)
    if not newest:
        return Standing()
    status, _at, said = newest[0]
    return Standing(failed=status == State.FAILED, said=said if isinstance(said, str) else "")


def waits() -> bool:
    """Whether anything waits to be done: one query."""
    return DBTaskResult.objects.filter(status=State.WAITING).exists()


@dataclass(frozen=True, slots=True)
class Job:
    """A task that was put down: its function's name, how far it is, when it was put down and ended."""

    name: str
    state: State
    asked: datetime
    ended: datetime | None


def newest(many: int = 50) -> list[Job]:
    """What was put down last, the newest first: one query."""
    columns = ("task_path", "status", "enqueued_at", "finished_at")
    rows = DBTaskResult.objects.order_by("-enqueued_at").values_list(*columns)[:many]
    return [Job(path, State(status), asked, ended) for path, status, asked, ended in rows]


def take_up_again() -> int:
    """What was being done when its worker was killed waits again; how many. Only for whoever knows that
    nobody else is at work."""
    return DBTaskResult.objects.filter(status=State.RUNNING).update(status=State.WAITING, started_at=None)
