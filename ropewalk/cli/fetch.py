"""The command that fetches publishers' newest files."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ropewalk.cli.options import Json, Quiet, Workspace
from ropewalk.cli.output import Bar, print_json, say
from ropewalk.sources.fetch.run import Outcome, choose, fetch_source
from ropewalk.vocabulary.errors import Fault, RopewalkError
from ropewalk.workspace.folder import open_folder

SHOWN = 20


def fetch(
    sources: Annotated[
        list[str] | None, typer.Argument(help="Source ids; all that have a fetch.toml when none is named.")
    ] = None,
    workspace: Workspace = Path(),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Ask, compare and check; put nothing in place.")
    ] = False,
    no_check: Annotated[
        bool, typer.Option("--no-check", help="Do not try the map on what came before it is put in place.")
    ] = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Fetch publishers' newest files into the sources' folders; the store is not touched: load does that."""
    folder = open_folder(workspace).sources
    today = date.today()  # noqa: DTZ011 - the reader's day
    outcomes: list[Outcome] = []
    faults: dict[str, tuple[Fault, ...]] = {}
    names = choose(folder, sources or ())
    with Bar(quiet=quiet) as bar:
        for step, name in enumerate(names):

            def tell(what: str, name: str = name, step: int = step) -> None:
                bar.step(f"{name}: {what}", step, len(names))

            try:
                outcomes.append(
                    fetch_source(folder / name, today=today, check=not no_check, dry_run=dry_run, tell=tell)
                )
            except RopewalkError as error:
                faults[name] = error.faults
    _report(outcomes, faults, dry_run=dry_run, as_json=as_json)
    if faults:
        raise typer.Exit(1)


def _report(
    outcomes: list[Outcome], faults: dict[str, tuple[Fault, ...]], *, dry_run: bool, as_json: bool
) -> None:
    changed = [one for one in outcomes if one.changed]
    for name, found in faults.items():
        for fault in found[:SHOWN]:
            typer.echo(f"Error: {fault}", err=True)
        if len(found) > SHOWN:
            typer.echo(f"... and {len(found) - SHOWN} more.", err=True)
        typer.echo(f"{name} is as it was.", err=True)
    if as_json:
        failed = {name: [str(fault) for fault in found] for name, found in faults.items()}
        print_json({"sources": [vars(one) for one in outcomes], "failed": failed})
        return
    for one in changed:
        rows = "" if one.rows is None else f", {one.rows:,} observations"
        say(f"{one.source}: {', '.join(one.changed)} changed{rows}{'; not put in place' if dry_run else ''}.")
    say(f"{len(outcomes)} sources fetched, {len(changed)} changed, {len(faults)} could not be fetched.")
    if changed and not dry_run:
        say("Next: ropewalk load")
