"""The page that says how often the verdicts are right."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client

from ropewalk.plan import actions
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder


@pytest.fixture
def get(db: None, workspace: Path, settings) -> Callable[[], str]:
    """Read the page of a workspace of one's own."""
    settings.WORKSPACE = workspace
    actions.load_definitions(read_definitions(Folder(workspace)), by="A. Officer")

    def read() -> str:
        answer: HttpResponse = Client(HTTP_HOST="localhost").get("/how-often-right/")
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def test_before_anything_was_counted_the_page_says_so(get: Callable[[], str], workspace: Path) -> None:
    (workspace / "calibration.json").unlink()
    assert "We have not counted that yet" in get()


def test_the_page_leads_with_the_worst_and_names_what_is_missed(get: Callable[[], str]) -> None:
    text = get()
    assert "at most 4.0 times in 100" in text
    assert "We also looked at 5,000 real forecasts for one year ahead." in text
    assert "They held it 81 times in 100." in text
    assert text.count("Not met") == 2
    assert text.count("✔ Met") == 4
    assert "2 January 2026" in text
    assert "38.0%" in text


def test_a_damaged_file_takes_away_the_figures_and_nothing_else(
    get: Callable[[], str], workspace: Path
) -> None:
    (workspace / "calibration.json").write_text("{")
    assert "We have not counted that yet" in get()
