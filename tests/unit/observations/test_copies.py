"""A copy of the folder made while a load ran opens at a whole revision; damage is never taken for a copy."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from batches import batch, refusal, said

from ropewalk.observations import lock, settle, witness
from ropewalk.observations.store import Store
from ropewalk.observations.verify import verify
from ropewalk.vocabulary.errors import Fault, StoreError
from ropewalk.vocabulary.place import Place


def loads(store: Store, count: int) -> None:
    for edition in range(store.revision + 1, store.revision + count + 1):
        place = Place(code=f"E{edition}", name="P", kind="lad")
        lines = (f"jobs E{edition} 2020 {edition}.0",)
        store.commit(
            batch(*lines, edition=edition, refused=refusal("E8", row=edition), places=(place,)), by="ann"
        )


def drop_file_of(entry: int, table: str) -> Callable[[Path], None]:
    def drop(copy: Path) -> None:
        log = (copy / table / "_delta_log" / f"{entry:020}.json").read_text()
        (copy / table / log.split('"add":{"path":"')[1].split('"')[0]).unlink()

    return drop


def cut_file(copy: Path) -> None:
    newest = max((copy / "observations").glob("source=0/*.parquet"), key=lambda file: file.stat().st_mtime)
    newest.write_bytes(newest.read_bytes()[:100])


def drop_entry(table: str, number: int) -> Callable[[Path], None]:
    return lambda copy: (copy / table / "_delta_log" / f"{number:020}.json").unlink()


def stale_hint(copy: Path) -> None:
    text = '{"version":40,"size":22,"sizeInBytes":16765,"numOfAddFiles":1}'
    (copy / "observations" / "_delta_log" / "_last_checkpoint").write_text(text)


@pytest.mark.parametrize(
    ("tear", "revision"),
    [
        (lambda copy: None, 12),
        (drop_file_of(12, "observations"), 11),
        (drop_file_of(9, "observations"), 8),  # a file that the newest revision no longer reads
        (cut_file, 11),
        (drop_entry("observations", 12), 11),
        (drop_entry("observations", 10), 9),  # the listing skipped one and met the next
        (drop_entry("names", 12), 11),
        (drop_entry("documents", 11), 10),
        (drop_file_of(12, "refused"), 11),
        (stale_hint, 12),
        (lambda copy: (copy / "head").write_bytes(b""), 12),
        (lambda copy: (copy / "lock").unlink(), 12),
    ],
    ids=range(12),
)
def test_a_copy_torn_by_a_load_opens_at_the_newest_whole_revision(
    store: Store, tmp_path: Path, tear: Callable[[Path], None], revision: int
) -> None:
    loads(store, 12)
    copy = tmp_path / "copy"
    shutil.copytree(store.path, copy)
    tear(copy)
    opened = Store.open(copy)
    assert opened.revision == revision
    for number in range(revision + 1):
        assert opened.read(as_of=number).equals(store.read(as_of=number))
        assert opened.places(number) == store.places(number)
        assert opened.refused(number).equals(store.refused(number))
    assert verify(copy).faults == ()
    loads(opened, 14 - revision)
    assert said(Store.open(copy).read()) == ["jobs E14 2020 14.0"]
    assert verify(copy).faults == ()


def test_what_is_put_aside_is_not_deleted(store: Store, tmp_path: Path) -> None:
    loads(store, 3)
    shutil.copytree(store.path, tmp_path / "copy")
    drop_file_of(2, "observations")(tmp_path / "copy")
    Store.open(tmp_path / "copy")
    names = [file.name for file in (tmp_path / "copy" / "aside").rglob("*.json")]
    assert sorted(names) == [f"{2:020}.json", f"{3:020}.json"]


def test_a_file_missing_from_the_store_itself_is_damage_and_no_copy(store: Store) -> None:
    loads(store, 3)
    drop_file_of(3, "observations")(store.path)
    with pytest.raises(StoreError, match="the store cannot be read"):
        Store.open(store.path).read()
    assert not (store.path / "aside").exists()


def test_a_copy_that_lacks_what_was_there_for_days_is_damaged(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads(store, 3)
    shutil.copytree(store.path, tmp_path / "copy")
    drop_file_of(1, "observations")(tmp_path / "copy")
    monkeypatch.setattr(settle, "LONGEST", -1)  # as if the entry were older than any copying
    with pytest.raises(StoreError, match=r"files of log entry 1 are missing.*Put the store's folder back"):
        Store.open(tmp_path / "copy")
    assert not (tmp_path / "copy" / "aside").exists()


def test_a_moved_store_is_no_copy(store: Store, tmp_path: Path) -> None:
    loads(store, 2)
    store.path.rename(tmp_path / "moved")
    assert Store.open(tmp_path / "moved").revision == 2


def test_the_newest_log_entry_lost_alone_is_told(store: Store) -> None:
    loads(store, 3)
    drop_entry("observations", 3)(store.path)
    with pytest.raises(StoreError, match="the log's newest entries are lost: it ends at 2 and had 3"):
        Store.open(store.path)


def test_a_store_without_a_witness_is_read_and_gets_one(store: Store) -> None:
    loads(store, 2)
    (store.path / "head").unlink()
    loads(Store.open(store.path), 1)
    assert (store.path / "head").stat().st_size == 512
    assert verify(store.path).faults == ()


def test_a_whole_copy_that_may_not_be_written_is_read_and_a_torn_one_is_told(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads(store, 3)
    whole, torn = (Path(shutil.copytree(store.path, tmp_path / name)) for name in ("whole", "torn"))
    drop_file_of(3, "observations")(torn)

    def refuse(file: Path) -> None:
        raise lock.LockError(Fault("may not be written", "Ask"))

    monkeypatch.setattr(lock, "_opened", refuse)
    assert Store.open(whole).revision == 3
    with pytest.raises(StoreError, match=r"made during a load.*Give yourself leave to write"):
        Store.open(torn)


def test_a_copy_that_another_process_is_just_settling_is_left_to_it(store: Store, tmp_path: Path) -> None:
    loads(store, 3)
    copy = Path(shutil.copytree(store.path, tmp_path / "copy"))
    with lock.writing(copy):
        assert Store.open(copy).revision == 3
    assert not witness.at_home(copy)
    Store.open(copy)
    assert witness.at_home(copy)
