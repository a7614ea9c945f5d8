"""`ropewalk backup --portable` and `ropewalk restore`: a workspace comes back to the last row."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path


def ropewalk(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ropewalk.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def rows(workspace: Path, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(workspace / "ropewalk.sqlite3")) as base:
        return base.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()  # noqa: S608 - our own names


def test_a_workspace_comes_back_from_tables_and_nothing_is_written_over(
    built_toy: Path, tmp_path: Path
) -> None:
    kept, back = tmp_path / "kept", tmp_path / "back"
    done = ropewalk("backup", str(kept), "-w", str(built_toy), "--portable", "-q")
    assert done.returncode == 0, done.stderr
    assert not list(kept.glob("*.sqlite3"))
    done = ropewalk("restore", str(kept), str(back), "-q")
    assert done.returncode == 0, done.stderr
    assert "all as they were on" in done.stderr
    for table in ("plan_indicator", "plan_historicalindicator", "plan_city", "accounts_event"):
        assert rows(back, table) == rows(built_toy, table)
    assert rows(back, "plan_indicator")
    again = ropewalk("restore", str(kept), str(back), "-q")
    assert again.returncode == 1
    assert "there is something here already" in again.stderr
