"""The command that writes the account as files."""

import os
from pathlib import Path
from typing import Annotated

import typer

from ropewalk.cli.database import SETTINGS, close_database, open_database
from ropewalk.cli.options import Json, Quiet, Workspace
from ropewalk.cli.output import Bar, print_json, say
from ropewalk.workspace.folder import open_folder


def publish(
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write: empty, or an older copy.")],
    workspace: Workspace = Path(),
    address: Annotated[
        str, typer.Option("--address", help="Where readers will find it: https://account.example.gov.uk")
    ] = "",
    places: Annotated[
        list[str] | None,
        typer.Option(
            "--places", help="Whose own pages: city (default), authorities, all, or a code (repeatable)."
        ),
    ] = None,
    processes: Annotated[
        int, typer.Option("--processes", min=0, help="How many make pages at once; 0: at most one a core.")
    ] = 0,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Write the whole account as files that any web server can serve; again, only what has changed."""
    folder = open_folder(workspace)
    environment = {
        "ROPEWALK_WORKSPACE": str(folder.path.resolve()),
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "ROPEWALK_ADDRESS": address or os.environ.get("ROPEWALK_ADDRESS", ""),
        "ROPEWALK_ASKS": "0",
        "ROPEWALK_HTTPS": "0",
        "POLARS_MAX_THREADS": "1",  # each core has a process of its own
        "ROPEWALK_PLACES": ",".join(places or ["city"]),
    }
    os.environ.update(environment)
    open_database(folder.path)
    from ropewalk.publish.files.copying import copy_account  # late: Django has to be ready first

    with Bar(quiet=quiet or as_json) as bar:
        done = copy_account(
            out, places or ["city"], environment=environment, step=bar.step, processes=processes
        )
    close_database()
    if as_json:
        print_json({name: getattr(done, name) for name in ("files", "bytes", "made", "written", "removed")})
        return
    say(
        f"{done.files:,} files, {done.bytes / 1e6:,.0f} MB, in {out}: {done.made:,} made, "
        f"{done.written:,} written, {done.removed:,} taken away."
    )
    if not environment["ROPEWALK_ADDRESS"]:
        say("Pages name http://localhost as their address. Give --address with where readers will find them.")
