"""Commands that tell what changed."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ropewalk.cli.options import IndicatorIds, PlaceCodes, Workspace
from ropewalk.cli.output import print_json, print_lines, write_table
from ropewalk.figures.differences import lines
from ropewalk.figures.inputs import style_of
from ropewalk.observations.moments import read_as_of
from ropewalk.workspace.changes import as_document, as_table, read_changes
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import open_folder
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
