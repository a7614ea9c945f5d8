"""Copies of the toy city's account as files: written by the command that a person types, and looked into."""

import gzip
import json
import sys
from hashlib import sha256
from pathlib import Path

import commands
from editions import FALLS
from toy_city import CITY, MAPS, write_source

from ropewalk.publish.files import manifest, notes
from ropewalk.publish.files.lay import PART

OURS = (manifest.NAME, notes.NAME)


def publishing(workspace: Path, out: Path, *more: str) -> list[str]:
    """The command that writes the city's own pages of a workspace."""
    command = [sys.executable, "-m", "ropewalk.cli", "publish", "--workspace", str(workspace), "--json"]
    return [*command, "--out", str(out), "--address", "https://toys.example", "--places", CITY, *more]


def publish(workspace: Path, out: Path, *more: str) -> dict[str, int]:
    """Write them; what the command tells."""
    done = commands.run(publishing(workspace, out, *more), check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def load(workspace: Path) -> None:
    """Load a workspace's definitions and sources."""
    command = [sys.executable, "-m", "ropewalk.cli", "load", "--workspace", str(workspace), "--quiet"]
    commands.run(command, check=True, capture_output=True)


def in_the(copy: Path) -> dict[str, str]:
    """The digest of every file of a copy by its name; what was being written is no file of it."""
    files = [file for file in copy.rglob("*") if file.is_file() and file.name not in OURS]
    kept = [file for file in files if not file.name.endswith(PART)]
    return {file.relative_to(copy).as_posix(): sha256(file.read_bytes()).hexdigest() for file in kept}


def new_figures(workspace: Path) -> None:
    """Load new figures of one source."""
    text = gzip.decompress((workspace / "sources/toys-work/work.csv.gz").read_bytes()).decode()
    for old, new in FALLS:
        assert old in text
        text = text.replace(old, new)
    write_source(workspace, "toys-work", {"work.csv": text.encode()}, MAPS["toys-work"])
    load(workspace)
