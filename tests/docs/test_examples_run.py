"""Every command shown in docs/commands.md runs as it is written, in an empty folder, and gives something."""

import os
import re
import subprocess
import sys
from pathlib import Path

import polars as pl

from ropewalk.vocabulary.tables import FINDINGS, OBSERVATIONS

DOCS = Path(__file__).parents[2] / "docs"
BLOCKS = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return [body for name, body in BLOCKS.findall(text) if name == language]


def run(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path}
    done = subprocess.run(
        ["bash", "-euc", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout


def test_every_example_runs_as_written(tmp_path: Path) -> None:
    # What the examples need and the reader brings: a table and the indicators of docs/tables.md.
    (tmp_path / "indicators.toml").write_text(blocks("tables.md", "toml")[0], encoding="utf-8")
    rows = [f"employment-rate,E08000012,{2015 + n}-01-01/P1Y,,{60 + n}" for n in range(8)]
    rows += [f"employment-rate,E92000001,{2015 + n}-01-01/P1Y,,75" for n in range(8)]
    table = "\n".join(["indicator,place,period,breakdown,value", *rows])
    (tmp_path / "table.csv").write_text(table, encoding="utf-8")

    build, earlier, followed, assess = blocks("commands.md", "sh")
    assert run(build, tmp_path).splitlines()[0] == ",".join(FINDINGS)
    assert run(earlier, tmp_path).splitlines()[0] == ",".join(OBSERVATIONS)
    assert "“Work clubs” began on 1 July 2019" in run(followed, tmp_path)
    run(assess, tmp_path)
    findings = pl.read_csv(tmp_path / "findings.csv")
    assert findings.columns == list(FINDINGS)
    assert set(findings["question"]) == {"direction", "position", "prospect"}
