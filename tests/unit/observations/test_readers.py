"""Readers: they see whole revisions, notice new ones cheaply, and need none of our code."""

import shutil
from pathlib import Path

import polars as pl
from batches import batch, refusal, said
from deltalake import DeltaTable

from ropewalk.observations.store import Store

OLD, NEW = ("jobs E1 2020 1.0", "jobs E2 2020 2.0"), ("jobs E1 2020 1.5", "jobs E3 2020 c")


def test_a_long_lived_reader_notices_a_new_revision_when_it_asks(store: Store) -> None:
    store.commit(batch(*OLD), by="ann")
    reader = Store.open(store.path)
    assert said(reader.read()) == list(OLD)
    assert not reader.refresh()
    store.commit(batch(*NEW, edition=2, refused=refusal("E8")), by="ann")
    # Until it asks, everything that it reads belongs to one revision.
    assert (reader.revision, said(reader.read()), reader.revisions().height) == (1, list(OLD), 1)
    assert reader.refused().is_empty()
    assert reader.refresh()
    assert (reader.revision, said(reader.read()), reader.revisions().height) == (2, list(NEW), 2)
    assert reader.refused()["place"].to_list() == ["E8"]
    assert not reader.refresh()


def test_a_writer_takes_up_what_another_has_written_since(store: Store) -> None:
    other = Store.open(store.path)
    store.commit(batch(*OLD), by="ann")
    assert other.commit(batch("pay E1 2020 9.0", source="pay"), by="bob") == 2
    assert other.revisions()["by"].to_list() == ["ann", "bob"]
    assert store.commit(batch(*OLD), by="ann") == 2  # nothing new, and so the newest revision


def test_the_snapshot_key_changes_with_the_revision_and_with_the_store(store: Store, tmp_path: Path) -> None:
    empty = store.snapshot_key()
    store.commit(batch(*OLD), by="ann")
    first = store.snapshot_key()
    store.commit(batch(*OLD), by="ann")
    assert store.snapshot_key() == first == Store.open(store.path).snapshot_key()
    store.commit(batch(*NEW, edition=2), by="ann")
    elsewhere = Store.create(tmp_path / "elsewhere")
    elsewhere.commit(batch(*OLD), by="ann")
    assert len({empty, first, store.snapshot_key(), elsewhere.snapshot_key()}) == 4


def test_a_reader_notices_a_store_built_anew_in_its_place(store: Store) -> None:
    store.commit(batch(*OLD), by="ann")
    reader, key = Store.open(store.path), store.snapshot_key()
    assert said(reader.read()) == list(OLD)
    shutil.rmtree(store.path)
    Store.create(store.path).commit(batch(*NEW), by="ann")
    assert reader.refresh()
    assert reader.snapshot_key() != key
    assert (said(reader.read()), reader.revisions().height) == (list(NEW), 1)


def test_a_copy_of_the_folder_is_a_store(store: Store, tmp_path: Path) -> None:
    store.commit(batch(*OLD), by="ann")
    store.commit(batch(*NEW, edition=2), by="ann")
    copy = Store.open(Path(shutil.copytree(store.path, tmp_path / "moved")))
    shutil.rmtree(store.path)
    assert said(copy.read()) == list(NEW)
    assert said(copy.read(as_of=1)) == list(OLD)
    assert copy.commit(batch(*OLD, edition=3), by="bob") == 3


def test_nothing_that_was_written_is_ever_deleted_or_changed(store: Store) -> None:
    held: dict[Path, bytes] = {}
    for edition in range(1, 25):
        store.commit(batch(f"jobs E1 {2000 + edition} 1.0", edition=edition, refused=refusal("E8")), by="ann")
        files = {file: file.read_bytes() for file in store.path.rglob("*") if file.is_file()}
        written = {file: content for file, content in held.items() if file.name != "head"}
        assert {file: files.get(file) for file in written} == written
        held = files


def test_any_delta_reader_reads_the_same_rows(tmp_path: Path) -> None:
    # A plain folder name: this release of Polars does not find a Delta table's files in any other.
    store = Store.create(tmp_path / "store")
    store.commit(batch(*OLD), by="ann", note="first")
    store.commit(batch("pay E1 2020 9.0", source="pay"), by="ann")
    store.commit(batch(*NEW, edition=2), by="ann")
    names = pl.read_delta(tmp_path / "store" / "names")
    coded = pl.read_delta(tmp_path / "store" / "observations")
    for dimension in ("indicator", "place", "state", "source"):
        own = names.filter(dimension=dimension).select(pl.col("code").alias(dimension), pl.col("text"))
        coded = coded.join(own, on=dimension).drop(dimension).rename({"text": dimension})
    columns = ("indicator", "place", "value", "state", "source", "revision")
    assert sorted(coded.select(columns).rows(), key=str) == sorted(
        store.read().select(columns).rows(), key=str
    )
    assert pl.read_delta(tmp_path / "store" / "observations", version=1).height == len(OLD)


def test_one_load_is_one_commit_that_says_who_and_why(store: Store) -> None:
    store.commit(batch(*OLD), by="ann", note="the spring edition")
    table = DeltaTable(str(store.path / "observations"))
    assert table.version() == 1
    [entry] = (store.path / "observations" / "_delta_log").glob("*1.json")
    text = entry.read_text(encoding="utf-8")
    for told in ('"source":"jobs"', '"by":"ann"', '"note":"the spring edition"', '"revision":1', '"sha256":'):
        assert told in text
