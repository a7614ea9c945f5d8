"""Whatever is wrong with the input, a person is told file, row, value and remedy, and nothing changes."""

import gzip
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from toy_city import write_source

from ropewalk.cli.app import main

WORK = "sources/toys-work"
HEADER = "code,what,year,value,lower,upper"
MAP = """\
[[table]]
file = "work.csv.gz"
place = { column = "code", scheme = "gss" }
period = { column = "year", notation = "calendar-year" }
[[table.series]]
indicator = "work"
where = { what = "work" }
value = "value"
lower = "lower"
upper = "upper"
"""


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["ropewalk", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0)


def state(workspace: Path) -> dict[str, str]:
    """Every file of the store and the database, by content."""
    files = [*(workspace / "store").rglob("*"), *workspace.glob("*.sqlite3")]
    return {str(f): sha256(f.read_bytes()).hexdigest() for f in files if f.is_file()}


def rows(*lines: str) -> Callable[[Path], None]:
    def write(workspace: Path) -> None:
        content = "\n".join([HEADER, *lines, ""]).encode()
        write_source(workspace, "toys-work", {"work.csv": content}, MAP)

    return write


def wrong_column(workspace: Path) -> None:
    content = b"code,what,year,amount,lower,upper\nE08900001,work,2020,60,59,61\n"
    write_source(workspace, "toys-work", {"work.csv": content}, MAP)


def wrong_encoding(workspace: Path) -> None:
    content = f"{HEADER}\nE08900001,work,2020,60,59,61\nE08900001,£,2021,60,59,61\n".encode("latin-1")
    write_source(workspace, "toys-work", {"work.csv": content}, MAP)


def damaged(workspace: Path) -> None:
    file = workspace / WORK / "work.csv.gz"
    content = gzip.decompress(file.read_bytes()).replace(b"2014", b"2015", 1)
    file.write_bytes(gzip.compress(content, mtime=0))


def truncated(workspace: Path) -> None:
    file = workspace / WORK / "work.csv.gz"
    file.write_bytes(file.read_bytes()[:-200])


def without_licence(workspace: Path) -> None:
    file = workspace / WORK / "origin.toml"
    file.write_text(file.read_text().replace('licence = "OGL-UK-3.0"\n', ""))


def unread_field(workspace: Path) -> None:
    file = workspace / "indicators/all.toml"
    file.write_text(file.read_text().replace('id = "work"', 'id = "work"\ncolour = "red"'))


GOOD = "E08900001,work,2019,60,59,61"
FAULTS = {
    "a wrong column": (wrong_column, ["work.csv", "value"]),
    "an unknown place": (rows(GOOD, "E08999999,work,2020,60,59,61"), ["work.csv", "row 3", "E08999999"]),
    "a number that is not one": (rows(GOOD, "E08900001,work,2020,6o,59,61"), ["work.csv", "row 3", "6o"]),
    "a year that is not one": (rows(GOOD, "E08900001,work,20201,60,59,61"), ["work.csv", "20201"]),
    "a contradiction": (rows(GOOD, "E08900001,work,2019,70,59,61"), ["work.csv", "row 3", "70"]),
    "a damaged file": (damaged, ["work.csv"]),
    "a truncated file": (truncated, ["work.csv"]),
    "a wrong encoding": (wrong_encoding, ["work.csv", "row 3"]),
    "a missing licence": (without_licence, ["origin.toml", "licence"]),
    "an unread field": (unread_field, ["all.toml", "colour"]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_bad_input_is_told_and_changes_nothing(
    fault: str, workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, named = FAULTS[fault]
    spoil(workspace)
    before = state(workspace)
    assert run(monkeypatch, "load", "--workspace", str(workspace), "--quiet") == 1
    told = capsys.readouterr().err
    assert [word for word in named if word not in told] == []
    assert "Nothing was changed" in told
    assert "Traceback" not in told
    assert state(workspace) == before


def test_a_folder_that_is_no_workspace_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "check", "--workspace", str(tmp_path)) == 1
    assert "ropewalk.toml" in capsys.readouterr().err


def test_a_revision_that_is_not_held_is_named(
    built_toy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "observations", "--workspace", str(built_toy), "--as-of", "99") == 1
    assert "99" in capsys.readouterr().err


def test_a_demo_never_writes_over_other_work(
    toy_city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    arguments = ["demo", "--no-serve", "--quiet", "--city", str(toy_city), "--dir", str(tmp_path)]
    assert run(monkeypatch, *arguments) == 1
    assert (tmp_path / "thesis.txt").read_text() == "mine"
    assert "not a demo" in capsys.readouterr().err
