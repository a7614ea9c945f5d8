"""A workspace of a module's own for journeys: a script makes people, work and sessions in it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SUPPORT = Path(__file__).parent
BEGIN = """
import django; django.setup()
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)

def enter(person):
    TOTP.activate(person, generate_totp_secret())
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
"""
"""What every script may use: the database made, and somebody signed in with both steps."""


def staged(built: Path, home: Path, script: str) -> tuple[Path, list[str]]:
    """A copy of a built workspace, and the words that the script printed."""
    workspace = Path(shutil.copytree(built, home / "workspace"))
    path = f"{SUPPORT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    environment = os.environ | {"PYTHONPATH": path, "ROPEWALK_WORKSPACE": str(workspace)}
    environment["DJANGO_SETTINGS_MODULE"] = "ropewalk.config.settings"
    command = [sys.executable, "-c", BEGIN + script]
    made = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return workspace, made.stdout.split()
