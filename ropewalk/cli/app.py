"""The command line: `ropewalk --help` is the manual."""

import sys

import typer

from ropewalk.cli import (
    account,
    audit,
    bench,
    calibrate,
    changes,
    effect,
    exchange,
    fetch,
    keep,
    mapping,
    people,
    places,
    publish,
    releases,
    report,
    returns,
    scrutiny,
    work,
    workspaces,
)
from ropewalk.vocabulary.errors import Fault, RopewalkError

SHOWN = 20

app = typer.Typer(
    name="ropewalk",
    help="A council's plan as one public, honest account: evidence, delivery, money and voice.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    *(workspaces.demo, workspaces.new, workspaces.load, workspaces.refresh),
    *(workspaces.check, workspaces.export, effect.effect),
    *(exchange.assess, exchange.findings, exchange.observations, account.serve, bench.bench),
    *(calibrate.calibrate, changes.diff, changes.log, changes.digest, fetch.fetch),
    *(keep.verify, keep.backup, keep.restore, keep.compact),
    *(mapping.map_file, places.places, publish.publish, work.work, report.report),
):
    app.command("map" if command is mapping.map_file else None)(command)


app.add_typer(audit.app)
app.add_typer(people.app)
app.add_typer(returns.app)
app.add_typer(releases.app)
app.add_typer(scrutiny.app)


def main() -> None:
    """Run a command. What a person can mend is told plainly, without a traceback; exit code 1."""
    try:
        app()
    except RopewalkError as error:
        for fault in error.faults[:SHOWN]:
            typer.echo(f"Error: {fault}", err=True)
        if len(error.faults) > SHOWN:
            typer.echo(f"... and {len(error.faults) - SHOWN} more.", err=True)
        typer.echo(error.left, err=True)
        sys.exit(1)
    except OSError as error:
        # A full disk, a folder that may not be written to: the machine's, not a file's content.
        remedy = "Check that it is there, that there is room, and that you may write to it"
        problem = error.strerror or str(error)
        fault = Fault(problem[:1].lower() + problem[1:], remedy, file=str(error.filename or ""))
        typer.echo(f"Error: {fault}", err=True)
        sys.exit(1)
