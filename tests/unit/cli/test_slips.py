"""Slips of the pen on the command line: named plainly, without a traceback, and nothing is left behind."""

import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import commands
import pytest
from toy_city import CITY

from ropewalk.cli.app import main
from ropewalk.workspace.folder import Folder


class Ran:
    def __init__(self, code: int, told: str, out: str) -> None:
        self.code, self.told, self.out = code, told, out


@pytest.fixture
def ropewalk(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> object:
    def run(*arguments: str | Path) -> Ran:
        monkeypatch.setattr("sys.argv", ["ropewalk", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        said = capfdbinary.readouterr()
        return Ran(int(stopped.value.code or 0), said.err.decode(), said.out.decode())

    return run


def apart(*arguments: str | Path) -> Ran:
    """In a process of its own: for commands that open the database."""
    command = [sys.executable, "-m", "ropewalk.cli", *map(str, arguments)]
    done = commands.run(command, capture_output=True, text=True, check=False)
    return Ran(done.returncode, done.stderr, done.stdout)


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield held.getsockname()[1]


@pytest.mark.parametrize("command", ["findings", "observations"])
@pytest.mark.parametrize(("option", "name"), [("--place", "E08999999"), ("--indicator", "wrok")])
def test_a_name_nobody_knows_is_told_not_answered_with_an_empty_table(
    ropewalk, built_toy: Path, command: str, option: str, name: str
) -> None:
    ran = ropewalk(command, "-w", built_toy, option, name)
    assert ran.code == 1
    assert name in ran.told
    assert ran.out == ""


@pytest.mark.parametrize("command", ["findings", "observations"])
def test_what_is_known_but_holds_nothing_yet_is_an_empty_table(
    ropewalk, built_toy: Path, command: str
) -> None:
    ran = ropewalk(command, "-w", built_toy, "--place", CITY, "--indicator", "work", "--as-of", "1")
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 1


@pytest.mark.parametrize("command", ["findings", "observations"])
def test_a_table_that_cannot_be_written_is_told_and_leaves_nothing(
    ropewalk, built_toy: Path, tmp_path: Path, command: str
) -> None:
    (tmp_path / "folder.csv").mkdir()
    for out in (tmp_path / "missing" / "out.csv", tmp_path / "folder.csv"):
        ran = ropewalk(command, "-w", built_toy, "--place", CITY, "--out", out)
        assert ran.code == 1
        assert str(out) in ran.told
    assert [p.name for p in tmp_path.iterdir()] == ["folder.csv"]


def test_a_tables_format_follows_its_ending_unless_one_is_asked_for(
    ropewalk, built_toy: Path, tmp_path: Path
) -> None:
    just = ("findings", "-w", built_toy, "--place", CITY, "--indicator", "work")
    ropewalk(*just, "--out", tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_text())[0]["indicator"] == "work"
    ropewalk(*just, "--out", tmp_path / "b.json", "--format", "csv")
    assert (tmp_path / "b.json").read_text().startswith("indicator,place")


@pytest.mark.parametrize("port", ["65536", "-1", "0"])
def test_a_port_that_cannot_be_is_told(ropewalk, built_toy: Path, port: str) -> None:
    ran = ropewalk("serve", "-w", built_toy, "--port", port)
    assert ran.code == 1
    assert port in ran.told
    assert "65535" in ran.told


def test_a_taken_port_is_told(ropewalk, built_toy: Path, taken: int) -> None:
    ran = ropewalk("serve", "-w", built_toy, "--port", str(taken))
    assert ran.code == 1
    assert "taken" in ran.told


def test_an_address_that_is_not_ours_is_not_called_a_taken_port(ropewalk, built_toy: Path) -> None:
    ran = ropewalk("serve", "-w", built_toy, "--host", "192.0.2.1")
    assert ran.code == 1
    assert "192.0.2.1" in ran.told
    assert "taken" not in ran.told


def test_a_folder_that_cannot_be_made_is_told(built_toy: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for arguments in (
        ("export", "-w", built_toy, "--out", tmp_path / "file"),
        ("new", tmp_path / "file", "--name", "Leeds", "--place", "E08000035"),
        ("new", tmp_path / "file" / "below", "--name", "Leeds", "--place", "E08000035"),
        ("demo", "--no-serve", "--quiet", "--dir", tmp_path / "file" / "below"),
    ):
        ran = apart(*arguments)
        assert ran.code == 1
        assert ran.told.startswith("Error: ")
        assert str(tmp_path / "file") in ran.told
    assert (tmp_path / "file").read_text() == "mine"


def test_a_new_workspace_needs_a_name_and_a_place_that_is_known(ropewalk, tmp_path: Path) -> None:
    for name, place, said in (("Leeds", "E0800003", "E0800003"), (" ", "E08000035", "--name")):
        ran = ropewalk("new", tmp_path / "city", "--name", name, "--place", place)
        assert ran.code == 1
        assert said in ran.told
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_database_is_told(workspace: Path, tmp_path: Path) -> None:
    Folder(workspace).database.write_bytes(b"no database" * 1000)
    ran = apart("export", "-w", workspace, "--out", tmp_path / "out")
    assert ran.code == 1
    assert "ropewalk.sqlite3" in ran.told
    assert "Traceback" not in ran.told
