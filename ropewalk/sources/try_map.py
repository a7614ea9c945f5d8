"""Try a column map out: ``python -m ropewalk.sources.try_map CITY/sources/ID [--place CODE]``."""

import argparse
import sys
import time
from functools import cache
from pathlib import Path

import polars as pl

from ropewalk.observations.batch import Batch
from ropewalk.sources.coded import indicators_of
from ropewalk.sources.documents import read_document
from ropewalk.sources.load import REGISTER, read_source
from ropewalk.sources.maps import read_map
from ropewalk.sources.register import Register, read_register
from ropewalk.vocabulary.city import City
from ropewalk.vocabulary.errors import RopewalkError


def main(arguments: list[str] | None = None) -> int:
    """Print what a source's map makes of its files, or every fault; the exit status says which."""
    parser = argparse.ArgumentParser(description="Read one source's folder and show what came of it.")
    parser.add_argument("folder", type=Path, help="a folder with origin.toml, map.toml and files")
    parser.add_argument("--place", help="code of the place whose latest values to show (the city's own)")
    asked = parser.parse_args(arguments)
    folder = asked.folder.resolve()
    try:
        began = time.perf_counter()
        batch = _read(folder, read_register(folder.parent / "places"))
        _show(batch, asked.place or _own_place(folder.parent.parent), time.perf_counter() - began)
    except RopewalkError as error:
        _print(str(error))
        return 1
    return 0


def _own_place(city: Path) -> str:
    return read_document(city / "ropewalk.toml", City, "ropewalk.toml").place


def _read(folder: Path, register: Register) -> Batch:
    # Indicators may still be unwritten while a map is being tried: the map's own ids are all known.
    tables = () if folder.name == REGISTER else read_map(folder).table
    known = {name for table in tables for name in indicators_of(table, folder.name)}

    @cache
    def beside(source: str) -> pl.DataFrame:
        return _read(folder.parent / source, register).frame()

    return read_source(folder, register, known_indicators=known, beside=beside)


def _show(batch: Batch, place: str, seconds: float) -> None:
    rows = batch.frame()
    by = pl.col("breakdown").n_unique().alias("breakdowns")
    span = (pl.col("period").min().alias("first"), pl.col("period").max().alias("last"))
    counts = (pl.len().alias("rows"), pl.col("place").n_unique().alias("places"))
    own = rows.filter(pl.col("place") == place).sort("period").group_by("indicator", "breakdown").last()
    columns = [
        "indicator",
        "breakdown",
        "period",
        "value",
        "lower",
        "upper",
        "numerator",
        "denominator",
        "state",
        "row",
    ]
    with pl.Config(
        tbl_rows=400, tbl_cols=20, tbl_width_chars=200, fmt_str_lengths=60, tbl_hide_dataframe_shape=True
    ):
        _print(f"{rows.height} observations in {seconds:.2f} s")
        _print(rows.group_by("indicator").agg(*counts, by, *span).sort("indicator"))
        _print(rows.group_by("indicator", "state").len().sort("indicator", "state"))
        _print(f"refused: {batch.refused.height} rows")
        _print(
            batch.refused.group_by("reason", "place")
            .agg(pl.len(), pl.col("row").first())
            .sort("reason", "place")
            .head(60)
        )
        _print(f"old codes: {batch.renames}")
        _print(f"latest of {place}")
        _print(own.select(columns).sort("indicator", "breakdown"))


def _print(what: object) -> None:
    sys.stdout.write(f"{what}\n")


if __name__ == "__main__":
    raise SystemExit(main())
