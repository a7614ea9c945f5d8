"""The state of the account: asked once while its files stay, and at once when one moves."""

import os
import time
from pathlib import Path

import polars as pl
import pytest
from django.db import connection

from ropewalk.findings.outlines import Layer, Outline, write_outlines
from ropewalk.plan import actions
from ropewalk.publish.account import OUTLINES, open_account
from ropewalk.publish.serving.state import SETTLED, AccountState, account_state
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder


def asked(path: Path, answers: list[str | None]) -> AccountState:
    return AccountState((path,), lambda: answers.pop(0))


def settle(path: Path, seconds: int = 10) -> None:
    """As if it had been written a while ago."""
    then = time.time_ns() - seconds * 1_000_000_000
    os.utime(path, ns=(then, then))


def test_unchanged_files_are_not_asked_again(tmp_path: Path) -> None:
    file = tmp_path / "current"
    file.write_text("1")
    settle(file)
    state = asked(file, ["one", "two"])
    first = state()
    assert first is not None
    assert first.startswith("one ")
    assert state() == first
    settle(file, seconds=9)
    second = state()
    assert second is not None
    assert second.startswith("two ")


def test_a_file_written_just_now_is_not_trusted(tmp_path: Path) -> None:
    file = tmp_path / "current"
    file.write_text("1")
    ahead = time.time_ns() + SETTLED
    os.utime(file, ns=(ahead, ahead))  # another writing in the same tick would look the same
    state = asked(file, ["one", "two"])
    assert state() != state()


def test_an_account_that_is_not_ready_is_asked_for_each_time(tmp_path: Path) -> None:
    state = asked(tmp_path / "none", [None, None, "ready"])
    assert (state(), state()) == (None, None)
    ready = state()
    assert ready is not None
    assert ready.startswith("ready ")


def test_without_files_to_watch_the_database_is_asked_each_time() -> None:
    answers: list[str | None] = ["one", "two"]
    state = AccountState((), lambda: answers.pop(0))
    assert state() != state()


@pytest.mark.django_db
def test_new_outlines_are_noticed_without_a_new_revision(workspace: Path, settings) -> None:
    settings.WORKSPACE = workspace
    actions.load_definitions(read_definitions(Folder(workspace)), by="A. Officer")
    before, asked = account_state()(), account_state()
    nowhere = pl.DataFrame({name: [] for name in Outline.__struct_fields__})
    write_outlines(workspace / "store", "new", nowhere, [Layer(kind="lsoa", title="Homes", unit=1.0)])
    after = asked()
    assert None not in (before, after)
    assert before != after
    if connection.vendor == "sqlite":  # a server's tables are no file to look at: it is asked each time
        assert workspace / OUTLINES in asked.watched
    assert list(open_account().outlines.layers) == ["lsoa"]
