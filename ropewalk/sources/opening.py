"""Opening a table's file, each format once: frames of text with the row that a person would count."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from ropewalk.sources.layouts.fit import fit
from ropewalk.sources.layouts.read import Layout
from ropewalk.sources.maps import Table
from ropewalk.sources.reshaping import HEADING, check_columns, reshape
from ropewalk.sources.sheets import read_parquet, read_sheet
from ropewalk.sources.text import read_csv
from ropewalk.vocabulary.errors import DefinitionError, Fault


@dataclass(frozen=True)
class Files:
    """A source's bytes by file name; a file or sheet that several tables read is opened once."""

    source: str
    data: Mapping[str, bytes]
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    opened: dict[tuple[object, ...], pl.DataFrame] = field(default_factory=dict)

    def name(self, table: Table) -> str:
        """The table's file as errors name it."""
        return f"{self.source}/{table.file}"

    def fitted(self, table: Table) -> Table:
        """The table with this file's columns, where it has a layout. Raises SourceError when none fits."""
        if not table.layout:
            return table
        return fit(table, self.layouts[table.layout], self._cells(table), self.name(table))

    def open(self, table: Table) -> pl.DataFrame:
        """The table's cells: strings and ``row``. Raises SourceError or DefinitionError."""
        frame = self._cells(table)
        _check_columns(table, frame, self.name(table))
        return frame

    def _cells(self, table: Table) -> pl.DataFrame:
        if table.file not in self.data:
            remedy = "Add it to origin.toml with its sha256 and bytes, or mend the name"
            file = f"{self.source}/map.toml"
            raise DefinitionError(
                Fault("origin.toml does not name this file", remedy, file, None, table.file)
            )
        rows = (table.sheet, table.header_row, table.header_rows, table.first_row, table.last_row)
        key = (table.file, table.format, table.encoding, table.delimiter, *rows)
        if key not in self.opened:
            self.opened[key] = self._read(table)
        return reshape(table, self.opened[key], self.name(table))

    def _read(self, table: Table) -> pl.DataFrame:
        data, file = self.data[table.file], self.name(table)
        if table.format == "parquet":
            return read_parquet(data, file=file)
        if table.format == "excel":
            return read_sheet(
                data,
                file=file,
                sheet=table.sheet,
                header_row=table.header_row,
                header_rows=table.header_rows,
                first_row=table.first_row,
                last_row=table.last_row,
            )
        return read_csv(
            data,
            file=file,
            encoding=table.encoding,
            delimiter=table.delimiter,
            header_row=table.header_row,
            header_rows=table.header_rows,
            first_row=table.first_row,
            last_row=table.last_row,
        )


def _check_columns(table: Table, frame: pl.DataFrame, file: str) -> None:
    found = [name for name in frame.columns if name not in ("row", HEADING)]
    check_columns([*table.expect, *named_columns(table)], found, table.header_row, file)


def named_columns(table: Table) -> list[str]:
    """Every column that the map names for this table."""
    names = [table.place.column if table.place else "", table.period.column if table.period else ""]
    names += [table.state.column if table.state else ""]
    names += [column for left in table.leave_out for column in left.where]
    for series in table.series:
        names += [*series.where, series.value, series.lower, series.upper]
        names += [series.numerator, series.denominator, series.state]
        names += [breakdown.column for breakdown in series.breakdown_columns.values()]
    return [name for name in dict.fromkeys(names) if name]
