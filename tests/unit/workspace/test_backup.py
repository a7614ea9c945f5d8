"""A workspace copied while loads go on, by any program or by ``backup``, stands at a whole revision."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from bench import kills
from ropewalk.observations.copying import copy_store
from ropewalk.observations.store import Store
from ropewalk.observations.verify import verify
from ropewalk.vocabulary.errors import StoreError, UserError
from ropewalk.workspace.backup import back_up
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.verify import verify_workspace

LOADS, LONGEST = 14, 200
"""Loads while copies are made, and the most where two copies still want making: a machine may load much
faster than it copies."""
MOST = 6


def by_tree(store: Path, target: Path) -> None:
    """As a plain program copies: folder by folder, in the disk's own order; what vanishes is passed over."""
    with suppress(shutil.Error):  # raised at the end, for files that vanished
        shutil.copytree(store, target)


def slowly(names: tuple[str, ...]) -> Callable[[Path, Path], None]:
    """As the slowest program would: one table after another, with loads between them."""

    def copy(store: Path, target: Path) -> None:
        target.mkdir()
        for name in names:
            if (store / name).is_dir():
                by_tree(store / name, target / name)
            elif (store / name).exists():
                shutil.copy2(store / name, target / name)
            loaded.clear()
            loaded.wait(0.5)

    return copy


loaded = threading.Event()
ORDERS = [
    ("names", "documents", "refused", "observations", "head", "lock"),
    ("head", "observations", "refused", "documents", "names", "lock"),
    ("lock", "refused", "names", "head", "documents", "observations"),
]


@pytest.mark.parametrize("copy", [by_tree, *map(slowly, ORDERS), copy_store], ids=["tree", *"123", "backup"])
def test_a_copy_taken_while_loads_go_on_is_a_store_at_a_whole_revision(
    tmp_path: Path, copy: Callable[[Path, Path], None]
) -> None:
    path = tmp_path / "store"
    Store.create(path)
    for edition in (1, 2):
        kills.load(path, "small", edition)
    copies: list[Path] = []
    ended = threading.Event()

    def copying() -> None:
        while not ended.is_set() and len(copies) < MOST:
            target = tmp_path / f"copy-{len(copies)}"
            copy(path, target)
            copies.append(target)

    copier = threading.Thread(target=copying)
    copier.start()
    try:
        edition = 3
        while edition < LOADS or (len(copies) < 2 and edition < LONGEST):
            kills.load(path, kills.SOURCES[edition % 2], edition)
            loaded.set()
            edition += 1
    finally:
        ended.set()
        loaded.set()
        copier.join()
    whole = Store.open(path)
    assert len(copies) >= 2
    for target in copies:
        held = Store.open(target)
        assert 2 <= held.revision <= whole.revision
        for revision in range(held.revision + 1):
            assert held.read(as_of=revision).equals(whole.read(as_of=revision))
            assert held.places(revision) == whole.places(revision)
        assert verify(target).faults == ()
    # Restored, the copy goes on as the store did.
    shutil.rmtree(path)
    copies[0].rename(path)
    at = Store.open(path).revision
    assert kills.load(path, "small", edition) == at + 1


@pytest.fixture
def workspace(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path / "city")
    (folder.path / "indicators").mkdir(parents=True)
    folder.city_file.write_text('name = "Toy"\n')
    (folder.path / "secret.key").write_text("words")
    (folder.path / "secret.key").chmod(0o600)
    Store.create(folder.store)
    kills.load(folder.store, "small", 1)
    (folder.store / "findings").mkdir()
    (folder.store / "findings" / "current").write_text("1")
    with closing(sqlite3.connect(folder.database)) as base:
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("CREATE TABLE plan (words TEXT)")
        base.execute("INSERT INTO plan VALUES ('kept in the journal beside the file')")
        base.commit()
    return folder


def test_a_backup_holds_everything_and_is_restored_by_putting_it_in_place(
    workspace: Folder, tmp_path: Path
) -> None:
    writer = sqlite3.connect(workspace.database)
    with closing(writer):
        writer.execute("INSERT INTO plan VALUES ('not yet committed')")  # somebody is at work
        report = back_up(workspace, tmp_path / "kept")
    assert (report.faults, report.revisions) == ((), 1)
    read = Store.open(workspace.store).read()
    shutil.rmtree(workspace.path)
    shutil.copytree(tmp_path / "kept", workspace.path)
    assert Store.open(workspace.store).read().equals(read)
    with closing(sqlite3.connect(workspace.database)) as base:
        assert base.execute("SELECT words FROM plan").fetchall() == [("kept in the journal beside the file",)]
    assert (workspace.path / "secret.key").stat().st_mode & 0o777 == 0o600
    assert (workspace.store / "findings" / "current").read_text() == "1"
    assert verify_workspace(workspace).faults == ()
    assert kills.load(workspace.store, "small", 2) == 2


def test_a_damaged_workspace_is_not_backed_up_as_if_it_were_whole(workspace: Folder, tmp_path: Path) -> None:
    file = next(workspace.store.glob("observations/source=0/*.parquet"))
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(StoreError, match=r"SHA-256 is .*; affected: revisions 1 to the newest, source small"):
        back_up(workspace, tmp_path / "kept")
    assert [path.name for path in tmp_path.iterdir()] == ["city"]


def test_a_backup_is_not_made_over_something(workspace: Folder, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    with pytest.raises(UserError, match=r"there is something here already.*does not exist yet"):
        back_up(workspace, tmp_path / "kept")


def test_a_damaged_database_is_told(workspace: Folder) -> None:
    with closing(sqlite3.connect(workspace.database)) as base:
        base.execute("PRAGMA journal_mode=DELETE")
    content = bytearray(workspace.database.read_bytes())
    content[100:140] = os.urandom(40)
    workspace.database.write_bytes(content)
    assert any("the database is damaged" in fault.problem for fault in verify_workspace(workspace).faults)
