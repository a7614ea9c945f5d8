"""Arguments that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Workspace = Annotated[
    Path,
    typer.Option("--workspace", "-w", envvar="ROPEWALK_WORKSPACE", help="The folder of the workspace."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a machine to read.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]
Person = Annotated[str, typer.Option("--by", help="Who is doing this; kept with the revision.")]
Port = Annotated[int | None, typer.Option("--port", "-p", help="The port; else the first free from 8000.")]


class Format(StrEnum):
    """How a table is written."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


TableFormat = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="How the table is written; else as --out ends, or csv."),
]
Note = Annotated[
    str, typer.Option("--note", help="What readers should know of this load; kept with it and shown.")
]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="A file to write; else standard output.")]
PlaceCodes = Annotated[list[str] | None, typer.Option("--place", help="Only this place's code (repeatable).")]
IndicatorIds = Annotated[list[str] | None, typer.Option("--indicator", help="Only this id (repeatable).")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="As the store stood at this revision, or by this day (UTC)."),
]
