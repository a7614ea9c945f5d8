"""The command that does what the office leaves for later."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer

from ropewalk.cli.database import close_database, open_database
from ropewalk.cli.options import Workspace
from ropewalk.cli.output import say
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.workspace.folder import open_folder

KEPT: Final = 30
"""Days for which it is kept that something was done."""
LOCK: Final = 0x726F7066
"""The number by which workers on PostgreSQL know that another one is at work."""


def work(
    workspace: Workspace = Path(),
    once: Annotated[bool, typer.Option("--once", help="Do what waits now, and stop.")] = False,
    every: Annotated[float, typer.Option("--every", min=0.05, help="Seconds between two looks.")] = 1.0,
) -> None:
    """Do what the office leaves for later: figures worked out again, letters, reminders.

    One at a time for a workspace. Told to stop (Ctrl+C, SIGTERM) it ends what it is at first. What it was
    at when it was killed is begun again.
    """
    folder = open_folder(workspace)
    open_database(folder.path)
    with _only_one(folder.path):
        jobs = importlib.import_module("ropewalk.accounts.jobs")
        if again := jobs.take_up_again():
            say(f"{again} that a killed worker left in the middle: begun again.")
        _forget_old()
        if not once:
            say("At work. Ctrl+C stops it.")
        done = _worker(once=once, every=every)
    say(f"Done: {done}.")
    close_database()


def do_what_waits() -> None:
    """Do what was left for later, if anything was, in the database that is open."""
    if importlib.import_module("ropewalk.accounts.jobs").waits():
        _worker(once=True, every=0.05)


def _worker(*, once: bool, every: float) -> int:
    """Do what waits. Returns how much was done."""
    from django_tasks_db.management.commands.db_worker import Worker  # late: Django has to be ready first

    worker = Worker(
        queue_names=["*"],
        interval=every,
        batch=once,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="ropewalk",
        excluded_queue_names=[],
    )
    worker.configure_signals()
    worker.run()
    return worker._run_tasks


def _forget_old() -> None:
    from django.core.management import call_command

    call_command("prune_db_task_results", queue_name="*", min_age_days=KEPT, verbosity=0)


@contextmanager
def _only_one(workspace: Path) -> Iterator[None]:
    """Raises UserError while another worker is at work: then it would be unknown what a killed one left."""
    from django.db import connection

    remedy = "Let it work, or stop it first"
    taken = UserError(Fault("another `ropewalk work` is at work here", remedy, file=str(workspace)))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                raise taken
        yield
        return
    import fcntl

    with (workspace / ".working").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise taken from None
        yield
