"""A workspace whose derived tables an older version wrote says so plainly, and one command mends it."""

import shutil
import sys
from pathlib import Path

import commands
import polars as pl
import pytest
from django.test import Client

from ropewalk.findings.fit import check_fit
from ropewalk.findings.lacking import lacking
from ropewalk.plan import actions
from ropewalk.vocabulary.errors import StoreError
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder

TABLES = {
    "gaps": ("gaps", "gaps.parquet", "direction_sentence"),
    "groups of gaps": ("gaps", "groups.parquet", "people"),
    "findings": ("findings", "by-place.parquet", "method"),
    "headlines": ("findings", "headlines.parquet", "q_value"),
    "ranks": ("findings", "ranks.parquet", "basis"),
    "log": ("history", "entries.parquet", "note"),
    "verdicts of then": ("history", "then.parquet", "period"),
    "newest figures": ("newest", "newest.parquet", "source"),
}


def file_of(workspace: Path, home: str, name: str) -> Path:
    folder = workspace / "store" / home
    return folder / (folder / "current").read_text().strip() / name


def older(workspace: Path, kind: str) -> Path:
    """Take a column out of one of the derived tables."""
    home, name, column = TABLES[kind]
    file = file_of(workspace, home, name)
    rows = pl.read_parquet(file)
    assert column in rows.columns
    file.unlink()  # findings may be linked under two names
    rows.drop(column).write_parquet(file)
    return file


def refresh(workspace: Path) -> None:
    command = [sys.executable, "-m", "ropewalk.cli", "refresh", "-w", str(workspace)]
    commands.run(command, check=True, capture_output=True)


@pytest.fixture
def shown(db: None, workspace: Path, settings) -> Client:
    settings.WORKSPACE = workspace
    actions.load_definitions(read_definitions(Folder(workspace)), by="A. Officer")
    return Client(HTTP_HOST="localhost")


def test_a_workspace_of_this_version_lacks_nothing(built_toy: Path) -> None:
    check_fit(built_toy / "store")


@pytest.mark.parametrize("kind", TABLES)
def test_each_table_that_lacks_a_column_is_named_with_the_column(workspace: Path, kind: str) -> None:
    file = older(workspace, kind)
    with pytest.raises(StoreError) as found:
        check_fit(workspace / "store")
    (fault,) = found.value.faults
    assert (fault.file, fault.value) == (str(file), TABLES[kind][2])
    assert fault.remedy == "Work it out again: ropewalk refresh"


def test_every_page_says_that_the_account_is_not_ready_until_it_is_refreshed(
    shown: Client, workspace: Path
) -> None:
    for kind in TABLES:
        older(workspace, kind)
    for address in ("/", "/indicators/", "/cy/", "/changes/", "/api/v1/"):
        answer = shown.get(address)
        assert answer.status_code == 503, address
    page = shown.get("/").content.decode()
    assert "This account is not ready yet" in page
    assert "<code>ropewalk refresh</code>" in page
    refresh(workspace)
    check_fit(workspace / "store")
    assert shown.get("/").status_code == 200
    assert shown.get("/changes/").status_code == 200


@pytest.mark.parametrize("home", ["gaps", "history"])
def test_a_table_that_an_older_version_did_not_have_is_missed(
    shown: Client, workspace: Path, home: str
) -> None:
    shutil.rmtree(workspace / "store" / home)
    assert shown.get("/").status_code == 503
    refresh(workspace)
    assert shown.get("/").status_code == 200


def test_serving_says_it_on_the_command_line(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    from ropewalk.cli import account

    older(workspace, "gaps")
    monkeypatch.setattr(account.os, "execve", lambda *_: None)
    monkeypatch.setattr(account, "open_database", lambda _: None)
    monkeypatch.setattr(account, "close_database", lambda: None)
    account.serve_account(workspace)
    said = capsys.readouterr()
    assert "Not ready" in said.out + said.err
    assert "ropewalk refresh" in said.out + said.err


def test_a_damaged_file_and_one_that_is_gone_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"no such thing")
    told = lacking(tmp_path, {"a.parquet": ["x"], "b.parquet": ["x"]})
    assert [fault.problem for fault in told] == ["a derived table is damaged", "a derived table is missing"]
