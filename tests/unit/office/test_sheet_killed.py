"""A sheet is written whole or not at all, also when the process that writes it is killed."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ROWS = 30
OWNERS = "SELECT owner FROM plan_action WHERE code LIKE 'bench-%' ORDER BY code"


def run(folder: Path, *told: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tests/support/killed_sheet.py"), str(folder), *map(str, told)]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)


def held(folder: Path) -> tuple[list[str], int]:
    """Who answers for each action, and how many events the audit has; the file is whole."""
    with closing(sqlite3.connect(folder / "ropewalk.sqlite3")) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        owners = [owner for (owner,) in base.execute(OWNERS)]
        return owners, base.execute("SELECT count(*) FROM accounts_event").fetchone()[0]


@pytest.fixture
def kept(workspace: Path) -> tuple[Path, int]:
    """A workspace with a sheet that waits for its yes, and the sheet's number."""
    done = run(workspace, "keep", ROWS)
    assert done.returncode == 0, done.stderr
    return workspace, int(done.stdout)


def test_a_sheet_whose_process_is_killed_leaves_all_as_it_was_and_is_applied_afterwards(
    kept: tuple[Path, int], tmp_path: Path
) -> None:
    folder, pk = kept
    before = held(folder)
    assert before[0] == ["Bench"] * ROWS
    whole = Path(shutil.copytree(folder, tmp_path / "whole"))
    writes = int(run(whole, "apply", pk, 0).stdout)
    after = held(whole)
    assert after[0] == [f"Bench {ROWS}"] * ROWS
    for at in sorted({1, 2, writes // 2, writes}):
        died = run(folder, "apply", pk, at)
        assert died.returncode == -signal.SIGKILL, died.stderr
        assert held(folder) == before, at
    assert run(folder, "apply", pk, 0).returncode == 0
    assert held(folder) == after
