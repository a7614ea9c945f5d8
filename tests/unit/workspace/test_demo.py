"""The demo's folder: built beside its place, and never left half taken away."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ropewalk.vocabulary.errors import UserError
from ropewalk.workspace.demo import finished, prepare, publish

GONE = subprocess.Popen([sys.executable, "-c", ""])
GONE.wait()


@pytest.fixture
def city(tmp_path: Path) -> Path:
    (tmp_path / "city").mkdir()
    (tmp_path / "city/ropewalk.toml").write_text('name = "Toytown"\n')
    return tmp_path / "city"


def test_a_finished_demo_is_known_as_one_until_its_city_changes(tmp_path: Path, city: Path) -> None:
    publish(prepare(tmp_path / "demo", city), tmp_path / "demo", city)
    assert finished(tmp_path / "demo", city)
    (city / "ropewalk.toml").write_text('name = "Another"\n')
    assert not finished(tmp_path / "demo", city)


def test_killed_while_the_old_demo_goes_the_next_build_still_succeeds(
    tmp_path: Path, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = tmp_path / "demo"
    publish(prepare(demo, city), demo, city)
    part = prepare(demo, city)

    class Killed(BaseException):
        pass

    def stopped_half_way(path: Path, **_: object) -> None:
        (Path(path) / ".demo").unlink()
        raise Killed

    monkeypatch.setattr(shutil, "rmtree", stopped_half_way)
    with pytest.raises(Killed):
        publish(part, demo, city)
    monkeypatch.undo()
    publish(prepare(demo, city), demo, city)
    assert finished(demo, city)


def test_what_a_killed_build_left_is_taken_away_and_nothing_else(tmp_path: Path, city: Path) -> None:
    left = [f".demo.part-{GONE.pid}", f".demo.old-{GONE.pid}", f"..demo.part-{GONE.pid}.part-{GONE.pid}"]
    kept = [f".demo.part-{os.getppid()}", f".other.part-{GONE.pid}", ".demo.part-mine", "demo.part-1"]
    for name in (*left, *kept):
        (tmp_path / name).mkdir()
    publish(prepare(tmp_path / "demo", city), tmp_path / "demo", city)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*kept, "city", "demo"])


def test_the_folder_one_stands_in_can_be_the_demos(
    tmp_path: Path, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    publish(prepare(Path(), city), Path(), city)
    assert finished(tmp_path / "here", city)


def test_a_file_is_no_place_for_a_demo(tmp_path: Path, city: Path) -> None:
    (tmp_path / "demo").write_text("mine")
    with pytest.raises(UserError, match="not a folder"):
        prepare(tmp_path / "demo", city)
    assert (tmp_path / "demo").read_text() == "mine"
