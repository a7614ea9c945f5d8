"""The workspace's database: Django is started only by the commands that need it."""

import os
from pathlib import Path
from typing import Final

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections

from ropewalk.vocabulary.errors import Fault, UserError

SETTINGS = "ropewalk.config.settings"
ELSEWHERE: Final = "postgresql.txt"
"""The file that says that a workspace's database is a PostgreSQL."""


def open_database(workspace: Path) -> None:
    """Point Django at the workspace and bring its tables up to date. Raises UserError when it cannot."""
    os.environ["ROPEWALK_WORKSPACE"] = str(workspace.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    hold_to_one(workspace)
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise UserError(Fault(str(error), "Mend it in the environment, and try again")) from error
    from ropewalk.cli.migrating import migrate  # late: Django has to be ready first

    try:
        migrate(workspace)
    except DatabaseError as error:
        raise UserError(_unusable(workspace, error)) from error
    if os.environ.get("DATABASE_URL"):
        _note(workspace)


def _unusable(workspace: Path, error: DatabaseError) -> Fault:
    problem = f"the database cannot be used ({str(error).strip()})"
    if os.environ.get("DATABASE_URL"):
        return Fault(problem, "Check DATABASE_URL, that the server runs and that its user may make tables")
    remedy = "Check that you may write to it; if it is damaged, take it away and load again"
    return Fault(problem, remedy, file=str(workspace / "ropewalk.sqlite3"))


def hold_to_one(workspace: Path) -> None:
    """A workspace has one database. Raises UserError when its database is a PostgreSQL and nobody says where:
    people, plan and audit would else begin anew in a file beside it."""
    if (workspace / ELSEWHERE).is_file() and not os.environ.get("DATABASE_URL"):
        problem = "the database of this workspace is a PostgreSQL, and DATABASE_URL is not set"
        remedy = "Set DATABASE_URL as the server has it; to go back to SQLite see docs/standing-up.md"
        raise UserError(Fault(problem, remedy, file=str(workspace / ELSEWHERE)))


def _note(workspace: Path) -> None:
    file = workspace / ELSEWHERE
    if not file.exists():
        file.write_text("The database of this workspace is a PostgreSQL: every command needs DATABASE_URL.\n")


def close_database() -> None:
    """Let go of the database, so that its folder can be moved and its journal is folded in."""
    connections.close_all()
