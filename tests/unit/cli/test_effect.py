"""`ropewalk effect`: what an indicator did once something began, for a person and for a machine."""

import json
import subprocess
import sys
from pathlib import Path

import commands
import polars as pl
import pytest

from ropewalk.findings.effect.columns import EFFECTS
from ropewalk.findings.effect.table import key_of, read_effects
from ropewalk.findings.library import Library


def effect(workspace: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ropewalk.cli", "effect", *arguments, "--workspace", str(workspace)]
    return commands.run(command, capture_output=True, text=True, check=False)


def test_a_person_reads_a_sentence_and_its_figures(built_toy: Path) -> None:
    done = effect(built_toy, "queues", "--from", "2022-07-01", "--what", "Shorter queues")
    assert done.returncode == 0, done.stderr
    first, *rest = done.stdout.splitlines()
    assert first.startswith(
        "No clear sign: after “Shorter queues” began on 1 July 2022, “Waiting time” in Northport"
    )
    assert "periods before: 18" in rest
    assert "method: interrupted-gls-t" in rest


def test_a_machine_reads_one_row_of_the_documented_columns(built_toy: Path) -> None:
    done = effect(built_toy, "work", "--from", "2019-07-01", "--place", "E08900002", "--json")
    found = json.loads(done.stdout)
    assert list(found) == list(EFFECTS)
    assert (found["place"], found["began"], found["left_out"]) == ("E08900002", "2019-07-01", 1)
    assert found["reasons"] == "too few peers"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing", "--from", "2019-07-01"), "no such indicator"),
        (("work", "--from", "2019-07-01", "--place", "X1"), "no such place"),
        (("work", "--from", "soon"), "soon"),
        (("work",), "--from"),
    ],
)
def test_what_is_not_known_is_named(built_toy: Path, arguments: tuple[str, ...], said: str) -> None:
    done = effect(built_toy, *arguments)
    assert done.returncode != 0
    assert said in done.stderr


def test_a_load_keeps_what_followed_the_actions_beside_the_findings(built_toy: Path) -> None:
    library = Library(built_toy / "store")
    found = read_effects(built_toy / "store", key_of(library.revision, library.definitions_version))
    assert found.select("action", "indicator").rows() == [
        ("shorter-queues", "queues"),
        ("work-clubs", "work"),
    ]
    assert found["expected"].to_list() == [-2.0, None]
    assert read_effects(built_toy / "store", "0-none").is_empty()


def test_a_damaged_file_is_named(built_toy: Path, tmp_path: Path) -> None:
    (tmp_path / "effects").mkdir()
    (tmp_path / "effects/1-a.parquet").write_bytes(b"none")
    with pytest.raises(Exception, match="damaged") as raised:
        read_effects(tmp_path, "1-a")
    assert "ropewalk load" in str(raised.value)
    assert not isinstance(raised.value, pl.exceptions.PolarsError)
