"""The command that asks what an indicator did once something began."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from ropewalk.cli.options import Json, Workspace
from ropewalk.cli.output import print_json
from ropewalk.workspace.folder import open_folder

LINES = (
    ("verdict", "verdict"),
    ("method", "method"),
    ("estimate", "moved by about"),
    ("lower", "from"),
    ("upper", "to"),
    ("p_value", "p-value"),
    ("rank_p", "share as far out"),
    ("level", "step at once"),
    ("pace", "change of pace a year"),
    ("before", "periods before"),
    ("after", "periods after"),
    ("left_out", "periods left out"),
    ("peers", "similar places"),
    ("comparator", "chosen from"),
    ("reasons", "reasons"),
)


def effect(
    indicator: Annotated[str, typer.Argument(help="The id of an indicator.")],
    day: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The day it began: 2019-07-01.")
    ],
    place: Annotated[str, typer.Option("--place", help="A place's code; else the plan's own place.")] = "",
    what: Annotated[str, typer.Option("--what", help="What began, as the sentence shall call it.")] = "",
    workspace: Workspace = Path(),
    as_json: Json = False,
) -> None:
    """What an indicator did once something began: an association, never a proof of cause."""
    from ropewalk.workspace.effects import ask  # late: it loads the compiled engine

    found = ask(open_folder(workspace), indicator, day.date(), place=place, what=what)
    if as_json:
        print_json(found)
        return
    typer.echo(found["sentence"])
    for field, words in LINES:
        if found[field] not in (None, ""):
            typer.echo(f"{words}: {_plain(found[field])}")


def _plain(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
