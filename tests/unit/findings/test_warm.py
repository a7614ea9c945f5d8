"""The engine compiled ahead of its first use, and where that is kept."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ropewalk.findings import warm
from ropewalk.stats import compiled

# Loops that are not compiled can be watched: which of them does the small assessment run?
EVERY_LOOP = """
import importlib, inspect, pathlib, sys
import ropewalk.findings
from ropewalk.findings import warm
ran = set()
sys.setprofile(lambda frame, event, _: ran.add((frame.f_code.co_filename, frame.f_code.co_name)))
assert warm.warm()
sys.setprofile(None)
assert not warm.warm()
for file in sorted(pathlib.Path(ropewalk.findings.__file__).parent.glob("*_kernel.py")):
    module = importlib.import_module(f"ropewalk.findings.{file.stem}")
    for name, loop in inspect.getmembers(module, inspect.isfunction):
        if loop.__module__ == module.__name__ and (str(file), name) not in ran:
            print(name)
"""
ONE_LOOP = "from ropewalk.stats.limits_kernel import clean; clean(3.0); print(clean.stats.cache_hits)"


def start(code: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code], env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True
    )


def said(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate()
    assert process.returncode == 0
    return out


def test_the_small_assessment_runs_every_loop_of_the_engine(tmp_path: Path) -> None:
    left = said(start(EVERY_LOOP, NUMBA_CACHE_DIR=str(tmp_path), NUMBA_DISABLE_JIT="1"))
    assert left.split() == []
    assert list(tmp_path.glob("kernels-*/warm-*"))


def test_two_processes_may_compile_at_once_and_a_third_finds_it_done(tmp_path: Path) -> None:
    both = [start(ONE_LOOP, NUMBA_CACHE_DIR=str(tmp_path)) for _ in range(2)]
    assert all("(" in said(process) for process in both)
    assert "): 1" in said(start(ONE_LOOP, NUMBA_CACHE_DIR=str(tmp_path)))


@pytest.fixture
def afresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A package of our own, whose kept folder is found anew."""
    (tmp_path / "stats").mkdir()
    monkeypatch.setattr(compiled, "PACKAGE", tmp_path)
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(compiled, "kept_in", compiled.kept_in.__wrapped__)
    return tmp_path


def test_it_is_kept_beside_the_loops(afresh: Path) -> None:
    kept = compiled.kept_in()
    assert kept is not None
    assert kept.parent == afresh / "stats" / "__pycache__"


def test_where_the_package_cannot_be_written_it_is_kept_with_the_user(afresh: Path) -> None:
    (afresh / "stats" / "__pycache__").touch()  # no folder can be made there
    kept = compiled.kept_in()
    assert kept is not None
    assert kept.parent == afresh / "home" / "ropewalk"


def test_where_nothing_can_be_written_nothing_is_kept(afresh: Path) -> None:
    (afresh / "stats" / "__pycache__").touch()
    (afresh / "home").touch()
    assert compiled.kept_in() is None


def test_a_changed_loop_or_rule_has_another_folder(afresh: Path) -> None:
    before = compiled.kept_in()
    (afresh / "stats" / "sums_kernel.py").write_text("one = 1\n", encoding="utf-8")
    with_loop = compiled.kept_in()
    (afresh / "stats" / "rules.py").write_text("SURE = 0.05\n", encoding="utf-8")
    assert len({before, with_loop, compiled.kept_in()}) == 3


def test_nothing_is_done_where_all_is_compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(warm, "kept_in", lambda: tmp_path)
    done = []
    monkeypatch.setattr(warm, "_assess_everything", lambda: done.append(1))
    assert warm.warm()
    assert not warm.warm()
    assert done == [1]
