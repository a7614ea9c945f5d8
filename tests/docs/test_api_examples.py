"""Every example of docs/api.md asks a served account as it is written, and the manual names all there is."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import serving

from ropewalk.publish.api.problems import Kind

PAGE = (Path(__file__).parents[2] / "docs/api.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
EXAMPLE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The account of the city that ships, served; and a folder to stand in."""
    workspace = tmp_path_factory.mktemp("city") / "demo"
    command = [sys.executable, "-m", "ropewalk.cli", "demo", "--no-serve", "--quiet", "--dir", str(workspace)]
    subprocess.run(command, check=True)
    with serving(workspace) as address:
        yield address, tmp_path_factory.mktemp("reader")


def run(command: str, asked: tuple[str, Path]) -> str:
    address, folder = asked
    done = subprocess.run(
        ["bash", "-euc", command.replace(EXAMPLE, address)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_every_example_is_answered(asked: tuple[str, Path]) -> None:
    said = {command: run(command, asked) for command in COMMANDS}
    for command, answer in said.items():
        if "plaice" in command:
            assert '"type":"/api/#unknown-parameter"' in answer
        elif command.endswith('-w "%{http_code}"'):
            assert answer == "304"
        elif "-D -" in command:
            assert 'rel="next"' in answer
        elif "etag-save" in command:
            assert answer == ""
        else:
            assert answer.startswith('{"revision":'), f"{command}\n{answer[:500]}"
    empty = [command for command, answer in said.items() if '"total":0' in answer]
    assert empty == []  # an example that shows nothing teaches nothing
    assert len(said) > 10


def test_the_manual_names_every_address_and_parameter() -> None:
    from ropewalk.publish.api.document import document
    from ropewalk.publish.api.urls import urlpatterns

    assert urlpatterns  # the resources are registered
    rows = [row for row in PAGE.splitlines() if row.startswith("| `/")]
    told = {
        address: set(re.findall(r"`(\w+)`", row.split("|")[3]))
        for row in rows
        for address in re.findall(r"`([^`]+)`", row.split("|")[1])
    }
    assert set(told) == set(document()["paths"])
    for address, methods in document()["paths"].items():
        asked = {each["name"] for each in methods["get"]["parameters"] if each["in"] == "query"}
        assert asked <= told[address], address


def test_the_manual_explains_every_problem_with_its_status() -> None:
    explained = dict(re.findall(r"^### ([a-z-]+)\n\n(\d{3})\. ", PAGE, re.MULTILINE))
    assert explained == {kind.code: str(kind.status) for kind in Kind}
