"""The command of scrutiny: letters of the day, and what is due to be forgotten."""

import importlib
from pathlib import Path
from typing import Annotated, Any

import typer

from ropewalk.cli.database import close_database, open_database
from ropewalk.cli.options import Json, Workspace
from ropewalk.cli.output import print_json, say
from ropewalk.cli.people import HERE
from ropewalk.cli.returns import UndoneError
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault
from ropewalk.workspace.folder import open_folder

app = typer.Typer(name="scrutiny", help="Questions and challenges: send letters, forget who wrote.")
Base = Annotated[str, typer.Option("--address", help="Where the account is found; else as the settings say.")]


@app.callback()
def scrutiny() -> None:
    """Questions and challenges: send letters, forget who wrote."""


def _room(name: str) -> Any:
    """A part of the room of scrutiny. Models can be imported only after Django has started."""
    return importlib.import_module(f"ropewalk.scrutiny.{name}")


@app.command("remind")
def remind(workspace: Workspace = Path(), address: Base = "", as_json: Json = False) -> None:
    """Send each person at most one letter a day about what waits for them, send readers letters that could
    not go before, and delete what is due to be deleted. Run it daily; run again on a day, it does nothing
    more."""
    open_database(open_folder(workspace).path)
    from django.conf import settings  # late: they name one workspace

    base = (address or f"{settings.ADDRESS}{settings.BASE}" or HERE).rstrip("/")
    question = _room("models").Question
    to_readers, not_sent = _room("letters").send(base)
    kind = {True: "questions", False: "challenges"}
    sent = _room("remind").remind(
        clock.today(), lambda row: f"{base}/office/{kind[isinstance(row, question)]}/{row.pk}/"
    )
    gone = _room("actions").forget()
    close_database()
    told = {"letters": sent.letters, "failed": list(sent.failed), "readers": to_readers}
    told |= {"unsent": not_sent, "deleted": gone.lapsed, "forgotten": gone.writers}
    if as_json:
        print_json(told)
    else:
        say(f"Letters sent: {sent.letters}, to readers: {to_readers}.")
        say(f"Unconfirmed challenges deleted: {gone.lapsed}; writers forgotten: {gone.writers}.")
    if sent.failed or not_sent:
        remedy = "Check ROPEWALK_SMTP, and run it again: letters that went are not sent twice"
        failed = ", ".join([*sent.failed, *(["readers"] if not_sent else [])])
        raise UndoneError(Fault("letters could not be sent", remedy, value=failed))
