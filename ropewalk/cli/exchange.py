"""Commands that give the two exchange tables, and that assess somebody else's."""

from datetime import date
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from ropewalk.cli.options import AsOf, IndicatorIds, Out, PlaceCodes, TableFormat, Workspace
from ropewalk.cli.output import say, write_table
from ropewalk.observations.moments import AsOf as Moment
from ropewalk.observations.moments import read_as_of
from ropewalk.vocabulary.tables import FINDINGS, OBSERVATIONS
from ropewalk.workspace.folder import open_folder
from ropewalk.workspace.read import read_findings, read_observations


def assess(
    observations: Annotated[Path, typer.Option("--observations", help="A CSV or Parquet file.")],
    indicators: Annotated[Path, typer.Option("--indicators", help="A TOML file of [[indicator]] tables.")],
    out: Annotated[Path, typer.Option("--out", help="A .csv, .json or .parquet file to write.")],
) -> None:
    """Findings for any table with the documented columns; no workspace needed. See docs/tables.md."""
    from ropewalk.findings.standalone import assess_files  # late: it loads the compiled engine

    count = assess_files(observations, indicators, out, today=date.today())  # noqa: DTZ011 - the reader's day
    say(f"Wrote {count:,} findings to {out}.")


def findings(
    workspace: Workspace = Path(),
    place: PlaceCodes = None,
    indicator: IndicatorIds = None,
    as_of: AsOf = None,
    form: TableFormat = None,
    out: Out = None,
) -> None:
    """The findings table, with exactly the columns of docs/tables.md."""
    table = read_findings(open_folder(workspace), places=place, indicators=indicator, as_of=wanted(as_of))
    write_table(_exactly(table, FINDINGS), form, out)


def observations(
    workspace: Workspace = Path(),
    place: PlaceCodes = None,
    indicator: IndicatorIds = None,
    as_of: AsOf = None,
    undisclosed: Annotated[
        bool,
        typer.Option(
            "--undisclosed", help="Hidden numbers too, unrounded: for officers' eyes, never to be published."
        ),
    ] = False,
    form: TableFormat = None,
    out: Out = None,
) -> None:
    """The observations table, with exactly the columns of docs/tables.md; hidden numbers stay hidden."""
    table = read_observations(
        open_folder(workspace),
        places=place,
        indicators=indicator,
        as_of=wanted(as_of),
        undisclosed=undisclosed,
    )
    write_table(_exactly(table, OBSERVATIONS), form, out)


def wanted(as_of: str | None) -> Moment | None:
    """The revision, day or moment that a person wrote."""
    return None if as_of is None else read_as_of(as_of)


def _exactly(table: pl.DataFrame, columns: dict[str, type]) -> pl.DataFrame:
    return table.select(list(columns))
