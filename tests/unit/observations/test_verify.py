"""Verify finds any changed byte of the store, says what it touches, and never cries wolf."""

import re
from pathlib import Path

import pytest
from batches import batch, refusal
from deltalake import DeltaTable
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.observations.store import Store
from ropewalk.observations.verify import verify
from ropewalk.vocabulary.place import Place


@pytest.fixture
def loaded(store: Store) -> Path:
    place = (Place(code="E1", name="P", kind="lad"),)
    for edition in range(1, 12):
        lines = (f"jobs E1 2020 {edition}.0", "pay E1 2020 1.0")
        store.commit(batch(*lines, edition=edition, refused=refusal("E8"), places=place), by="ann")
    return store.path


def told(folder: Path) -> str:
    return "\n".join(str(fault) for fault in verify(folder).faults)


def test_a_good_store_has_no_fault(loaded: Path) -> None:
    found = verify(loaded)
    assert (found.faults, found.entries) == ((), 11 + 1 + 2 + 12 + 12)
    assert found.files == 11 + 1 + 11 + 11
    assert found.bytes == sum(file.stat().st_size for file in loaded.glob("*/**/*.parquet")) - sum(
        file.stat().st_size for file in loaded.glob("*/_delta_log/*.parquet")
    )


def test_an_empty_store_and_one_of_other_programs_commits_have_no_fault(store: Store) -> None:
    assert verify(store.path).faults == ()
    table = DeltaTable(str(store.path / "observations"))
    table.create_write_transaction([], "append", table.schema(), ["source"])
    store.commit(batch("jobs E1 2020 1.0"), by="ann")
    assert verify(store.path).faults == ()


def test_a_changed_byte_of_any_file_is_found_and_what_it_touches_is_named(loaded: Path) -> None:
    file = next(file for file in loaded.glob("observations/source=0/*") if _entry_of(loaded, file) == 4)
    content = bytearray(file.read_bytes())
    content[10] ^= 1
    file.write_bytes(content)
    assert re.search(
        r"SHA-256 is \w+ and should be \w+; affected: revision 4, source jobs, indicators jobs, pay",
        told(loaded),
    )
    file.write_bytes(content[:-1])
    assert "bytes and should have" in told(loaded)
    file.unlink()
    assert f"{file}: the file is missing; affected: revision 4, source jobs, indicators jobs, pay" in told(
        loaded
    )


def _entry_of(store: Path, file: Path) -> int:
    logs = store.glob("observations/_delta_log/*.json")
    return next(int(log.stem) for log in logs if f'"add":{{"path":"source=0/{file.name}' in log.read_text())


def test_a_file_of_the_newest_revision_touches_those_to_come(loaded: Path) -> None:
    next(file for file in loaded.glob("observations/source=0/*") if _entry_of(loaded, file) == 11).unlink()
    assert "revisions 11 to the newest, source jobs" in told(loaded)


@pytest.mark.parametrize("number", [0, 5, 10, 11])
@pytest.mark.parametrize("harm", ["changed", "lost", "cut"])
def test_a_changed_or_lost_log_entry_is_found_though_it_be_the_newest(
    loaded: Path, number: int, harm: str
) -> None:
    entry = loaded / "observations" / "_delta_log" / f"{number:020}.json"
    text = entry.read_text()
    if harm == "lost":
        entry.unlink()
    else:
        # Still an entry that can be read, which says something else.
        entry.write_text(text.replace('"by":"ann"', '"by":"eve"') + "\n" if harm == "changed" else text[:-40])
    assert entry.name in told(loaded)


def test_a_summary_that_says_something_else_is_found(loaded: Path) -> None:
    log = loaded / "observations" / "_delta_log"
    (log / f"{5:020}.checkpoint.parquet").write_bytes((log / f"{10:020}.checkpoint.parquet").read_bytes())
    assert "this summary does not say what the log says" in told(loaded)


def test_a_store_whose_log_is_not_chained_yet_has_no_fault(loaded: Path) -> None:
    for entry in loaded.glob("*/_delta_log/*.json"):
        entry.write_text(re.sub(r',"(before":"\w+"|(sides|seals)":{[^}]*})', "", entry.read_text()))
    (loaded / "head").unlink()
    assert verify(loaded).faults == ()


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_any_byte_of_any_file_may_change_and_it_is_found(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = _held(tmp_path_factory)
    files = sorted(f for f in folder.rglob("*") if f.suffix in (".json", ".parquet"))
    file = data.draw(st.sampled_from(files))
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[at] ^= 1 << data.draw(st.integers(0, 7))
    file.write_bytes(changed)
    try:
        assert file.name in told(folder)
    finally:
        file.write_bytes(whole)
    assert told(folder) == ""


_FOLDERS: list[Path] = []


def _held(factory: pytest.TempPathFactory) -> Path:
    if not _FOLDERS:
        store = Store.create(factory.mktemp("held") / "store")
        for edition in (1, 2, 3):
            store.commit(batch(f"jobs E1 2020 {edition}.0", edition=edition, refused=refusal("E8")), by="ann")
        _FOLDERS.append(store.path)
    return _FOLDERS[0]
