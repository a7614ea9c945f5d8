"""What each command gives, on a workspace of the toy city."""

import json
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path

import commands
import polars as pl
import pytest
from toy_city import CITY

from ropewalk.vocabulary.tables import FINDINGS, OBSERVATIONS

JUST = ("--indicator", "work", "--place", CITY)


def ropewalk(*arguments: str | Path, fails: bool = False) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "ropewalk.cli", *map(str, arguments)]
    done = commands.run(command, capture_output=True, check=False)
    assert (done.returncode != 0) == fails, done.stderr.decode()
    return done


def test_observations_have_exactly_the_documented_columns(built_toy: Path) -> None:
    out = ropewalk("observations", "-w", built_toy, "--indicator", "work", "--place", CITY).stdout
    table = pl.read_csv(StringIO(out.decode()))
    assert table.columns == list(OBSERVATIONS)
    assert table["period"].to_list()[:2] == ["2014-01-01/P1Y", "2015-01-01/P1Y"]
    assert table.height == 10


def test_findings_answer_every_question_in_every_format(built_toy: Path) -> None:
    out = ropewalk(
        "findings", "-w", built_toy, "--indicator", "work", "--place", CITY, "-f", "parquet"
    ).stdout
    table = pl.read_parquet(BytesIO(out))
    assert table.columns == list(FINDINGS)
    assert set(table["question"]) == {"direction", "position", "prospect"}
    direction = table.filter(pl.col("question") == "direction").to_dicts()[0]
    assert direction["verdict"] == "improving"
    assert direction["estimate"] == pytest.approx(1, abs=0.15)
    as_json = ropewalk(
        "findings", "-w", built_toy, "--indicator", "work", "--place", CITY, "-f", "json"
    ).stdout
    assert len(json.loads(as_json)) == table.height


def test_findings_of_an_earlier_revision_know_only_what_was_known(built_toy: Path) -> None:
    outs = [ropewalk("findings", "-w", built_toy, "--as-of", str(n)).stdout for n in (2, 3, 5)]
    known = [set(pl.read_csv(StringIO(out.decode()))["indicator"]) for out in outs]
    # The definitions come first and then the register of places, without observations; then one source each.
    assert known == [set(), {"early-deaths"}, {"work", "weight", "early-deaths", "queues"}]


def test_loading_the_same_bytes_again_makes_no_revision(workspace: Path) -> None:
    told = json.loads(ropewalk("load", "-w", workspace, "--quiet", "--json").stdout)
    assert told["new_revisions"] == 0
    assert told["revision"] == 5


def test_check_counts_what_it_checked(built_toy: Path) -> None:
    told = json.loads(ropewalk("check", "-w", built_toy, "--quiet", "--json").stdout)
    assert told["indicators"] == 4
    assert told["priorities"] == 3


def test_export_gives_back_the_same_definitions(built_toy: Path, tmp_path: Path) -> None:
    ropewalk("export", "-w", built_toy, "--out", tmp_path / "out")
    from ropewalk.workspace.definitions import read_definitions
    from ropewalk.workspace.folder import Folder

    (tmp_path / "out/sources").symlink_to(built_toy / "sources")
    assert read_definitions(Folder(tmp_path / "out")) == read_definitions(Folder(built_toy))


def test_a_finished_demo_is_not_built_again(built_toy: Path, toy_city: Path) -> None:
    mark = (built_toy / ".demo").stat().st_mtime_ns
    done = ropewalk("demo", "--no-serve", "--city", toy_city, "--dir", built_toy)
    assert "up to date" in done.stderr.decode()
    assert (built_toy / ".demo").stat().st_mtime_ns == mark


def test_assess_needs_no_workspace(tmp_path: Path) -> None:
    lines = [f"jobs,E08000012,{2010 + n}-01-01/P1Y,{60 + n},{59 + n},{61 + n}" for n in range(10)]
    table = "\n".join(["indicator,place,period,value,lower,upper", *lines])
    (tmp_path / "table.csv").write_text(table)
    (tmp_path / "jobs.toml").write_text(
        '[[indicator]]\nid = "jobs"\nkind = "proportion"\npolarity = "higher"\nfrequency = "annual"\n'
    )
    files = ["--observations", tmp_path / "table.csv", "--indicators", tmp_path / "jobs.toml"]
    ropewalk("assess", *files, "--out", tmp_path / "out.csv")
    out = pl.read_csv(tmp_path / "out.csv")
    assert out.columns == list(FINDINGS)
    assert out.filter(pl.col("question") == "direction")["verdict"].to_list() == ["improving"]


def test_new_makes_a_workspace_that_checks(tmp_path: Path) -> None:
    ropewalk("new", tmp_path / "leeds", "--name", "Leeds", "--place", "E08000035")
    told = ropewalk("check", "-w", tmp_path / "leeds", "--quiet").stderr.decode()
    assert "No fault found" in told


def test_help_is_the_manual() -> None:
    told = ropewalk("--help").stdout.decode()
    assert all(name in told for name in ("demo", "new", "load", "check", "assess", "serve", "export"))
