"""The command that measures the engine on a made-up national table."""

from pathlib import Path
from typing import Annotated

import typer

from ropewalk.benchmarks.run import Options
from ropewalk.benchmarks.run import bench as measure
from ropewalk.benchmarks.size import Size
from ropewalk.cli.output import Bar, print_json, say


def bench(
    indicators: Annotated[int, typer.Option("--indicators", help="Indicators in the table.")] = 1000,
    places: Annotated[int, typer.Option("--places", help="Places, country and regions among them.")] = 400,
    periods: Annotated[int, typer.Option("--periods", help="Years.")] = 20,
    sexes: Annotated[int, typer.Option("--sexes", help="1: all, 2: with female, 3: with male.")] = 3,
    peers: Annotated[int, typer.Option("--peers", help="Similar places of each place.")] = 15,
    seed: Annotated[int, typer.Option("--seed", help="The same seed makes the same table.")] = 1,
    threads: Annotated[int, typer.Option("--threads", min=1, help="Threads, of scan and engine.")] = 2,
    cluster: Annotated[
        int, typer.Option("--cluster", min=0, help="Dask worker processes instead of threads.")
    ] = 0,
    folder: Annotated[
        Path | None, typer.Option("--dir", help="Where tables are written; else where they are thrown away.")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the tables in --dir for the next time.")] = False,
    floors: Annotated[
        bool, typer.Option("--floors/--no-floors", help="Measure single methods beside bare NumPy too.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print the JSON and nothing beside it.")] = False,
) -> None:
    """Measure the engine on a national table made up from a seed, and print the figures as JSON."""
    size = Size(indicators, places, periods, sexes, peers, seed)
    with Bar(quiet=as_json) as bar:
        found = measure(Options(size, threads, cluster, floors), folder, keep=keep, step=bar.step)
    print_json(found)
    if not as_json:
        say(
            f"{found['rows']:,} observations assessed in {found['engine_seconds']:.1f} seconds: "
            f"{found['ratio']:.1f} times a scan, {found['peak_mb']:,} MB at most."
        )
