"""Commands about the audit: take it away, and check its chain."""

import importlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer

from ropewalk.cli.database import ELSEWHERE, close_database, open_database
from ropewalk.cli.options import Out, Workspace
from ropewalk.cli.output import say, write_text
from ropewalk.vocabulary.errors import Fault
from ropewalk.workspace.folder import Folder, open_folder

REMEDY = "Compare with an export kept elsewhere, and find out who could write to the database"

app = typer.Typer(name="audit", help="The audit of the office: who did what, in a chain that shows a change.")


class Written(StrEnum):
    """How the audit is written."""

    CSV = "csv"
    JSON = "json"


As = Annotated[Written, typer.Option("--format", "-f", help="csv; or json, an object a line.")]


@app.callback()
def audit() -> None:
    """The audit of the office: who did what, in a chain that shows a change."""


@app.command("export")
def export(
    workspace: Workspace = Path(),
    form: As = Written.CSV,
    out: Out = None,
) -> None:
    """Write every event, oldest first, with its hash; keep a copy where the server cannot write."""
    open_database(open_folder(workspace).path)
    made = accounts("export")
    rows = accounts("models").Event.objects.order_by("number").iterator(chunk_size=1000)
    links = (row.link for row in rows)
    lines = made.as_csv(links) if form is Written.CSV else made.as_json_lines(links)
    write_text("".join(lines), out)
    end = accounts("audit").end()
    say(f"{end.number:,} events; the last has the hash {end.hash}")
    close_database()


def audit_faults(folder: Folder) -> Iterator[Fault]:
    """The first event at which the chain does not hold. A workspace without people has none, and a check
    brings no tables up to date."""
    elsewhere = (folder.path / ELSEWHERE).is_file()
    if not elsewhere and (not folder.database.is_file() or not _has_events(folder)):
        return
    open_database(folder.path)
    found: Any = accounts("audit").broken()
    close_database()
    if found is not None:
        problem = f"the audit does not hold at event {found.number}: {found.problem}"
        where = "" if elsewhere else str(folder.database)
        yield Fault(problem, REMEDY, file=where)


def _has_events(folder: Folder) -> bool:
    wanted = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'accounts_event'"
    with closing(sqlite3.connect(f"{folder.database.resolve().as_uri()}?mode=ro", uri=True)) as base:
        return base.execute(wanted).fetchone() is not None


def accounts(name: str) -> ModuleType:
    """A module of people and rights. Models can be imported only after Django has started."""
    return importlib.import_module(f"ropewalk.accounts.{name}")
