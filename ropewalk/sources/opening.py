"""Opening a table's file, each format once: frames of text with the row that a person would count."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from ropewalk.sources.formats.cells import Cells, coordinate
from ropewalk.sources.formats.csvw_tables import read_csvw
from ropewalk.sources.formats.json_stat import read_json_stat
from ropewalk.sources.formats.open_sdg import read_open_sdg
from ropewalk.sources.formats.sdmx import read_sdmx
from ropewalk.sources.layouts.fit import as_laid_out, fit
from ropewalk.sources.layouts.read import Layout
from ropewalk.sources.maps import Table
from ropewalk.sources.reshaping import HEADING, check_columns, reshape
from ropewalk.sources.sheets import read_parquet, read_sheet
from ropewalk.sources.sniff import check_sort
from ropewalk.sources.table_file import TableFile
from ropewalk.sources.text import Dialect, read_text
from ropewalk.vocabulary.errors import DefinitionError, Fault, SourceError


@dataclass(frozen=True)
class Files:
    """A source's bytes by file name; a file or sheet that several tables read is opened once.

    ``whole`` False: the bytes are some rows of a large file under its header, so a series may have none.
    """

    source: str
    data: Mapping[str, bytes]
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    opened: dict[tuple[object, ...], Cells] = field(default_factory=dict)
    whole: bool = True

    def name(self, table: Table) -> str:
        """The table's file as errors name it."""
        return f"{self.source}/{table.file}"

    def fitted(self, table: Table) -> Table:
        """The table with this file's columns, where it has a layout. Raises SourceError when none fits."""
        if not table.layout:
            return table
        layout = self.layouts[table.layout]
        table = as_laid_out(table, layout)
        return fit(table, layout, self._shaped(table), self.name(table))

    def open(self, table: Table) -> pl.DataFrame:
        """The table's cells: strings and ``row``. Raises SourceError or DefinitionError."""
        frame = self._shaped(table)
        _check_columns(table, frame, self.name(table))
        return frame

    def cells(self, table: Table) -> pl.DataFrame:
        """The table's cells as the file has them, before any layout. Raises as ``open`` does."""
        return self._cells(table).frame

    def _shaped(self, table: Table) -> pl.DataFrame:
        cells = self._cells(table).frame
        _check_count(table, cells, self.name(table))
        return reshape(table, cells, self.name(table))

    def located(self, table: Table, faults: list[Fault]) -> list[Fault]:
        """Faults of a file without rows, each with the coordinates where a person finds it."""
        cells = self._cells(table)
        if not cells.coordinates:
            return faults
        return [_located(fault, cells) for fault in faults]

    def _cells(self, table: Table) -> Cells:
        if table.file not in self.data:
            raise DefinitionError(self._unnamed(table.file))
        key = tuple(getattr(table, name) for name in TableFile.__struct_fields__)
        if key not in self.opened:
            self.opened[key] = self._read(table)
        return self.opened[key]

    def _unnamed(self, file: str) -> Fault:
        remedy = "Add it to origin.toml with its sha256 and bytes, or mend the name"
        return Fault("origin.toml does not name this file", remedy, f"{self.source}/map.toml", None, file)

    def _read(self, table: Table) -> Cells:
        data, file = self.data[table.file], self.name(table)
        check_sort(data, table.format, file)
        if table.format in ("sdmx", "json-stat", "csvw", "open-sdg"):
            return self._read_described(table, data, file)
        if table.format == "parquet":
            return Cells(read_parquet(data, file=file))
        if table.format == "excel":
            return Cells(_read_sheet(table, data, file))
        return Cells(read_text(data, file=file, encoding=table.encoding, dialect=dialect_of(table)))

    def _read_described(self, table: Table, data: bytes, file: str) -> Cells:
        """Formats that describe themselves, or that another file of the source describes."""
        if table.format == "sdmx":
            return read_sdmx(data, file=file, encoding=table.encoding, dialect=dialect_of(table))
        if table.format == "json-stat":
            return read_json_stat(data, file=file, dataset=table.sheet)
        if table.metadata and table.metadata not in self.data:
            raise DefinitionError(self._unnamed(table.metadata))
        beside = {name: each for name, each in self.data.items() if name != table.file}
        if table.format == "csvw":
            return read_csvw(data, file=file, beside=beside, metadata=table.metadata)
        return read_open_sdg(
            data,
            file=file,
            beside=beside,
            metadata=table.metadata,
            encoding=table.encoding,
            dialect=dialect_of(table),
        )


def dialect_of(table: TableFile) -> Dialect:
    """How the table's file parts its cells and where its rows lie."""
    return Dialect(
        delimiter="\t" if table.format == "tsv" else table.delimiter,
        quote=table.quote,
        header_row=table.header_row,
        header_rows=table.header_rows,
        first_row=table.first_row,
        last_row=table.last_row,
        ends_before=table.ends_before,
    )


def _read_sheet(table: Table, data: bytes, file: str) -> pl.DataFrame:
    return read_sheet(
        data,
        file=file,
        sheet=table.sheet,
        header_row=table.header_row,
        header_rows=table.header_rows,
        first_row=table.first_row,
        last_row=table.last_row,
        ends_before=table.ends_before,
    )


def _located(fault: Fault, cells: Cells) -> Fault:
    if fault.row is None:
        return fault
    row = cells.frame.row(fault.row - 1, named=True)
    return replace(fault, problem=f"{fault.problem}, at {coordinate(row, cells.coordinates)}")


def _check_count(table: Table, frame: pl.DataFrame, file: str) -> None:
    """Services that hand out long tables in pages say in each row how many rows there are in all."""
    if not table.record_count:
        return
    check_columns([table.record_count], frame.columns, table.header_row, file)
    said = frame[table.record_count].drop_nulls().unique().to_list()
    if said == [str(frame.height)]:
        return
    remedy = "Fetch the rest: the service gave one page of several. Put all pages in one file"
    problem = f"the file has {frame.height} rows and says that there are {' or '.join(sorted(said))}"
    raise SourceError(Fault(problem, remedy, file=file))


def _check_columns(table: Table, frame: pl.DataFrame, file: str) -> None:
    found = [name for name in frame.columns if name not in ("row", HEADING)]
    check_columns([*table.expect, *named_columns(table)], found, table.header_row, file)


def named_columns(table: Table) -> list[str]:
    """Every column that the map names for this table."""
    names = [table.place.column if table.place else "", table.period.column if table.period else ""]
    names += [table.period.second if table.period else ""]
    names += [table.state.column if table.state else "", table.record_count]
    names += [column for left in table.leave_out for column in left.where]
    names += [*table.same, *table.must_be]
    for series in table.series:
        names += [*series.where, series.value, series.lower, series.upper]
        names += [series.numerator, series.denominator, series.state]
        names += [breakdown.column for breakdown in series.breakdown_columns.values()]
        names.append(series.breakdown_text)
    return [name for name in dict.fromkeys(names) if name]
