"""Commands that keep a workspace whole: verify it, back it up, gather small files."""

import os
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from ropewalk.cli.audit import accounts, audit_faults
from ropewalk.cli.database import close_database, hold_to_one, open_database
from ropewalk.cli.filling import fill_database
from ropewalk.cli.options import Json, Quiet, Workspace
from ropewalk.cli.output import Bar, print_json, say
from ropewalk.cli.releases import release_faults
from ropewalk.vocabulary.errors import StoreError
from ropewalk.workspace.folder import open_folder


def verify(workspace: Workspace = Path(), quiet: Quiet = False, as_json: Json = False) -> None:
    """Check every byte kept against its hash: publishers' files, the store, its log, the audit, releases."""
    from ropewalk.workspace.verify import verify_workspace  # late: it loads Delta

    with Bar(quiet=quiet) as bar:
        report = verify_workspace(open_folder(workspace), progress=bar.step)
    if as_json:
        print_json(msgspec.to_builtins(report))
    for note in report.notes:
        say(f"Note: {note}")
    size = report.bytes / 1e6
    say(
        f"Checked {report.publishers_files:,} publishers' files, {report.store_files:,} files of the store "
        f"and {report.log_entries:,} log entries ({report.revisions:,} revisions): {size:,.0f} MB."
    )
    faults = (*report.faults, *audit_faults(open_folder(workspace)), *release_faults(open_folder(workspace)))
    if faults:
        raise StoreError(*faults)
    say("No fault found.")


def compact(workspace: Workspace = Path(), as_json: Json = False) -> None:
    """Gather the store's small files into fewer. No answer changes, and no revision loses a file."""
    from ropewalk.observations.store import Store  # late: it loads Delta

    done = Store.open(open_folder(workspace).store).compact()
    if as_json:
        print_json(msgspec.to_builtins(done))
    else:
        say(f"Gathered {done.before:,} files into {done.after:,}." if done.before else "Nothing to gather.")


def backup(
    target: Annotated[Path, typer.Argument(help="The folder to make.")],
    workspace: Workspace = Path(),
    portable: Annotated[
        bool, typer.Option("--portable", help="The database as tables, to restore on SQLite or PostgreSQL.")
    ] = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Copy the workspace at one revision, database and all, while it is in use; and verify the copy."""
    from ropewalk.workspace.backup import back_up  # late: it loads Delta

    folder = open_folder(workspace)
    hold_to_one(folder.path)
    dump = None
    if portable or os.environ.get("DATABASE_URL"):
        open_database(folder.path)
        dump = accounts("dump").dump
    with Bar(quiet=quiet) as bar:
        report = back_up(folder, target, dump=dump, progress=bar.step)
    if as_json:
        print_json(msgspec.to_builtins(report))
    else:
        counts = f"{report.revisions:,} revisions, {report.publishers_files:,} publishers' files"
        say(f"Copied to {target} and checked: {counts}. The way back: ropewalk restore.")


def restore(
    source: Annotated[Path, typer.Argument(help="The folder that `ropewalk backup` made.")],
    target: Annotated[Path, typer.Argument(help="The folder of the workspace to make.")],
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Make a workspace of a backup, after every file was held against its hash. Nothing is written over.

    Where DATABASE_URL is set the database goes there, into an empty one; else into a file of the workspace.
    """
    from ropewalk.workspace.restore import restore as put_back  # late: it loads Delta

    with Bar(quiet=quiet) as bar:
        done = put_back(source, target, fill=fill_database, progress=bar.step)
    close_database()
    if as_json:
        print_json({"made": done.made.isoformat(), "software": done.software, "files": len(done.files)})
    else:
        say(f"Restored to {target}: {len(done.files):,} files, all as they were on {done.made:%d %B %Y}.")
