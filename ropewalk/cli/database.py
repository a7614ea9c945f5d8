"""The workspace's database: Django is started only by the commands that need it."""

import os
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connections

SETTINGS = "ropewalk.config.settings"


def open_database(workspace: Path) -> None:
    """Point Django at the workspace and bring its tables up to date."""
    os.environ["ROPEWALK_WORKSPACE"] = str(workspace.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def close_database() -> None:
    """Let go of the database, so that its folder can be moved and its journal is folded in."""
    connections.close_all()
