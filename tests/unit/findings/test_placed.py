"""Derived tables take their place whole, and what dies half-way is cleared away."""

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from ropewalk.findings import placed
from ropewalk.vocabulary.errors import StoreError

DIES = """
import os, sys
from pathlib import Path
from ropewalk.findings import placed
with placed.filling(Path(sys.argv[1]), what="tables") as part:
    (part / "half").write_text("half")
    os.kill(os.getpid(), 9)
"""
FULL = """
import resource, signal, sys
from pathlib import Path
import polars as pl
from ropewalk.findings import runs, placed
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
rows = pl.DataFrame({"place": [f"E{n}" for n in range(9000)]})
with placed.filling(Path(sys.argv[1]), what="tables") as part:
    made = runs.Runs(part / "runs", ("place",))
    made.add(rows)
    made.write(part / "table.parquet")
    placed.put(part, "new")
"""


def halves(home: Path) -> list[Path]:
    return list(home.glob(".part-*"))


def test_what_a_killed_process_left_goes_with_the_next_write(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", DIES, tmp_path], check=False)
    assert len(halves(tmp_path)) == 1
    placed.place(tmp_path, "new", lambda part: None, what="tables")
    assert halves(tmp_path) == []
    assert placed.placed(tmp_path) == "new"


def test_what_a_living_process_fills_stays(tmp_path: Path) -> None:
    with placed.filling(tmp_path, what="tables") as part:
        (part / "table").write_text("mine")
        placed.place(tmp_path, "other", lambda part: None, what="tables")
        assert placed.placed(tmp_path) == "other"
        lies = placed.put(part, "mine")
    assert (lies / "table").read_text() == "mine"
    assert placed.placed(tmp_path) == "mine"


def test_what_is_not_put_leaves_nothing(tmp_path: Path) -> None:
    placed.place(tmp_path, "old", lambda part: None, what="tables")
    with pytest.raises(ZeroDivisionError), placed.filling(tmp_path, what="tables"):
        _ = 1 / 0
    assert placed.placed(tmp_path) == "old"
    assert halves(tmp_path) == []


def test_a_full_disk_is_told_as_one_and_leaves_what_was(tmp_path: Path) -> None:
    placed.place(tmp_path, "old", lambda part: None, what="tables")
    done = subprocess.run([sys.executable, "-c", FULL, tmp_path], check=False, capture_output=True, text=True)
    last = done.stderr.splitlines()[-1]
    assert "StoreError" in last
    assert "the tables could not be written" in last
    assert placed.placed(tmp_path) == "old"
    assert halves(tmp_path) == []


def test_a_fault_of_the_tables_themselves_is_no_fault_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(pl.exceptions.ColumnNotFoundError), placed.filling(tmp_path, what="tables"):
        pl.DataFrame({"a": [1]}).select("b")
    with pytest.raises(StoreError), placed.filling(tmp_path, what="tables"), placed.disk():
        pl.DataFrame({"a": [1]}).select("b")
