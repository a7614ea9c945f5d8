"""The log of published numbers and the digest, from the command line."""

import email
import json
import shutil
import sys
from datetime import UTC, date, datetime
from email import policy
from io import BytesIO
from pathlib import Path

import commands
import polars as pl
import pytest
from editions import FALLS, SLIGHTLY, edition, keep_shipped

from ropewalk.findings.history.log import FIGURES
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.refresh import refresh


@pytest.fixture(scope="module")
def edited(built_toy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = keep_shipped(Folder(shutil.copytree(built_toy, tmp_path_factory.mktemp("edited") / "w")))
    for month, changes in ((1, FALLS), (2, SLIGHTLY)):
        moment = datetime(2027, month, 5, tzinfo=UTC)
        edition(folder, *changes, published=date(2024, 5 + month, 10), at=moment, note=f"Note <{month}>")
    refresh(folder, read_definitions(folder), today=date(2024, 8, 1))
    return folder.path


def ropewalk(*arguments: str, workspace: Path, code: int = 0) -> bytes:
    command = [sys.executable, "-m", "ropewalk.cli", *arguments, "--workspace", str(workspace)]
    done = commands.run(command, capture_output=True, check=False)
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


def test_the_log_tells_each_change_the_newest_first_in_every_form(edited: Path) -> None:
    told = ropewalk("log", workspace=edited).decode()
    assert told.startswith("# Published numbers: Northport")
    assert told.index("## Revision 7, 2027-02-05") < told.index("## Revision 6, 2027-01-05")
    assert "## Revision 5" not in told  # what came for the first time had not been published before
    assert "- Why: Note <1>" in told
    table = pl.read_csv(BytesIO(ropewalk("log", "--format", "csv", workspace=edited)))
    assert (table.columns, table.height) == (list(FIGURES), 8)
    first, second = json.loads(ropewalk("log", "--format", "json", workspace=edited))
    assert (first["revision"], second["revision"]) == (7, 6)
    assert second["own"] == {"added": 0, "revised": 4, "removed": 0}
    assert second["verdicts"][0]["new"] == "no clear change"


def test_the_log_can_begin_at_a_revision_or_a_day_and_goes_into_a_file(edited: Path, tmp_path: Path) -> None:
    by_day = ropewalk("log", "--since", "2027-02-05", workspace=edited)
    assert by_day == ropewalk("log", "--since", "6", workspace=edited)
    assert b"Revision 7" in by_day
    assert b"Revision 6" not in by_day
    ropewalk("log", "--since", "6", "--out", str(tmp_path / "log.md"), workspace=edited)
    assert (tmp_path / "log.md").read_bytes() == by_day


def test_the_digest_is_a_message_of_text_and_html_that_says_the_same(edited: Path) -> None:
    options = ("--since", "5", "--address", "https://example.org/", "--from", "a@example.org")
    content = ropewalk("digest", *options, workspace=edited)
    assert content == ropewalk("digest", *options, workspace=edited)
    message = email.message_from_bytes(content, policy=policy.default)
    assert message["Subject"] == "Northport: our plan and how it is going: 2 changes"
    assert (message["From"], message["To"], message["X-Unsent"]) == ("a@example.org", None, "1")
    plain, html = (part.get_content() for part in message.iter_parts())
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    for text in (plain, html):
        assert "The publisher revised 4 figures for Northport." in text
        assert "https://example.org/changes/7/" in text
    assert "<script" not in html
    assert "5 February 2027" in ropewalk("digest", "--since", "6", "--plain", workspace=edited).decode()


def test_a_digest_of_nothing_says_so(edited: Path) -> None:
    told = ropewalk("digest", "--since", "7", "--plain", workspace=edited).decode()
    assert "Nothing that we had published has changed since revision 7." in told


@pytest.mark.parametrize("since", ["99", "yesterday"])
def test_a_time_that_is_not_held_is_an_error(edited: Path, since: str) -> None:
    assert b"Nothing was changed." in ropewalk("digest", "--since", since, workspace=edited, code=1)
    assert b"Nothing was changed." in ropewalk("log", "--since", since, workspace=edited, code=1)


def test_a_history_behind_the_store_asks_for_a_refresh(edited: Path, tmp_path: Path) -> None:
    behind = Folder(shutil.copytree(edited, tmp_path / "w"))
    edition(behind, published=date(2024, 8, 1), at=datetime(2027, 3, 1, tzinfo=UTC))
    assert b"ropewalk refresh" in ropewalk("log", workspace=behind.path, code=1)
