"""Commands about people: the first administrator comes from here, because nobody can be invited before."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from ropewalk.accounts.rights import Held, Reach, Scope
from ropewalk.accounts.roles import Role
from ropewalk.cli.audit import accounts
from ropewalk.cli.database import close_database, open_database
from ropewalk.cli.options import Workspace
from ropewalk.cli.output import print_lines, say
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.workspace.folder import open_folder

HERE = "http://127.0.0.1:8000"

app = typer.Typer(name="people", help="People of the office: invite the first administrator, list everybody.")
Reached = Annotated[
    str, typer.Option("--over", help="everything, priority:CODE or organisation:CODE.", metavar="SCOPE")
]
Base = Annotated[str, typer.Option("--address", help="Where the office is found; else as the settings say.")]


@app.callback()
def people() -> None:
    """People of the office: invite the first administrator, list everybody."""


@app.command("add")
def add(
    email: Annotated[str, typer.Argument(help="The address that the person signs in with.")],
    workspace: Workspace = Path(),
    role: Annotated[Role, typer.Option("--role", help="What the person is here to do.")] = Role.ADMINISTRATOR,
    over: Reached = "everything",
    address: Base = "",
    days: Annotated[int, typer.Option("--days", help="For how long the link can be used.", min=1)] = 1,
) -> None:
    """Print a link with which a person chooses a password, once. One who has an account gets the role."""
    held, email = Held(role, _scope(over), date.today()), _address(email)  # noqa: DTZ011 - the day here
    open_database(open_folder(workspace).path)
    by, actions = accounts("by").COMMAND_LINE, accounts("actions")
    person: Any = accounts("models").Person.objects.filter(email=email).first()
    if person is not None:
        actions.give_role(by, person, held.role, held.scope, since=held.since)
        say(f"{email} has an account already, and now this role.")
    else:
        _, secret = actions.invite(by, email, [held], days=days)
        print_lines([_link(address, secret)])
        say(f"Give this link to {email} alone. It works once, for {days} day{'s' if days > 1 else ''}.")
    close_database()


@app.command("list")
def everybody(workspace: Workspace = Path()) -> None:
    """Print who has an account, with which roles, one a line."""
    open_database(open_folder(workspace).path)
    rows = accounts("reads").people()
    print_lines(
        "\t".join([row.email, row.name, "" if row.is_active else "closed", *map(str, row.grants.all())])
        for row in rows
    )
    close_database()


def _scope(over: str) -> Scope:
    kind, _, code = over.partition(":")
    if kind not in set(Reach) or (kind != Reach.EVERYTHING) != bool(code):
        remedy = "Write everything, priority:CODE or organisation:CODE"
        raise UserError(Fault("a role cannot be over this", remedy, value=over))
    return Scope(Reach(kind), code)


def _address(email: str) -> str:
    from django.core.exceptions import ValidationError  # late: only this command needs it
    from django.core.validators import validate_email

    try:
        validate_email(email.strip())
    except ValidationError as error:
        remedy = "Write one such as ann@example.gov.uk"
        raise UserError(Fault("this is no e-mail address", remedy, value=email)) from error
    return email.strip().lower()


def _link(address: str, secret: str) -> str:
    from django.conf import settings  # late: they name one workspace

    return f"{(address or settings.ADDRESS or HERE).rstrip('/')}/office/join/{secret}/"
