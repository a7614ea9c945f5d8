"""Rows and megabytes a second of each format, beside the plainest read of the same bytes. From the root:

    .venv/bin/python -m bench.readers [--rows 1000000] [--sheet-rows 100000] [--format "sdmx json"]

Ours goes from bytes to checked observations: cells, places, periods, numbers, states. The plain read is a
library's own with nothing checked and nothing understood: Polars for text and Parquet, calamine for sheets,
msgspec for JSON, an empty pass of expat for XML. CPU seconds of a process of its own each, best of three;
peak memory of that process. The files are made up and held in memory.
"""

import argparse
import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from xml.parsers import expat

import fastexcel
import msgspec
import polars as pl

from bench.reader_files import HEADER, WRITERS, areas, observations
from ropewalk.sources.maps import BreakdownColumn, PeriodColumn, PlaceColumn, Series, StateColumn, Table
from ropewalk.sources.opening import Files
from ropewalk.sources.register import Register
from ropewalk.sources.table import read_table
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.words import State

FIELDS = {
    "tsv, utf-16": {"format": "tsv"},
    "csvw": {"format": "csvw"},
    "open-sdg": {"format": "open-sdg"},
    "parquet": {"format": "parquet"},
    "xlsx": {"format": "excel", "sheet": "One"},
    "ods": {"format": "excel", "sheet": "One"},
    "json-stat": {"format": "json-stat"},
}
SHEETS = ("xlsx", "ods")
TIMES = 3


def main() -> None:
    """Print the table, a format a line."""
    parser = argparse.ArgumentParser(description="How fast each format is read.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--sheet-rows", type=int, default=100_000)
    parser.add_argument("--format", choices=WRITERS)
    parser.add_argument("--one", choices=WRITERS, help=argparse.SUPPRESS)
    parser.add_argument("--plain", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(_measure(asked.one, asked.rows, plain=asked.plain)))
        return
    print(f"{'format':17}{'rows':>10}{'MB':>7}{'ours s':>9}{'rows/s':>11}{'MB/s':>7}{'peak MB':>9}", end="")
    print(f"{'plain s':>10}{'MB/s':>7}{'times':>7}")
    for form in [asked.format] if asked.format else WRITERS:
        rows = asked.sheet_rows if form in SHEETS else asked.rows
        ours, plain = (_apart(form, rows, plain=plain) for plain in (False, True))
        size, seconds, bare = ours["bytes"] / 1e6, ours["seconds"], plain["seconds"]
        line = f"{form:17}{ours['rows']:>10,.0f}{size:>7.1f}{seconds:>9.2f}{ours['rows'] / seconds:>11,.0f}"
        line += f"{size / seconds:>7.0f}{ours['peak']:>9.0f}{bare:>10.3f}"
        line += f"{size / bare:>7.0f}{seconds / bare:>7.1f}"
        print(line, flush=True)


def _apart(form: str, rows: int, *, plain: bool) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.readers", "--one", form, "--rows", str(rows)]
    command += ["--plain"] if plain else []
    done = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603 - its own module
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _measure(form: str, rows: int, *, plain: bool) -> dict[str, float]:
    data = WRITERS[form](observations(rows))
    read = _plain(form, data) if plain else _ours(form, data, rows)
    best, height = float("inf"), 0
    for _ in range(TIMES):
        began = time.process_time()
        height = read()
        best = min(best, time.process_time() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"rows": height, "bytes": len(data), "seconds": best, "peak": peak}


def _ours(form: str, data: bytes, rows: int) -> Callable[[], int]:
    register = Register(
        places={code: Place(code=code, name=code, kind="authority") for code in areas(rows)},
        renames={},
        lookups={},
    )
    names = {name: name for name in HEADER}
    if form == "json-stat":
        names |= {"OBS_VALUE": "value", "OBS_STATUS": "status"}
    if form == "open-sdg":
        names |= {"OBS_VALUE": "Value", "TIME_PERIOD": "Year"}
    table = Table(
        file="a",
        **{**({"format": "sdmx"} if form.startswith("sdmx") else {}), **FIELDS.get(form, {})},
        place=PlaceColumn(column="REF_AREA"),
        period=PeriodColumn(column=names["TIME_PERIOD"], notation="calendar-year"),
        state=StateColumn(column=names["OBS_STATUS"], words={"A": State.MEASURED}),
        series=(
            Series(
                indicator="jobs",
                value=names["OBS_VALUE"],
                breakdown_columns={"sex": BreakdownColumn(column="SEX", words={"F": "female", "M": "male"})},
            ),
        ),
    )
    files = {"a": data, "a-metadata.json": json.dumps(_metadata()).encode()}

    def read() -> int:
        return read_table(table, Files("bench", files), register, lambda _: pl.DataFrame()).rows.height

    return read


def _metadata() -> dict[str, object]:
    number = {"datatype": "decimal"}
    columns = [{"name": name, **(number if name == "OBS_VALUE" else {})} for name in HEADER]
    return {"url": "a", "dialect": {"delimiter": ";"}, "tableSchema": {"columns": columns}}


def _plain(form: str, data: bytes) -> Callable[[], int]:
    if form in SHEETS:
        return lambda: fastexcel.read_excel(data).load_sheet("One").to_polars().height
    if form == "parquet":
        return lambda: pl.read_parquet(io.BytesIO(data)).height
    if "json" in form:
        return lambda: len(msgspec.json.decode(data))
    if "ml" in form:
        return lambda: expat.ParserCreate().Parse(data, True)
    separator = {"tsv, utf-16": "\t", "csvw": ";"}.get(form, ",")
    if form == "tsv, utf-16":
        return lambda: pl.read_csv(io.BytesIO(data.decode("utf-16").encode()), separator=separator).height
    return lambda: pl.read_csv(io.BytesIO(data), separator=separator).height


if __name__ == "__main__":
    main()
