"""Commands of returns: ask for what comes due, remind, and load what was signed off."""

import importlib
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from ropewalk.cli.database import close_database, open_database
from ropewalk.cli.options import Json, Workspace
from ropewalk.cli.output import print_json, say
from ropewalk.cli.people import HERE
from ropewalk.vocabulary.errors import Fault, RopewalkError
from ropewalk.workspace.folder import open_folder

app = typer.Typer(name="returns", help="Returns of the office: ask, remind, load.")
Base = Annotated[str, typer.Option("--address", help="Where the office is found; else as the settings say.")]


class UndoneError(RopewalkError):
    """Some of what was asked for could not be done."""

    left = "All else was done."


@app.callback()
def returns() -> None:
    """Returns of the office: ask, remind, load."""


def _room(name: str) -> Any:
    """A part of the room of returns. Models can be imported only after Django has started."""
    return importlib.import_module(f"ropewalk.returns.{name}")


@app.command("remind")
def remind(workspace: Workspace = Path(), address: Base = "", as_json: Json = False) -> None:
    """Ask for what comes due by a rhythm, and send each person at most one letter a day about what waits for
    them. Run it daily; run again on a day, it does nothing more."""
    open_database(open_folder(workspace).path)
    today = date.today()  # noqa: DTZ011 - the day here
    made = _room("actions").ask_what_is_due(_room("remind").BY, today)
    from django.conf import settings  # late: they name one workspace

    base = (address or settings.ADDRESS or HERE).rstrip("/")
    sent = _room("remind").remind(today, lambda pk: f"{base}/office/returns/{pk}/")
    close_database()
    if as_json:
        print_json({"asked": len(made), "letters": sent.letters, "failed": list(sent.failed)})
    else:
        say(f"Returns asked for: {len(made)}. Letters sent: {sent.letters}.")
    if sent.failed:
        remedy = "Check ROPEWALK_SMTP, and run it again: letters that went are not sent twice"
        raise UndoneError(Fault("letters could not be sent", remedy, value=", ".join(sent.failed)))


@app.command("load")
def load(workspace: Workspace = Path(), as_json: Json = False) -> None:
    """Load figures that were signed off, as the worker does by itself; run again, it does nothing more."""
    folder = open_folder(workspace)
    open_database(folder.path)
    done = _room("observe").observe(folder)
    close_database()
    if as_json:
        print_json(
            [{"indicator": one.indicator, "revision": one.revision, "trouble": one.trouble} for one in done]
        )
    else:
        loaded = [one for one in done if one.revision]
        say(f"Figures loaded: {sum(one.returns for one in loaded)}, of measures: {len(loaded)}.")
    if troubles := [one for one in done if one.trouble]:
        raise UndoneError(
            *(Fault(one.trouble, "Look at its returns", value=one.indicator) for one in troubles)
        )
