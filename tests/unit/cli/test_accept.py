"""A source that stops at its contract is loaded by a person with a name and a reason, and not otherwise."""

import gzip
import re
import sys
from hashlib import sha256
from pathlib import Path

import commands
import pytest

from ropewalk.findings.library import Library
from ropewalk.observations.store import Store
from ropewalk.workspace.load import LOST

ACCEPT = ("toys-queues", "--accept", "rows", "--because", "Half of the clinics have closed.")

CORRECTION = """
[[correction]]
indicator = "queues"
place = "E08900001"
period = "2021-01-01/P1M"
column = "value"
expect = 20
use = 25
why = "A day was counted twice."
by = "Ada"
date = 2026-11-23
"""


def load(workspace: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "ropewalk.cli", "load", "-w", str(workspace), "--quiet", *arguments]
    done = commands.run(command, capture_output=True, check=False)
    return done.returncode, done.stderr.decode()


@pytest.fixture
def shrunk(workspace: Path) -> Path:
    """The queues' file holds half of its rows."""
    home = workspace / "sources" / "toys-queues"
    lines = gzip.decompress((home / "queues.csv.gz").read_bytes()).splitlines(keepends=True)
    put(home, b"".join(lines[: len(lines) // 2]))
    return workspace


def put(home: Path, data: bytes) -> None:
    """Put other bytes in the place of the queues' file, and say so in its origin."""
    (home / "queues.csv.gz").write_bytes(gzip.compress(data, mtime=0))
    origin = (home / "origin.toml").read_text()
    origin = re.sub('sha256 = ".*"', f'sha256 = "{sha256(data).hexdigest()}"', origin)
    (home / "origin.toml").write_text(re.sub(r"bytes = \d+", f"bytes = {len(data)}", origin))


def test_a_shrunken_source_stops_and_is_accepted_by_name_and_reason(shrunk: Path) -> None:
    before = Store.open(shrunk / "store").revision
    code, told = load(shrunk)
    assert code == 1
    assert "breaks the contract, rule rows: 71 rows, where the last edition had 144" in told
    assert 'ropewalk load toys-queues --accept rows --by "YOUR NAME" --because "THE REASON"' in told
    assert "Nothing was changed" in told
    code, told = load(shrunk, *ACCEPT)
    assert (code, "Add --by NAME" in told) == (1, True)
    assert Store.open(shrunk / "store").revision == before
    code, told = load(shrunk, *ACCEPT, "--by", "Ada")
    assert code == 1  # two of the four places are gone as well, and each rule is accepted for itself
    assert "rule places" in told
    assert not (shrunk / "sources" / "toys-queues" / "acceptances.toml").exists()
    (shrunk / "sources" / "toys-queues" / "corrections.toml").write_text(CORRECTION)
    code, told = load(shrunk, *ACCEPT, "--accept", "places", "--by", "Ada")
    assert code == 0, told
    store = Store.open(shrunk / "store")
    assert store.revision > before
    assert {name.rpartition("/")[2] for name in store.papers("acceptance")} == {"rows", "places"}
    library = Library(shrunk / "store")
    assert {one.by for one in library.acceptances()["toys-queues"]} == {"Ada"}
    (mended,) = library.corrections()["toys-queues"]
    assert (mended.expect, mended.use) == (20, 25)
    assert load(shrunk)[0] == 0
    assert Store.open(shrunk / "store").revision == store.revision


def test_a_persons_note_on_a_load_is_kept_with_it_and_told(workspace: Path) -> None:
    home = workspace / "sources" / "toys-queues"
    data = gzip.decompress((home / "queues.csv.gz").read_bytes()) + b"E08900005,2021-01-01/P1M,31\n"
    put(home, data)
    code, told = load(workspace, "toys-queues", "--by", "Ada", "--note", "A fifth clinic has opened.")
    assert code == 0, told
    (last,) = Store.open(workspace / "store").revisions().tail(1).select("by", "note").rows()
    assert last == ("Ada", f"A fifth clinic has opened. {LOST}")  # the file before lies nowhere any more
    assert load(workspace, "toys-queues", "--note", "Once more.")[0] == 0
    assert Store.open(workspace / "store").revisions()["note"].to_list()[-1] == last[1]
    command = [sys.executable, "-m", "ropewalk.cli", "log", "-w", str(workspace)]
    said = commands.run(command, capture_output=True, check=True, text=True).stdout
    assert "Why: A fifth clinic has opened." in said


def test_an_earlier_edition_found_after_a_later_one_was_loaded_is_passed_over_and_named(
    workspace: Path,
) -> None:
    home = workspace / "sources" / "toys-queues"
    lines = gzip.decompress((home / "queues.csv.gz").read_bytes()).splitlines(keepends=True)
    data = b"".join(lines[:-1])
    (home / "editions" / "e1").mkdir(parents=True)
    (home / "editions" / "e1" / "queues.csv.gz").write_bytes(gzip.compress(data, mtime=0))
    (home / "editions.toml").write_text(
        '[[edition]]\nid = "e1"\npublished = 2020-01-01\nretrieved = 2020-01-02\n[[edition.files]]\n'
        f'name = "queues.csv.gz"\nsha256 = "{sha256(data).hexdigest()}"\nbytes = {len(data)}\n'
    )
    before = Store.open(workspace / "store").revision
    code, told = load(workspace, "toys-queues")
    assert (code, Store.open(workspace / "store").revision) == (0, before)
    assert "toys-queues: edition e1 was passed over" in told
