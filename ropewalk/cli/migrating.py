"""Bringing a database's tables up to date: one process at a time, and never in the way of those at work."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.core.management import call_command
from django.db import connection

LOCK: Final = 0x726F7065
"""The number that processes on PostgreSQL take turns by; any would do, as long as all take the same."""
PATIENCE: Final = "5s"
"""How long a migration waits for a table: whoever asks for the table meanwhile waits behind it."""


def migrate(workspace: Path) -> None:
    """Apply what is not applied yet. A server, a worker and a command that start together take turns."""
    with _in_turn(workspace):
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _in_turn(workspace: Path) -> Iterator[None]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            cursor.execute(f"SET lock_timeout = '{PATIENCE}'")
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
                cursor.execute("RESET lock_timeout")
        return
    with (workspace / ".migrating").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # let go when the file is closed, and when we are killed
        yield
