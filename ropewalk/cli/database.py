"""The workspace's database: Django is started only by the commands that need it."""

import os
from pathlib import Path

import django
from django.core.management import call_command
from django.db import DatabaseError, connections

from ropewalk.vocabulary.errors import Fault, UserError

SETTINGS = "ropewalk.config.settings"


def open_database(workspace: Path) -> None:
    """Point Django at the workspace and bring its tables up to date. Raises UserError when it cannot."""
    os.environ["ROPEWALK_WORKSPACE"] = str(workspace.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        remedy = "Check that you may write to it; if it is damaged, take it away and load again"
        problem = f"the database cannot be used ({error})"
        raise UserError(Fault(problem, remedy, file=str(workspace / "ropewalk.sqlite3"))) from error


def close_database() -> None:
    """Let go of the database, so that its folder can be moved and its journal is folded in."""
    connections.close_all()
