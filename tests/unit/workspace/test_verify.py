"""A workspace is checked end to end: publishers' files of every edition, the store, and how they fit."""

from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest
from batches import batch
from typer.testing import CliRunner

from ropewalk.cli.app import app
from ropewalk.findings.disclosure import record
from ropewalk.findings.history import said
from ropewalk.observations import delta, delta_write
from ropewalk.observations.store import Store
from ropewalk.vocabulary.errors import StoreError
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.verify import verify_workspace

ORIGIN = """
id = "jobs"
title = "Jobs"
producer = "Office"
licence = "OGL"
attribution = "Office"
address = "https://example.org/jobs"
published = 2024-01-01
retrieved = 2024-01-02
"""
FILES = """
[[{files}]]
name = "rows.csv"
sha256 = "{sha256}"
bytes = {bytes}
"""
EDITION = """
[[edition]]
id = "first"
published = 2023-01-01
retrieved = 2023-01-02
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path)
    folder.city_file.write_text('name = "Toy"\n')
    home = folder.sources / "jobs"
    (home / "editions" / "first").mkdir(parents=True)
    for place, listing, head, files in (
        (home, "origin.toml", ORIGIN, "files"),
        (home / "editions" / "first", "../../editions.toml", EDITION, "edition.files"),
    ):
        data = f"{listing},x\n".encode()
        (place / "rows.csv").write_bytes(data)
        listed = FILES.format(files=files, sha256=sha256(data).hexdigest(), bytes=len(data))
        (place / listing).write_text(head + listed)
    Store.create(folder.store).commit(batch("jobs E1 2020 1.0"), by="ann")
    return folder


def told(folder: Folder) -> list[str]:
    return [str(fault) for fault in verify_workspace(folder).faults]


def test_a_good_workspace_has_no_fault_and_files_not_loaded_yet_are_only_noted(workspace: Folder) -> None:
    report = verify_workspace(workspace)
    assert (report.faults, report.publishers_files, report.revisions) == ((), 2, 1)
    assert report.notes == (
        "jobs: the files are not those that were last loaded: ropewalk load brings them in",
    )


@pytest.mark.parametrize("place", ["", "editions/first/"])
def test_a_publishers_file_of_any_edition_that_has_changed_is_named(workspace: Folder, place: str) -> None:
    file = workspace.sources / "jobs" / f"{place}rows.csv"
    whole = file.read_bytes()
    file.write_bytes(whole[:-2] + b"y\n")
    listing = "editions.toml" if place else "origin.toml"
    problem = f"jobs/{place}rows.csv: the file's sha256 is not the one in {listing}"
    assert told(workspace)[0].startswith(problem)
    assert f"put the new sha256 and bytes in {listing}" in told(workspace)[0]
    file.write_bytes(whole + b"more")
    assert "bytes and should have" in told(workspace)[0]
    file.unlink()
    assert told(workspace)[0].startswith(f"jobs/{place}rows.csv: the file is missing")


def test_damage_in_the_store_is_told_with_what_it_touches(workspace: Folder) -> None:
    next(workspace.store.glob("observations/source=0/*.parquet")).unlink()
    assert "affected: revisions 1 to the newest, source jobs, indicators jobs" in told(workspace)[0]


def test_a_store_that_has_lost_its_newest_entry_is_told_and_nothing_else_stops(workspace: Folder) -> None:
    (workspace.store / "observations" / "_delta_log" / f"{1:020}.json").unlink()
    assert any("newest entries are lost" in fault for fault in told(workspace))
    assert any("the witness has seen it" in fault for fault in told(workspace))


def test_what_was_said_is_checked_too(workspace: Folder) -> None:
    table = workspace.store / said.FOLDER
    delta.create(table, said.COLUMNS)
    rows = pl.DataFrame(
        {name: [1 if kind == pl.Int32 else "x"] for name, kind in said.COLUMNS.items()}, said.COLUMNS
    )
    delta_write.append(delta.look(table), rows, {"said": "then"})
    assert told(workspace) == []
    file = next(table.glob("*.parquet"))
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert "said" in told(workspace)[0]
    assert "SHA-256" in told(workspace)[0]


def test_what_was_shown_is_checked_too(workspace: Folder) -> None:
    rows = pl.DataFrame({name: ["x"] for name in ("indicator", "place")})
    entry = record.Entry(
        revision=1, source="own", basis="b", file="", hidden=0, told=0, refused=False, indicators=("x",)
    )
    kept = record.add(workspace.store, entry, rows)
    assert told(workspace) == []
    file = workspace.store / record.FOLDER / kept.file
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert "what was shown is not as it was written" in told(workspace)[0]
    file.unlink()
    assert "what was shown cannot be read" in told(workspace)[0]


def test_the_command_exits_with_one_when_something_is_wrong(workspace: Folder) -> None:
    ask = ["verify", "--workspace", str(workspace.path), "--quiet"]
    assert CliRunner().invoke(app, ask).exit_code == 0
    next(workspace.store.glob("observations/source=0/*.parquet")).unlink()
    found = CliRunner().invoke(app, ask)
    assert found.exit_code == 1
    assert isinstance(found.exception, StoreError)


def test_small_files_are_gathered_by_a_command(workspace: Folder) -> None:
    ask = ["compact", "--workspace", str(workspace.path), "--json"]
    assert '"before": 0' in CliRunner().invoke(app, ask).stdout
    assert verify_workspace(workspace).faults == ()
