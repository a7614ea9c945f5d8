"""One table of a column map, from text to observations."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import polars as pl

from ropewalk.sources import denominators
from ropewalk.sources.coded import coded
from ropewalk.sources.maps import PlaceColumn, Table
from ropewalk.sources.numbers import read_numbers
from ropewalk.sources.opening import Files
from ropewalk.sources.register import Register
from ropewalk.sources.selecting import select_rows
from ropewalk.sources.understanding import read_periods, read_place_codes, refused_rows
from ropewalk.vocabulary.errors import SourceError
from ropewalk.vocabulary.tables import OBSERVATIONS


@dataclass(frozen=True)
class TableRead:
    """Observations (exchange columns, file, row, contradictions), refused rows, and old codes met.

    ``series``: the places in the map of the series that have rows; ``part``: for each row the place of its
    series among them in the order of ``rows``.
    """

    rows: pl.DataFrame
    refused: pl.DataFrame
    old_codes: frozenset[str]
    series: frozenset[int] = frozenset()
    part: pl.Series = field(default_factory=lambda: pl.Series("part", [], pl.Int32))


def read_table(
    table: Table, files: Files, register: Register, beside: Callable[[str], pl.DataFrame]
) -> TableRead:
    """Read one table. Raises SourceError with the faults of every column, or DefinitionError."""
    if table.code:
        return _read_coded(table, files, register)
    file, table = files.name(table), files.fitted(table)
    selected = select_rows(table, files.open(table), file, whole=files.whole)
    periods = read_periods(table, selected, file)
    placed = read_place_codes(
        table.place or PlaceColumn(), table.unknown_places, periods.rows, register, file
    )
    numbered, number_faults = read_numbers(table, placed.rows, file)
    if faults := [*periods.faults, *placed.faults, *number_faults]:
        raise SourceError(*files.located(table, faults))
    rows, lost = denominators.divide(table, numbered, beside)
    refused = pl.concat([placed.refused, refused_rows(lost, denominators.REASON)])
    found = _result(table, rows.with_columns(pl.lit(table.file).alias("file")), refused, register)
    parts = dict(zip(denominators.in_order(table), range(len(table.series)), strict=True))
    part = rows["series"].replace_strict(parts, return_dtype=pl.Int32).alias("part")
    return replace(found, series=frozenset(selected["series"].unique()), part=part)


def _read_coded(table: Table, files: Files, register: Register) -> TableRead:
    """Readers in code give codes as their files have them; which places those are is decided here."""
    read = coded(table, files.source).read(files, table)
    rows = read.rename({"place": "place_text"}).with_columns(
        pl.col("value").cast(pl.String).alias("value_text")
    )
    file = files.name(table)
    placed = read_place_codes(PlaceColumn(), table.unknown_places, rows, register, file)
    if placed.faults:
        raise SourceError(*placed.faults)
    return _result(table, placed.rows, placed.refused, register)


def _result(table: Table, rows: pl.DataFrame, refused: pl.DataFrame, register: Register) -> TableRead:
    met = set(rows["place_text"].unique()) & set(register.renames)
    return TableRead(
        rows=rows.select(*OBSERVATIONS, "file", "row", pl.lit(table.contradictions).alias("contradictions")),
        refused=refused.with_columns(pl.lit(table.file).alias("file")),
        old_codes=frozenset(met),
    )
