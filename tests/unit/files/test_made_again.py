"""A copy brought up to date after a change: the bytes of one made from nothing, and what was left alone."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from copies import in_the, load, new_figures, publish

from ropewalk.publish.files.frame import code_of

Change = Callable[[Path], None]


def new_words(file: str, old: str, new: str) -> Change:
    def change(workspace: Path) -> None:
        path = workspace / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))
        load(workspace)

    return change


def new_trials(workspace: Path) -> None:
    told = json.loads((workspace / "calibration.json").read_text())
    (workspace / "calibration.json").write_text(json.dumps(told | {"made": str(date(2025, 2, 3))}))


CHANGES: dict[str, Change] = {
    "figures of one source": new_figures,
    "a definition": new_words("indicators/all.toml", "Minutes waited.", "Minutes waited in all."),
    "a word of the plan": new_words("plan.toml", "Work pays the rent.", "Work pays the bills."),
    "the trials of our rules": new_trials,
}


@pytest.fixture(scope="module")
def changed(
    built_toy: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[dict[str, int], dict[str, str], dict[str, str]]]:
    """After each change in turn: what bringing the copy up to date did, what is in it, and in a new one."""
    home = tmp_path_factory.mktemp("again")
    workspace, copy = Path(shutil.copytree(built_toy, home / "workspace")), home / "copy"
    publish(workspace, copy)
    found = {}
    for number, (name, change) in enumerate(CHANGES.items()):
        change(workspace)
        done = publish(workspace, copy)
        publish(workspace, home / f"new-{number}")
        found[name] = (done, in_the(copy), in_the(home / f"new-{number}"))
    return found


@pytest.mark.parametrize("name", CHANGES)
def test_a_copy_brought_up_to_date_is_a_new_one(changed: dict[str, tuple], name: str) -> None:
    done, updated, new = changed[name]
    assert done["written"] > 0
    assert updated == new


def test_what_a_load_cannot_have_changed_is_not_made_again(changed: dict[str, tuple]) -> None:
    done = changed["figures of one source"][0]
    assert 0 < done["written"] <= done["made"] < done["files"] * 0.8


def test_with_other_definitions_all_is_made_again(changed: dict[str, tuple]) -> None:
    done = changed["a word of the plan"][0]
    assert done["made"] > done["files"] - 5  # all but what robots look for


@pytest.mark.parametrize("name", ["a.py", "publish/b.html", "design/words/cy.mo", "design/static/c.css"])
def test_new_code_or_words_are_another_frame(tmp_path: Path, name: str) -> None:
    package = tmp_path / "ropewalk"
    (package / name).parent.mkdir(parents=True, exist_ok=True)
    (package / name).write_text("one")
    before = code_of(package)
    assert code_of(package) == before
    (package / name).write_text("two")
    assert code_of(package) != before


def test_a_new_document_is_another_frame(tmp_path: Path) -> None:
    (tmp_path / "ropewalk").mkdir()
    before = code_of(tmp_path / "ropewalk")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "api.md").write_text("one")
    assert code_of(tmp_path / "ropewalk") != before
