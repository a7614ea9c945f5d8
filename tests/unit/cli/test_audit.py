"""The audit leaves by command, and `ropewalk verify` names the event at which it was changed."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import StringIO
from pathlib import Path

import commands
import pytest

WRITE = """
import django; django.setup()
from django.core.management import call_command; call_command("migrate", verbosity=0)
from ropewalk.accounts.audit import note
from ropewalk.accounts.by import COMMAND_LINE
for n in range(3): note(COMMAND_LINE, "signed in", "person", f"p{n}")
"""


def ropewalk(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ropewalk.cli", *arguments]
    return commands.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def audited(workspace: Path) -> Path:
    settings = {"DJANGO_SETTINGS_MODULE": "ropewalk.config.settings", "ROPEWALK_WORKSPACE": str(workspace)}
    subprocess.run([sys.executable, "-c", WRITE], env=os.environ | settings, check=True)
    return workspace


def test_every_event_leaves_with_its_hash(audited: Path) -> None:
    done = ropewalk("audit", "export", "-w", str(audited))
    rows = list(csv.DictReader(StringIO(done.stdout)))
    assert [row["thing"] for row in rows] == ["p0", "p1", "p2"]
    assert rows[-1]["hash"] in done.stderr
    lines = ropewalk("audit", "export", "-w", str(audited), "--format", "json").stdout.splitlines()
    assert [json.loads(line)["number"] for line in lines] == [1, 2, 3]


def test_verify_names_the_first_event_that_was_changed(audited: Path) -> None:
    assert ropewalk("verify", "-w", str(audited), "-q").returncode == 0
    with closing(sqlite3.connect(audited / "ropewalk.sqlite3")) as base, base:
        base.execute("UPDATE accounts_event SET who = 'somebody else' WHERE number >= 2")
    done = ropewalk("verify", "-w", str(audited), "-q")
    assert done.returncode == 1
    assert "the audit does not hold at event 2" in done.stderr
