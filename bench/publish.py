"""What writing an account as files costs, on a built workspace. From the root:

    .venv/bin/python -m bench.publish --workspace demo [--places city] [--source ID] [--dir FOLDER]

The command is run as a person runs it, in a copy of the workspace: into an empty folder, then again with
nothing new, then after one source was loaded anew with its newest figures a hundredth larger. Each line has
time by the clock, processor time and the most memory of any of its processes; then what the copy holds, how
many files were made anew, and how many of them had other bytes.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import polars as pl
from msgspec.structs import replace

from ropewalk.observations.store import Batch, Store
from ropewalk.publish.files.manifest import read
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder, open_folder
from ropewalk.workspace.load import read_sources
from ropewalk.workspace.refresh import refresh

ADDRESS = "https://account.example"


@dataclass(frozen=True)
class Run:
    """A run of the command: seconds by the clock and of processors, megabytes, what it told."""

    clock: float
    processor: float
    memory: float
    told: dict[str, int]


def main() -> None:
    """Print a line a run, then what kinds of files the copy holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--places", default="city")
    parser.add_argument("--source", default="")
    parser.add_argument("--dir", type=Path, default=None)
    given = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="publish-", dir=given.dir))
    try:
        folder = Folder(shutil.copytree(open_folder(given.workspace).path, home / "workspace"))
        # Its findings may be of older rules or words: what the load did should be told apart from that.
        refresh(folder, read_definitions(folder), today=datetime.now(UTC).date())
        show("into an empty folder", publish(folder, home / "copy", given.places))
        show("again, nothing new", publish(folder, home / "copy", given.places))
        source = given.source or read_definitions(folder).indicators[0].source
        load_anew(folder, source)
        show(f"after {source} was loaded anew", publish(folder, home / "copy", given.places))
        show_kinds(home / "copy")
    finally:
        shutil.rmtree(home)


def publish(folder: Folder, out: Path, places: str) -> Run:
    """Run the command to its end."""
    command = [sys.executable, "-m", "ropewalk.cli", "publish", "--workspace", str(folder.path), "--json"]
    command += ["--out", str(out), "--address", ADDRESS, "--places", places]
    before, began = getrusage(RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own command
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    clock, after = time.monotonic() - began, getrusage(RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(clock, used, after.ru_maxrss / 1000, json.loads(done.stdout))


def load_anew(folder: Folder, source: str) -> None:
    """Load an edition of a source whose newest figures are a hundredth larger."""
    definitions = read_definitions(folder)
    (found,) = read_sources(folder, [one.id for one in definitions.indicators], only=[source])
    newest = pl.col("period") == pl.col("period").max().over("indicator", "place", "breakdown")
    larger = pl.when(newest).then(pl.col("value") * 1.01).otherwise(pl.col("value"))
    origin = replace(found.origin, published=datetime.now(UTC).date())
    rows = found.observations.with_columns(value=larger)
    batch = Batch(origin, rows, found.refused, found.places, found.renames)
    Store.open(folder.store).commit(batch, by="bench", note="", at=datetime.now(UTC))
    refresh(folder, definitions, today=datetime.now(UTC).date())


def show(what: str, run: Run) -> None:
    """A run as a line."""
    told = run.told
    print(
        f"{what:48} {run.clock:7.0f} s {run.processor:7.0f} s of processors {run.memory:6.0f} MB; "
        f"{told['files']:,} files, {told['bytes'] / 1e6:,.0f} MB, {told['made']:,} made, "
        f"{told['written']:,} written",
        flush=True,
    )


def show_kinds(copy: Path) -> None:
    """How many files of each kind the copy holds, and their bytes."""
    counts: Counter[str] = Counter()
    sizes: defaultdict[str, int] = defaultdict(int)
    for name, size in read(copy).files.items():
        kind = kind_of(name)
        counts[kind] += 1
        sizes[kind] += size
    for kind, count in counts.most_common():
        print(f"{kind:48} {count:8,} files {sizes[kind] / 1e6:9,.1f} MB")


def kind_of(name: str) -> str:
    """The kind of a file: its part of the site, how deep it lies, and how it ends."""
    parts = name.removeprefix("cy/").split("/")
    last = parts[-1]
    ending = "page" if last == "index.html" else last.rpartition(".")[2]
    depth = {"places": {3: "place", 4: "measure in a place"}}.get(parts[0], {}).get(len(parts), "")
    return f"{parts[0] if len(parts) > 1 else 'home'} {depth} ({ending})".replace("  ", " ")


if __name__ == "__main__":
    main()
