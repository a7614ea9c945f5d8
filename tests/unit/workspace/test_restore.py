"""A backup is restored whole, checked by every byte, or not at all."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import kills
from ropewalk.observations.store import Store
from ropewalk.vocabulary.errors import StoreError, UserError
from ropewalk.workspace.backup import back_up
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.manifest import FILE, read_manifest
from ropewalk.workspace.restore import DUMP, restore


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a small workspace. Do not write into it."""
    home = tmp_path_factory.mktemp("kept")
    folder = Folder(home / "city")
    folder.path.mkdir()
    folder.city_file.write_text('name = "Toy"\n')
    (folder.path / "secret.key").write_text("words")
    (folder.path / "secret.key").chmod(0o600)
    (folder.path / "evidence").mkdir()
    (folder.path / "evidence" / FILE).write_text("a file that happens to bear that name")
    Store.create(folder.store)
    kills.load(folder.store, "small", 1)
    with closing(sqlite3.connect(folder.database)) as base, base:
        base.execute("CREATE TABLE plan (words TEXT)")
        base.execute("INSERT INTO plan VALUES ('adopted')")
    back_up(folder, home / "backup")
    return home / "backup"


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_restored_workspace_is_the_one_that_was_backed_up(backup: Path, tmp_path: Path) -> None:
    done = restore(backup, tmp_path / "city")
    assert (done.revisions, len(done.files)) == (1, len(read_manifest(backup).files))
    assert not (tmp_path / "city" / FILE).exists()
    assert (tmp_path / "city" / "evidence" / FILE).exists()
    assert (tmp_path / "city" / "secret.key").stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(tmp_path / "city" / "ropewalk.sqlite3")) as base:
        assert base.execute("SELECT words FROM plan").fetchall() == [("adopted",)]
    assert Store.open(tmp_path / "city" / "store").revision == 1
    back_up(Folder(tmp_path / "city"), tmp_path / "again")
    assert {one.path for one in read_manifest(tmp_path / "again").files} == {one.path for one in done.files}


@given(number=st.integers(0), at=st.floats(0, 0.999), how=st.sampled_from(["changed", "cut", "gone"]))
def test_one_byte_that_is_not_as_it_was_and_nothing_is_restored(
    backup: Path, tmp_path_factory: pytest.TempPathFactory, number: int, at: float, how: str
) -> None:
    home = tmp_path_factory.mktemp("damaged")
    shutil.copytree(backup, home / "backup")
    files = [one for one in read_manifest(backup).files if one.bytes]
    path = home / "backup" / files[number % len(files)].path
    content = bytearray(path.read_bytes())
    content[int(at * len(content))] ^= 1
    path.chmod(0o600)
    path.write_bytes(content if how == "changed" else content[:-1])
    if how == "gone":
        path.unlink()
    with pytest.raises(StoreError, match=path.name):
        restore(home / "backup", home / "city")
    assert left(home) == ["backup"]


def test_a_file_that_was_put_in_is_refused(backup: Path, tmp_path: Path) -> None:
    shutil.copytree(backup, tmp_path / "backup")
    (tmp_path / "backup" / "indicators").mkdir()
    (tmp_path / "backup" / "indicators" / "more.toml").touch()
    with pytest.raises(StoreError, match="a file is here that the backup does not list"):
        restore(tmp_path / "backup", tmp_path / "city")


def test_nothing_is_restored_over_something(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "city").mkdir()
    (tmp_path / "city" / "plan.toml").write_text("mine")
    with pytest.raises(UserError, match="there is something here already"):
        restore(backup, tmp_path / "city")
    assert (tmp_path / "city" / "plan.toml").read_text() == "mine"
    (tmp_path / "city" / "plan.toml").unlink()
    restore(backup, tmp_path / "city")
    assert (tmp_path / "city" / "ropewalk.toml").exists()


def test_a_folder_that_is_no_finished_backup_is_refused(backup: Path, tmp_path: Path) -> None:
    half = tmp_path / ".kept.part-1"  # as a backup that was killed leaves it
    shutil.copytree(backup, half)
    (half / FILE).unlink()
    with pytest.raises(UserError, match="this is no backup"):
        restore(half, tmp_path / "city")
    (half / FILE).write_text('{"made": ')
    with pytest.raises(StoreError, match="list cannot be read"):
        restore(half, tmp_path / "city")
    assert left(tmp_path) == [half.name]


def test_when_the_database_cannot_be_filled_no_workspace_appears(backup: Path, tmp_path: Path) -> None:
    def fail(part: Path) -> None:
        assert (part / "ropewalk.toml").exists()
        raise UserError

    with pytest.raises(UserError):
        restore(backup, tmp_path / "city", fill=fail)
    assert left(tmp_path) == []


DIES = """
import os, shutil, sys
from pathlib import Path
from ropewalk.workspace import backup, restore
from ropewalk.workspace.folder import Folder
what, at, source, target, copy, done = *sys.argv[1:3], *map(Path, sys.argv[3:5]), shutil.copy2, []
def dying(*args, **named):
    done.append(1)
    if len(done) > int(at):
        os.kill(os.getpid(), 9)
    return copy(*args, **named)
shutil.copy2 = dying
shutil.copytree.__defaults__ = (False, None, dying, False, False)
backup.back_up(Folder(source), target) if what == "backup" else restore.restore(source, target)
"""


@pytest.mark.parametrize(("what", "at"), [("backup", 0), ("backup", 2), ("restore", 0), ("restore", 7)])
def test_killed_in_the_middle_there_is_nothing_that_looks_whole(
    backup: Path, tmp_path: Path, what: str, at: int
) -> None:
    target = tmp_path / "target"
    command = [sys.executable, "-c", DIES, what, str(at), str(backup), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stderr
    assert not target.exists()
    assert [name.startswith(".target.part-") for name in left(tmp_path)] == [True]
    for half in tmp_path.iterdir():
        if what == "backup":
            with pytest.raises(UserError, match="this is no backup"):
                restore(half, tmp_path / "city")
    assert restore(backup, target).revisions == 1  # what is left of it is in nobody's way


def test_tables_that_were_dumped_are_not_left_in_the_workspace(backup: Path, tmp_path: Path) -> None:
    seen: list[bool] = []
    folder = Folder(tmp_path / "city")
    restore(backup, folder.path)
    folder.database.unlink()

    def dump(to: Path) -> None:
        to.mkdir()
        (to / "tables.json").write_text("{}")

    back_up(folder, tmp_path / "kept", dump=dump)
    restore(tmp_path / "kept", tmp_path / "back", fill=lambda part: seen.append((part / DUMP).is_dir()))
    assert seen == [True]
    assert not (tmp_path / "back" / DUMP).exists()
