"""`ropewalk work` does what waits, takes up what a killed worker left, and is alone in its workspace."""

import fcntl
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import commands

WAITS = """
INSERT INTO django_tasks_database_dbtaskresult (id, status, enqueued_at, args_kwargs, priority, task_path,
    worker_ids, queue_name, backend_name, run_after, exception_class_path, traceback, started_at)
VALUES (?, 'RUNNING', '2026-01-01', '{"args": [], "kwargs": {}}', 0,
    'ropewalk.plan.tasks.refresh_figures', '["w"]', 'default', 'default',
    '9999-01-01 00:00:00', '', '', '2026-01-01')
"""


def work(workspace: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ropewalk.cli", "work", "--once", "-w", str(workspace)]
    return commands.run(command, capture_output=True, text=True, check=False)


def test_what_a_killed_worker_left_is_begun_again_and_ends(workspace: Path) -> None:
    with closing(sqlite3.connect(workspace / "ropewalk.sqlite3")) as base, base:
        base.execute(WAITS, ["0" * 32])
    done = work(workspace)
    assert done.returncode == 0, done.stderr
    assert "1 that a killed worker left in the middle: begun again." in done.stderr
    assert "Done: 1." in done.stderr
    with closing(sqlite3.connect(workspace / "ropewalk.sqlite3")) as base:
        rows = base.execute("SELECT status, traceback FROM django_tasks_database_dbtaskresult").fetchall()
    assert rows == [("SUCCESSFUL", "")]


def test_a_second_worker_is_refused(workspace: Path) -> None:
    with (workspace / ".working").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        done = work(workspace)
    assert done.returncode == 1
    assert "another `ropewalk work` is at work here" in done.stderr
