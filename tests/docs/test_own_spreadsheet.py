"""The example of docs/a-councils-own-spreadsheet.md runs as it is written and does what the page says."""

import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import openpyxl
import polars as pl

from ropewalk.observations.store import Store
from ropewalk.sources.editions import read_editions

PAGE = (Path(__file__).parents[2] / "docs" / "a-councils-own-spreadsheet.md").read_text(encoding="utf-8")
BLOCKS = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    return [body for name, body in BLOCKS.findall(PAGE) if name == language]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = command.replace("ropewalk ", f"{sys.executable} -m ropewalk.cli ")
    environment = {**os.environ, "PATH": path, "COLUMNS": "200"}
    return subprocess.run(
        ["bash", "-euc", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_the_example_runs_and_says_what_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "missed-bins.csv").write_text(blocks("text")[0], encoding="utf-8")
    look, write, check, back = blocks("sh")
    looked = run(look, tmp_path)
    assert looked.returncode == 0, looked.stderr
    assert "names in row 4" in looked.stdout
    assert "'St Helens' as St. Helens (E08000013" in looked.stdout
    assert not (tmp_path / "town" / "sources" / "missed-bins").exists()

    written = run(write, tmp_path)
    assert written.returncode == 0, written.stderr
    source = tmp_path / "town" / "sources" / "missed-bins"
    assert (source / "missed-bins.csv").read_bytes() == (tmp_path / "missed-bins.csv").read_bytes()
    (tmp_path / "town" / "indicators" / "missed-bins.toml").write_text(blocks("toml")[0], encoding="utf-8")

    checked = run(check, tmp_path)
    assert checked.returncode == 1
    book = openpyxl.load_workbook(tmp_path / "to-mend.xlsx")
    listed = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=6)]
    told = [row.strip("| ").split(" | ") for row in PAGE.splitlines() if re.match(r"\| [A-Z]\d", row)]
    assert listed == told

    book["missed-bins"]["C6"], book["missed-bins"]["B8"] = 1.7, "2022/23"
    book.save(tmp_path / "mended.xlsx")
    loaded = run(back, tmp_path)
    assert loaded.returncode == 0, loaded.stderr
    held = Store.open(tmp_path / "town" / "store").read(["missed-bins"])
    assert sorted(held["value"].drop_nulls()) == [1.5, 1.7, 2.25, 2.5, 3.0]
    assert held.filter(pl.col("state") == "suppressed").height == 1

    book["missed-bins"]["C6"] = 1.8
    book.save(tmp_path / "mended.xlsx")
    assert run(back, tmp_path).returncode == 0
    store = Store.open(tmp_path / "town" / "store")
    assert 1.8 in store.read(["missed-bins"])["value"].to_list()
    assert store.read(["missed-bins"], as_of=store.revision - 1).equals(held)
    earlier, newest = read_editions(source)
    kept = source / "editions" / earlier.edition / "mended.xlsx"
    assert sha256(kept.read_bytes()).hexdigest() == earlier.files[0].sha256 != newest.files[0].sha256
    assert run(back, tmp_path).returncode == 0  # once more changes nothing
    assert Store.open(tmp_path / "town" / "store").revision == store.revision
    assert len(read_editions(source)) == 2

    (tmp_path / "mended.csv").write_text("Area,Year,Missed\nEngland,2021/22,1\n")
    again = run(back.replace("mended.xlsx", "mended.csv"), tmp_path)
    assert again.returncode == 1
    assert "the file of this source is loaded" in again.stderr
    assert len(read_editions(source)) == 2
