"""Commands about releases: what is planned and out, and telling the audit of what has come out."""

import importlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType

import typer

from ropewalk.cli.database import close_database, open_database
from ropewalk.cli.options import Workspace
from ropewalk.cli.output import print_lines, say
from ropewalk.vocabulary.errors import Fault
from ropewalk.workspace.folder import Folder, open_folder

app = typer.Typer(name="release", help="Releases: what is planned and what is out.")


@app.callback()
def release() -> None:
    """Releases: what is planned and what is out."""


@app.command("list")
def listed(workspace: Workspace = Path()) -> None:
    """Print every release, the newest first: number, state, planned time, revision, hash, title."""
    open_database(open_folder(workspace).path)
    reads = releases("reads")
    print_lines(
        "\t".join(
            [
                str(row.number),
                reads.state_of(row),
                row.planned_for.isoformat(),
                str(row.revision or ""),
                row.manifest,
                row.title,
            ]
        )
        for row in reads.releases()
    )
    close_database()


@app.command("publish")
def publish(workspace: Workspace = Path()) -> None:
    """Tell the audit of releases whose time has come. Readers see them from their time on in any case."""
    open_database(open_folder(workspace).path)
    told = releases("actions").tell_published()
    waiting = releases("public").next_at()
    close_database()
    say(f"Out since: release {', '.join(map(str, told))}." if told else "No release has come out since.")
    if waiting is not None:
        say(f"The next one comes out at {waiting.isoformat()}.")


def release_faults(folder: Folder) -> Iterator[Fault]:
    """What is wrong with the files of releases. A workspace without releases has none, and a check brings no
    tables up to date."""
    if not folder.database.is_file() or not _has_releases(folder):
        return
    open_database(folder.path)
    yield from list(releases("check").faults())
    close_database()


def _has_releases(folder: Folder) -> bool:
    wanted = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'releases_release'"
    with closing(sqlite3.connect(f"{folder.database.resolve().as_uri()}?mode=ro", uri=True)) as base:
        return base.execute(wanted).fetchone() is not None


def releases(name: str) -> ModuleType:
    """A module of releases. Models can be imported only after Django has started."""
    return importlib.import_module(f"ropewalk.releases.{name}")
