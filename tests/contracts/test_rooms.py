"""What a reader may rely on in every room; import order is checked by lint-imports in `make test`."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "ropewalk"
FILES = sorted(p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts)
ROOMS = sorted(p.parent for p in PACKAGE.glob("*/__init__.py"))
MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 60


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_room_says_what_it_holds(room: Path) -> None:
    says = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8")))
    assert says
    assert len(says) > 30


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_room_stands_in_the_import_contract(room: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rows = project["tool"]["importlinter"]["contracts"][0]["layers"]
    placed = {part.strip(" ()") for row in rows for part in row.split("|")}
    assert room.name in placed


@pytest.mark.parametrize("path", FILES, ids=name)
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MOST_LINES, "split it: it has a second reason to change"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno
            assert length <= MOST_LINES_OF_A_FUNCTION, f"{node.name} has {length} lines"


def test_the_code_knows_no_city() -> None:
    city = re.compile(r"liverpool|E08000012", re.IGNORECASE)
    # The demo must name the folder of the city that ships; nothing else may.
    allowed = {"ropewalk/workspace/demo.py"}
    named = {name(p) for p in FILES if city.search(p.read_text(encoding="utf-8"))}
    templates = PACKAGE.rglob("*.html")
    named |= {name(p) for p in templates if city.search(p.read_text(encoding="utf-8"))}
    assert named <= allowed


def test_rooms_that_write_moments_down_ask_the_one_clock() -> None:
    """Else an example year, and a test that tells the time, would be told two times at once."""
    asks = re.compile(r"timezone\.(now|localdate)\(\)")
    assert [name(p) for p in FILES if asks.search(p.read_text(encoding="utf-8"))] == [], (
        "ask ropewalk.vocabulary.clock: now() or today()"
    )
