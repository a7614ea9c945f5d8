"""The command: what it prints, what it keeps, what it refuses. No figure is judged here."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ropewalk.benchmarks import national
from ropewalk.benchmarks.apart import peak_mb, run_apart
from ropewalk.benchmarks.room import tables_in
from ropewalk.benchmarks.scan import scan
from ropewalk.benchmarks.size import Size
from ropewalk.findings.blocks.read import read_findings
from ropewalk.findings.blocks.storage import Folder
from ropewalk.vocabulary.errors import UserError

SMALL = ["--indicators", "3", "--places", "12", "--periods", "6", "--sexes", "2", "--peers", "2"]
SIZE = Size(indicators=3, places=12, periods=6, sexes=2, peers=2)
FIGURES = {"scan_seconds", "engine_seconds", "ratio", "peak_mb", "warm_seconds", "findings_per_second"}
TOLD = {*FIGURES, "rows", "series", "findings", "ranks", "bytes_written", "methods", "machine", "options"}


def ropewalk(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ropewalk.cli", "bench", *SMALL, "--no-floors", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_prints_its_figures_and_keeps_the_table_for_the_next_time(tmp_path: Path) -> None:
    home = tmp_path / "bench"
    done = ropewalk("--dir", str(home), "--keep", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert set(found) >= TOLD
    assert all(found[name] > 0 for name in FIGURES)
    assert (found["rows"], found["series"]) == (3 * 12 * 6 * 2, 3 * 12 * 2)
    assert found["ratio"] == pytest.approx(found["engine_seconds"] / found["scan_seconds"], rel=0.1)
    assert found["table_seconds"] is not None
    assert found["findings"] == read_findings(Folder(str(home / "assessed"))).height
    with tables_in(home, SIZE, keep=True) as kept:
        assert kept.ready


def test_tables_go_again_unless_they_are_kept(tmp_path: Path) -> None:
    with tables_in(tmp_path, SIZE, keep=False) as home:
        national.write(Folder(str(home.observations)), SIZE, a_block=2, threads=1)
        home.remember()
    assert list(tmp_path.iterdir()) == []
    with tables_in(None, SIZE, keep=False) as home:
        thrown = home.folder
    assert not thrown.exists()


def test_another_table_or_too_little_room_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr("shutil.disk_usage", lambda _: full)
    with pytest.raises(UserError, match="too little room"), tables_in(tmp_path, SIZE, keep=True):
        pass
    (tmp_path / "letter.txt").write_text("Dear city")
    with pytest.raises(UserError, match="something else"), tables_in(tmp_path, SIZE, keep=True):
        pass
    assert (tmp_path / "letter.txt").read_text() == "Dear city"


def test_the_scan_reads_every_value(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    national.write(folder, SIZE, a_block=2, threads=1)
    steps: list[tuple[int, int]] = []
    found = scan(folder.uri, lambda done, of: steps.append((done, of)))
    assert found["value"] == pytest.approx(national.block(SIZE, range(3))["value"].sum())
    assert steps[-1] == (3, 3)


def test_a_measurement_that_fails_is_told() -> None:
    with pytest.raises(UserError, match="ended with code 1"):
        run_apart("ropewalk.benchmarks.scan:scan", {"uri": "/nowhere"}, threads=1)


def test_memory_is_that_of_this_process() -> None:
    held = b"x" * 300 * 2**20
    assert len(held) / 2**20 < peak_mb() < 20_000
