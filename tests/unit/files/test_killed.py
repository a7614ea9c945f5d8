"""A copy that is killed while it is written: each file is an old or a new one; the next run ends it."""

import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from os import kill
from pathlib import Path

import pytest
from copies import in_the, new_figures, publish, publishing

from ropewalk.publish.files.lay import PART

PATIENCE = 300.0  # seconds


@dataclass
class Copies:
    """A workspace, the copy of an older state of it, and what is in that and in a copy of its state now."""

    workspace: Path
    old: Path
    before: dict[str, str]
    now: dict[str, str]


@pytest.fixture(scope="module")
def copies(built_toy: Path, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    home = tmp_path_factory.mktemp("killed")
    workspace = Path(shutil.copytree(built_toy, home / "workspace"))
    publish(workspace, home / "old")
    new_figures(workspace)
    publish(workspace, home / "new")
    return Copies(workspace, home / "old", in_the(home / "old"), in_the(home / "new"))


def the_command(run: subprocess.Popen[str]) -> int:
    return run.pid


def one_of_its_processes(run: subprocess.Popen[str]) -> int:
    """A process that makes pages, once there is one."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and run.poll() is None:
        for child in Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split():
            with suppress(OSError):
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    return int(child)
        time.sleep(0.01)
    return run.pid


@pytest.mark.parametrize(("seed", "whom"), [(1, the_command), (2, the_command), (3, one_of_its_processes)])
def test_a_killed_run_leaves_whole_files_and_the_next_ends_it(
    copies: Copies, tmp_path: Path, seed: int, whom: Callable[[subprocess.Popen[str]], int]
) -> None:
    mine = Path(shutil.copytree(copies.old, tmp_path / "copy"))
    many = ["--processes", "2"] if whom is one_of_its_processes else []
    at_least = random.Random(seed).randint(1, 60)  # noqa: S311 - a moment, no secret
    with subprocess.Popen(
        publishing(copies.workspace, mine, *many), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        _wait_for(run, mine, copies.before, at_least)
        with suppress(ProcessLookupError):
            kill(whom(run), signal.SIGKILL)
        _, told = run.communicate(timeout=PATIENCE)
    assert run.returncode != 0
    if whom is one_of_its_processes:
        assert "a process that makes pages was stopped" in told
        assert "Each file of the copy is an old or a new one, whole." in told
        assert "Nothing was changed" not in told
    left = in_the(mine)
    torn = [name for name, one in left.items() if one not in (copies.before.get(name), copies.now.get(name))]
    assert torn == []
    done = publish(copies.workspace, mine)
    assert done["files"] == len(copies.now)
    assert in_the(mine) == copies.now
    assert list(mine.rglob(f"*{PART}")) == []


def _wait_for(run: subprocess.Popen[str], copy: Path, before: dict[str, str], count: int) -> None:
    """Wait until so many files are other than they were, or new."""
    began = {name: (copy / name).stat().st_mtime_ns for name in before}
    until = time.monotonic() + PATIENCE
    while run.poll() is None and time.monotonic() < until:
        moved = 0
        for name, time_then in began.items():
            with suppress(OSError):
                moved += (copy / name).stat().st_mtime_ns != time_then
        if moved >= count:
            return
        time.sleep(0.005)
