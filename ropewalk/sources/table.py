"""One table of a column map, from text to observations."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from ropewalk.sources import denominators
from ropewalk.sources.maps import Table
from ropewalk.sources.numbers import read_numbers
from ropewalk.sources.opening import Files
from ropewalk.sources.register import Register
from ropewalk.sources.selecting import select_rows
from ropewalk.sources.understanding import read_periods, read_place_codes, refused_rows
from ropewalk.vocabulary.errors import SourceError
from ropewalk.vocabulary.tables import OBSERVATIONS


@dataclass(frozen=True)
class TableRead:
    """Observations (exchange columns, file, row, contradictions), refused rows, and old codes met."""

    rows: pl.DataFrame
    refused: pl.DataFrame
    old_codes: frozenset[str]


def read_table(
    table: Table, files: Files, register: Register, beside: Callable[[str], pl.DataFrame]
) -> TableRead:
    """Read one table. Raises SourceError with the faults of every column, or DefinitionError."""
    file = files.name(table)
    selected = select_rows(table, files.open(table), file)
    periods = read_periods(table, selected, file)
    placed = read_place_codes(table, periods.rows, register, file)
    numbered, number_faults = read_numbers(table, placed.rows, file)
    if faults := [*periods.faults, *placed.faults, *number_faults]:
        raise SourceError(*faults)
    rows, lost = denominators.divide(table, numbered, beside)
    refused = pl.concat([placed.refused, refused_rows(lost, denominators.REASON)])
    named = pl.lit(table.file).alias("file")
    met = set(rows["place_text"].unique()) if table.place and table.place.scheme == "gss" else set()
    return TableRead(
        rows=rows.select(*OBSERVATIONS, named, "row", pl.lit(table.contradictions).alias("contradictions")),
        refused=refused.with_columns(named),
        old_codes=frozenset(met & set(register.renames)),
    )
