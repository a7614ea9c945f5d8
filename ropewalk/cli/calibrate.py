"""The command that tells how often the verdicts are right."""

from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.table import Table

from ropewalk.calibration.bars import Bar, bars
from ropewalk.calibration.markdown import markdown
from ropewalk.calibration.size import QUICK, SEED, SERIES
from ropewalk.calibration.store import write, write_text
from ropewalk.cli.options import Json, Quiet, Workspace
from ropewalk.cli.output import Bar as ProgressBar
from ropewalk.cli.output import print_json, say
from ropewalk.vocabulary.calibration import Calibration
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import open_folder


def calibrate(
    workspace: Workspace = Path(),
    series: Annotated[
        int, typer.Option("--series", min=100, help="Stable series made of each class.")
    ] = SERIES,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same figures.")] = SEED,
    out: Annotated[
        Path | None, typer.Option("--out", help="A Markdown file to write, with every table.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Few made series: to see that it runs.")] = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Hold the verdicts against series of known truth, and against every real series held."""
    from ropewalk.calibration.real.run import run  # late: it loads the compiled engine
    from ropewalk.calibration.report import calibrate as measure

    folder = open_folder(workspace)
    definitions = read_definitions(folder)
    today = date.today()  # noqa: DTZ011 - the reader's day
    with ProgressBar(quiet=quiet) as bar:
        real = run(folder.store, definitions, today=today, progress=bar.step)
        found = measure(real, made=today, series=QUICK if quick else series, seed=seed, progress=bar.step)
    path = write(folder.path, found)
    if out is not None:
        write_text(out, markdown(found))
    _tell(found, as_json=as_json)
    say(f"Wrote {path}{f' and {out}' if out else ''}.")


def _tell(found: Calibration, *, as_json: bool) -> None:
    if as_json:
        print_json(msgspec.to_builtins(found))
    else:
        Console().print(_table(bars(found)))


def _table(found: tuple[Bar, ...]) -> Table:
    table = Table("What must hold", "", "Cases", "Nearest or furthest", show_lines=True)
    for bar in found:
        table.add_row(bar.asked, "met" if bar.is_met else "not met", f"{bar.met} of {bar.count}", bar.found)
    return table
