"""What docs/security.md answers is whole, and held by tests and files that are there."""

import ast
import runpy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TOOL = runpy.run_path(str(ROOT / "tools" / "security.py"))
CHAPTERS = TOOL["chapters"]()
ROWS: list[dict[str, Any]] = [row for chapter in CHAPTERS for row in chapter["row"]]
ASKED = dict(
    line.split()
    for line in (Path(__file__).parent / "asvs-5.0.0.txt").read_text().splitlines()
    if line[0] != "#"
)


@cache
def names(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_requirement_of_levels_one_and_two_is_answered_once() -> None:
    assert len(ROWS) == len(ASKED) == 253
    assert {row["number"]: str(row["level"]) for row in ROWS} == ASKED


def test_pages_are_what_the_answers_make() -> None:
    for path, text in TOOL["pages"]().items():
        assert path.read_text(encoding="utf-8") == text, "run: python tools/security.py"


def test_every_chapter_has_its_page_and_no_page_is_left_over() -> None:
    held = {path.name for path in (ROOT / "docs" / "security").glob("[0-9]*.md")}
    assert held == {chapter["page"] for chapter in CHAPTERS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["number"])
def test_an_answer_names_what_holds_it_or_what_is_missing(row: dict[str, Any]) -> None:
    assert row["answer"] in TOOL["WORDS"]
    assert ("missing" in row) == (row["answer"] in ("part", "no"))
    assert row["answer"] != "yes" or row["held_by"]
    for one in row.get("held_by", ()):
        file, _, name = one.partition("::")
        assert (ROOT / file).is_file(), one
        assert not name or name in names(file), one
