"""What changed, told by the command line."""

import csv
import json
import sys
from io import StringIO
from pathlib import Path

import commands
import pytest
from toy_city import change_figures

CITY = "E08900001"


def ropewalk(*arguments: str, workspace: Path, code: int = 0) -> str:
    command = [sys.executable, "-m", "ropewalk.cli", *arguments, "--workspace", str(workspace)]
    done = commands.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


@pytest.fixture
def revised(workspace: Path) -> Path:
    """The toy city, after an edition in which two figures of 2023 are others."""
    change_figures(workspace, "toys-work", f"{CITY},work,2023,69.1,", f"{CITY},work,2023,66.2,")
    change_figures(workspace, "toys-work", "E08900002,work,2023,61.0,", "E08900002,work,2023,61.1,")
    ropewalk("load", "toys-work", "--by", "A. Officer", "--quiet", workspace=workspace)
    return workspace


def test_the_newest_change_is_told_in_words_the_own_place_first(revised: Path) -> None:
    told = ropewalk("diff", workspace=revised)
    assert "From revision 5 to 6" in told
    assert "source toys-work, by A. Officer" in told
    assert "Figures: 0 added, 2 revised, 0 removed" in told
    lines = [line.strip() for line in told.splitlines() if line.strip().startswith("revised:")]
    assert lines[0].startswith(
        "revised: People in work, Northport, 2023: 69.1% to 66.2% (−2.90; more than half"
    )
    assert "Toyham 2" in lines[1]


def test_a_table_and_a_document_tell_the_same(revised: Path) -> None:
    table = list(csv.DictReader(StringIO(ropewalk("diff", "5", "6", "--format", "csv", workspace=revised))))
    figures = [row for row in table if row["part"] == "figures"]
    assert [(row["change"], row["place"], row["against_interval"]) for row in figures] == [
        ("revised", CITY, "more than half of it"),
        ("revised", "E08900002", "half of it or less"),
    ]
    assert {row["part"] for row in table} == {"figures", "sources"}  # other bytes have another fingerprint
    told = json.loads(ropewalk("diff", "5", "6", "--format", "json", workspace=revised))
    assert told["counts"] == {
        "added": 0,
        "revised": 2,
        "removed": 0,
        "states": 0,
        "documents": len(table) - 2,
    }
    one = json.loads(ropewalk("diff", "5", "--place", CITY, "--format", "json", workspace=revised))
    assert [row["place"] for row in one["figures"]] == [CITY]
    none = json.loads(ropewalk("diff", "5", "--source", "places", "-f", "json", workspace=revised))
    assert (none["figures"], none["documents"]) == ([], [])


def test_a_changed_definition_is_told_by_field(workspace: Path) -> None:
    path = workspace / "indicators/all.toml"
    text = path.read_text(encoding="utf-8").replace("How many people have work.", "Who has work.")
    path.write_text(text, encoding="utf-8")
    ropewalk("load", "--quiet", workspace=workspace)
    told = ropewalk("diff", workspace=workspace)
    assert "definition: from “How many people have work.” to “Who has work.”" in told
    assert "Figures" not in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("5", "2"), "Name the earlier revision first"),
        (("99",), "does not hold this revision"),
        (("last week",), "neither a revision nor a day"),
        (("--place", "Northport"), "there is no such place"),
        (("--indicator", "wrok"), "there is no such indicator"),
        (("--source", "toys-wrok"), "there is no such source"),
    ],
)
def test_what_cannot_be_compared_is_said(built_toy: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in ropewalk("diff", *arguments, workspace=built_toy, code=1)
