"""Killed loads, two loads at once, damage, a full disk: the old revision or the new one, never between."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from batches import batch, refusal, said

from ropewalk.observations import delta_write
from ropewalk.observations.store import Store
from ropewalk.vocabulary.errors import StoreError
from ropewalk.vocabulary.place import Place

ROOT = Path(__file__).parents[3]
OLD = ("jobs E1 2020 1.0", "jobs E2 2020 2.0")
NEW = ("jobs E1 2020 1.5", "jobs E7 2020 c")  # E7 and suppressed are new names

# Ends the process, as a kill would, when the named step is reached for the nth time.
KILLED = """
import os, sys
from batches import batch, refusal
from ropewalk.observations import delta_write
from ropewalk.observations.store import Store
from ropewalk.vocabulary.place import Place
folder, step, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
reached, do = [], getattr(delta_write, step)
def until_killed(*given):
    reached.append(step)
    return os._exit(9) if len(reached) == count else do(*given)
setattr(delta_write, step, until_killed)
from pathlib import Path
new = ("jobs E1 2020 1.5", "jobs E7 2020 c")
places = (Place(code="E7", name="Seven", kind="lad"),)
load = batch(*new, edition=2, refused=refusal("E8"), places=places, renames={"E0": "E1"})
Store.open(Path(folder)).commit(load, by="bob")
"""


def kill_at(folder: Path, step: str, count: int) -> None:
    """Load NEW in another process that ends when it reaches a step for the nth time."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "support")])
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), step, str(count)],
        check=False,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert ended.returncode == 9


# The tables are written in the order names, documents, refused, observations; each writes a file, then
# enters it in its log. The ninth step, past the last entry, is tested as a whole load elsewhere.
@pytest.mark.parametrize("step", ["write_file", "enter"])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_load_killed_at_any_step_leaves_the_old_revision_and_the_next_load_succeeds(
    store: Store, step: str, count: int
) -> None:
    store.commit(batch(*OLD), by="ann")
    before = store.read()
    kill_at(store.path, step, count)

    again = Store.open(store.path)
    assert not store.refresh()
    for reader in (store, again):
        assert reader.revision == 1
        assert reader.read().equals(before)
        assert (reader.places(), reader.renames(), reader.refused().height) == ({}, {}, 0)
        assert reader.origins()["jobs"].files[0].bytes == 11

    # Another load, of other content, takes the number that the killed one would have had.
    assert store.commit(batch("pay E7 2020 3.0", source="pay"), by="ann") == 2
    assert said(store.read()) == [*OLD, "pay E7 2020 3.0"]
    assert (store.places(), store.refused().height, store.revisions()["refused"].sum()) == ({}, 0, 0)
    assert again.read(as_of=1).equals(before)

    load = batch(*NEW, edition=2, refused=refusal("E8"), places=(Place(code="E7", name="Seven", kind="lad"),))
    assert store.commit(load, by="ann") == 3
    assert said(store.read(["jobs"])) == list(NEW)
    assert list(store.places()) == ["E7"]
    assert store.refused()["place"].to_list() == ["E8"]


def test_a_second_writer_is_refused_at_once_and_readers_are_not(store: Store) -> None:
    store.commit(batch(*OLD), by="ann")
    script = (
        "import sys, pathlib; from ropewalk.observations import lock\n"
        "with lock.writing(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(store.path)]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
    assert holder.stdin is not None
    assert holder.stdout is not None
    with holder, holder.stdout, holder.stdin:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(
            StoreError, match=r"another load is writing to this store.*Wait until it has finished"
        ):
            store.commit(batch(*NEW, edition=2), by="bob")
        assert said(Store.open(store.path).read()) == list(OLD)
        holder.kill()
    # Nobody has to take the dead writer's lock away.
    assert store.commit(batch(*NEW, edition=2), by="bob") == 2


def test_a_store_that_is_not_there_is_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no store here.*Load a city's sources first"):
        Store.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_store_is_not_made_over_another(store: Store) -> None:
    with pytest.raises(StoreError, match="there is a store here already"):
        Store.create(store.path)


def test_a_store_half_made_is_finished(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in sorted((store.path / "observations").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    assert not Store.exists(store.path)
    assert Store.create(store.path).commit(batch(*OLD), by="ann") == 1


def test_a_store_cannot_be_made_where_a_file_stands(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("words")
    with pytest.raises(StoreError, match="the store could not be written"):
        Store.create(tmp_path / "file" / "store")


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def garble(file: Path) -> None:
    file.write_bytes(b"\x00garbage" * 20)


@pytest.mark.parametrize("harm", [Path.unlink, cut, garble], ids=["missing", "cut short", "garbage"])
@pytest.mark.parametrize(
    "files",
    [
        "observations/source=*/*.parquet",
        "names/*.parquet",
        "documents/*.parquet",
        "refused/*.parquet",
        "observations/_delta_log/*1.json",
        "names/_delta_log/*1.json",
    ],
)
def test_a_damaged_store_says_so_and_what_to_do(
    store: Store, files: str, harm: Callable[[Path], None]
) -> None:
    store.commit(batch(*OLD, refused=refusal("E8")), by="ann")
    store.commit(batch(*NEW, edition=2, refused=refusal("E8", row=10)), by="ann")
    for file in list(store.path.glob(files)):
        harm(file)
    with pytest.raises(StoreError, match="Put the store's folder back from a copy, or build the workspace"):
        read_all(store.path)


@pytest.mark.parametrize("harm", [cut, garble], ids=["cut short", "garbage"])
def test_a_damaged_newest_log_entry_is_not_passed_over(store: Store, harm: Callable[[Path], None]) -> None:
    store.commit(batch(*OLD), by="ann")
    store.commit(batch(*NEW, edition=2), by="ann")
    harm(store.path / "observations" / "_delta_log" / f"{2:020}.json")
    with pytest.raises(StoreError, match="Put the store's folder back from a copy"):
        read_all(store.path)


def read_all(folder: Path) -> None:
    store = Store.open(folder)
    store.read()
    store.refused()
    store.origins()


def test_a_full_disk_leaves_the_store_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.commit(batch(*OLD), by="ann")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(delta_write.os, "fsync", full)
        with pytest.raises(StoreError, match=r"is as it was.*No space left.*See that the disk has room"):
            store.commit(batch(*NEW, edition=2), by="bob")
    assert said(store.read()) == list(OLD)
    assert store.commit(batch(*NEW, edition=2), by="bob") == 2


def test_a_summary_of_the_log_that_fails_does_not_undo_the_load(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delta_write, "CHECKPOINT", 1)

    def full(table: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(delta_write.DeltaTable, "create_checkpoint", full)
    assert store.commit(batch(*OLD), by="ann") == 1
    assert said(Store.open(store.path).read()) == list(OLD)


def test_a_commit_that_came_between_is_not_overwritten(store: Store) -> None:
    # The lock keeps two writers apart; on a disk where locks do nothing, the log itself does.
    held = store._view.head
    store.commit(batch(*OLD), by="ann")
    with pytest.raises(StoreError, match="is as it was"):
        delta_write.commit(held, pl.DataFrame(), {"revision": 1})
    assert said(Store.open(store.path).read()) == list(OLD)
