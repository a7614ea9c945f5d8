"""The command that holds the verdicts against truth: what it writes, and what it says."""

import json
import subprocess
import sys
from pathlib import Path

import commands

from ropewalk.calibration.public import read


def ropewalk(*arguments: str | Path, fails: bool = False) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ropewalk.cli", *map(str, arguments)]
    done = commands.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode != 0) == fails, done.stderr
    return done


def test_a_quick_calibration_writes_its_file_and_its_page(workspace: Path, tmp_path: Path) -> None:
    page = tmp_path / "calibration.md"
    arguments = ("calibrate", "-w", workspace, "--quick", "--seed", "4", "--out", page, "--quiet", "--json")
    done = ropewalk(*arguments)
    found = read(workspace)
    assert found is not None
    printed = json.loads(done.stdout)
    assert len(printed["simulated"]) == len(found.simulated) > 300
    assert printed["seed"] == found.seed == 4
    assert max(rate.called for rate in found.simulated) < 0.2
    assert str(workspace) in done.stderr
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# How often are the verdicts right?")
    assert all(rate.name in text for rate in found.simulated)


def test_without_a_workspace_nothing_is_tried(tmp_path: Path) -> None:
    done = ropewalk("calibrate", "-w", tmp_path, "--quick", fails=True)
    assert "There is no ropewalk.toml in this folder" in done.stderr
    assert list(tmp_path.iterdir()) == []
