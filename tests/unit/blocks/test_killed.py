"""A run that fails or is killed leaves what was there, and the next one succeeds."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable

from ropewalk.findings.blocks import tables
from ropewalk.findings.blocks.job import Definitions
from ropewalk.findings.blocks.read import read_findings, read_ranks
from ropewalk.findings.blocks.run import assess_table
from ropewalk.findings.blocks.storage import Folder
from ropewalk.vocabulary.errors import StoreError

DIES = """
import os, signal, sys
from ropewalk.benchmarks.definitions import definitions
from ropewalk.benchmarks.size import Size
from ropewalk.findings.blocks.run import assess_table
from ropewalk.findings.blocks.storage import Folder

def die(done, of):
    if done == 2:
        os.kill(os.getpid(), signal.SIGKILL)

size = Size(indicators=7, places=24, periods=12, sexes=2, peers=4, seed=3)
assess_table(Folder(sys.argv[1]), Folder(sys.argv[2]), definitions(size), progress=die)
"""


@pytest.fixture
def target(tmp_path: Path, assessed: Folder) -> Folder:
    return Folder(str(shutil.copytree(assessed.uri, tmp_path / "assessed")))


def test_a_killed_run_changes_nothing_and_the_next_succeeds(
    table: Folder, target: Folder, given: Definitions
) -> None:
    before = read_findings(target), read_ranks(target)
    files = set(Path(target.uri).rglob("*.parquet"))
    died = subprocess.run([sys.executable, "-c", DIES, table.uri, target.uri], check=False)
    assert died.returncode == -signal.SIGKILL
    assert set(Path(target.uri).rglob("*.parquet")) > files  # it had written some
    assert read_findings(target).equals(before[0])
    assert read_ranks(target).equals(before[1])
    assess_table(table, target, given)
    assert read_findings(target).drop("revision").equals(before[0].drop("revision"))
    assert set(read_findings(target)["revision"]) == {2}
    # What the killed run left and what was replaced can go, by the tool that every Delta table has.
    for name in ("findings", "ranks"):
        old = DeltaTable(target.path(name)).vacuum(
            0, dry_run=False, enforce_retention_duration=False, full=True
        )
        assert len(old) > 0
        left = {path.name for path in Path(target.path(name)).rglob("block-*.parquet")}
        assert left == {Path(block.path).name for block in tables.look(target.within(name)).blocks}
    assert read_findings(target).drop("revision").equals(before[0].drop("revision"))
    assert read_ranks(target).equals(before[1])


def test_a_block_that_cannot_be_read_fails_the_run_and_changes_nothing(
    tmp_path: Path, table: Folder, target: Folder, given: Definitions
) -> None:
    broken = Folder(str(shutil.copytree(table.uri, tmp_path / "broken")))
    Path(broken.path(tables.look(broken).blocks[2].path)).write_bytes(b"not a table")
    before = read_findings(target)
    with pytest.raises(StoreError, match="cannot be read"):
        assess_table(broken, target, given)
    assert read_findings(target).equals(before)


def test_ranks_are_of_the_run_that_the_findings_are_of(
    table: Folder, target: Folder, given: Definitions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that dies between its two commits has changed the ranks' table alone."""
    before = read_ranks(target)
    real = tables.commit

    def dies(folder: Folder, *rest: object, **named: object) -> int:
        if folder.uri.endswith("findings"):
            raise KeyboardInterrupt
        return real(folder, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("ropewalk.findings.blocks.run.commit", dies)
    with pytest.raises(KeyboardInterrupt):
        assess_table(table, target, given)
    assert tables.look(target.within("ranks")).number == 2
    assert read_ranks(target).equals(before)


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    table = pl.DataFrame({"indicator": [1]})
    with pytest.raises(TypeError):
        folder.write("block.parquet", table, no_such_option=True)
    assert list(tmp_path.iterdir()) == []


def test_an_indicator_in_two_files_is_refused(tmp_path: Path, table: Folder, given: Definitions) -> None:
    version = tables.look(table)
    rows = table.read(version.blocks[0].path, list(tables.OBSERVATIONS))
    mark, folder = tables.new_mark(), Folder(str(tmp_path / "twice"))
    halves = [tables.write_block(folder, at, mark, rows[at::2]) for at in range(2)]
    tables.commit(folder, tables.OBSERVATIONS, tables.words_of(table, version.mark), mark, halves)
    with pytest.raises(StoreError, match="an indicator lies in two files"):
        assess_table(folder, Folder(str(tmp_path / "out")), given)


def test_another_commit_in_between_is_not_overwritten(
    table: Folder, target: Folder, given: Definitions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever commits second fails, because the table is no longer what it was."""
    real = tables._opened_or_made

    def late(folder: Folder, *rest: object) -> object:
        opened = real(folder, *rest)  # type: ignore[arg-type]
        monkeypatch.setattr(tables, "_opened_or_made", real)
        assess_table(table, target, given)
        return opened

    monkeypatch.setattr(tables, "_opened_or_made", late)
    with pytest.raises(StoreError, match="could not be written"):
        assess_table(table, target, given)
    assert read_findings(target).height == read_findings(target).unique().height
