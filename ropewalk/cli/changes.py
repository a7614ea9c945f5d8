"""Commands that tell what changed."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ropewalk.cli.options import Format, IndicatorIds, Out, PlaceCodes, Workspace
from ropewalk.cli.output import json_text, print_json, print_lines, write_bytes, write_table, write_text
from ropewalk.figures.differences import lines
from ropewalk.figures.digest import Letter
from ropewalk.figures.digest import digest as make_digest
from ropewalk.figures.digest import text as digest_text
from ropewalk.figures.inputs import style_of
from ropewalk.figures.log_text import document, figures_table, markdown
from ropewalk.figures.stories import Story, news, stories, telling
from ropewalk.observations.moments import read_as_of
from ropewalk.vocabulary.city import Definitions
from ropewalk.workspace.changes import as_document, as_table, read_changes
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder, open_folder
from ropewalk.workspace.history import read_history, revision_before
from ropewalk.workspace.naming import names_of


class Told(StrEnum):
    """How changes are told."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


As = Annotated[Told, typer.Option("--format", "-f", help="text for a person, csv or json for a machine.")]
Sources = Annotated[list[str] | None, typer.Option("--source", help="Only this source's id (repeatable).")]


def diff(
    before: Annotated[
        str | None, typer.Argument(help="A revision's number or a day; else the one before the newest.")
    ] = None,
    after: Annotated[str | None, typer.Argument(help="A later one; else the newest.")] = None,
    workspace: Workspace = Path(),
    indicator: IndicatorIds = None,
    place: PlaceCodes = None,
    source: Sources = None,
    form: As = Told.TEXT,
) -> None:
    """What changed between two revisions: figures, definitions, places, the method, the plan, and why."""
    folder = open_folder(workspace)
    ends = [read_as_of(text) if text else None for text in (before, after)]
    found = read_changes(folder, *ends, indicators=indicator, places=place, sources=source)
    if form is Told.JSON:
        print_json(as_document(found))
    elif form is Told.CSV:
        write_table(as_table(found), None, None)
    else:
        definitions = read_definitions(folder)
        styles = {one.id: style_of(one) for one in definitions.indicators}
        print_lines(lines(found, names_of(folder), styles, definitions.city.place))


Since = Annotated[
    str | None,
    typer.Option("--since", help="Changes later than this revision, or from this day on; else all."),
]


def log(
    workspace: Workspace = Path(),
    since: Since = None,
    form: Annotated[
        Told, typer.Option("--format", "-f", help="text (Markdown), csv (the own place's figures) or json.")
    ] = Told.TEXT,
    out: Out = None,
) -> None:
    """The log of published numbers: each revision that changed what had been published, newest first."""
    folder = open_folder(workspace)
    definitions = read_definitions(folder)
    words, told = telling(definitions), _news(folder, definitions, since)
    if form is Told.CSV:
        write_table(figures_table(told), Format.CSV, out)
    elif form is Told.JSON:
        write_text(json_text(document(told, words)), out)
    else:
        write_text("\n".join(markdown(told, definitions.city.account_title)) + "\n", out)


def digest(
    since: Annotated[
        str, typer.Option("--since", help="Changes later than this revision, or from this day on.")
    ],
    workspace: Workspace = Path(),
    address: Annotated[str, typer.Option("--address", help="Where the account is served, for links.")] = "",
    sender: Annotated[str, typer.Option("--from", help="Whom the message is from.")] = "",
    to: Annotated[str, typer.Option("--to", help="Whom the message is to.")] = "",
    plain: Annotated[bool, typer.Option("--plain", help="The plain text alone, not a message.")] = False,
    out: Out = None,
) -> None:
    """What changed since a revision or a day, as an e-mail to send: text and HTML. Nothing is sent."""
    folder = open_folder(workspace)
    definitions = read_definitions(folder)
    told = _news(folder, definitions, since)
    letter = Letter(definitions.city.account_title, sender, to, address)
    said = f"revision {since}" if since.isdecimal() else since
    if plain:
        write_text(digest_text(told, letter, said), out)
    else:
        write_bytes(make_digest(told, letter, said).as_bytes(), out)


def _news(folder: Folder, definitions: Definitions, since: str | None) -> tuple[Story, ...]:
    after = revision_before(folder, read_as_of(since)) if since else 0
    return tuple(
        one for one in news(stories(read_history(folder), telling(definitions))) if one.revision > after
    )
