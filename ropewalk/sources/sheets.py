"""Sheets (xls, xlsx, ods) and parquet files as text, with the row that a person would count."""

import io

import fastexcel
import polars as pl

from ropewalk.sources.archives import AGAIN, CELLS, TOO_LARGE, check_archive
from ropewalk.sources.headers import joined_headers, unique_headers
from ropewalk.vocabulary.errors import Fault, SourceError


def read_sheet(
    data: bytes,
    *,
    file: str,
    sheet: str,
    header_row: int = 1,
    header_rows: int = 1,
    first_row: int | None = None,
    last_row: int | None = None,
    ends_before: str | None = None,
) -> pl.DataFrame:
    """A frame of strings, empty cells null, and ``row`` as the sheet counts (1-based).

    ``header_row`` is the last of the ``header_rows`` that hold the names; data run from ``first_row`` (the
    row after it unless given) to ``last_row``, and end before the first row whose first cell begins with
    ``ends_before`` ("": before the first empty row). Wholly empty rows are left out. Raises SourceError for
    a damaged file, one that would fill the memory, or no such sheet.
    """
    if data.startswith(b"PK"):
        check_archive(data, file)
    try:
        book = fastexcel.read_excel(data)
    except fastexcel.FastExcelError as error:
        raise SourceError(Fault("the file cannot be opened as a spreadsheet", AGAIN, file=file)) from error
    if sheet not in book.sheet_names:
        remedy = f"Choose from: {', '.join(book.sheet_names)}"
        raise SourceError(Fault("there is no such sheet", remedy, file, None, sheet))
    try:
        cells = book.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string").to_polars()
    except fastexcel.FastExcelError as error:
        raise SourceError(Fault(f"the sheet {sheet} cannot be read", AGAIN, file=file)) from error
    if cells.height < header_row:
        problem = f"the sheet {sheet} has {cells.height} rows, so no header in row {header_row}"
        raise SourceError(Fault(problem, "Put the right header_row in map.toml", file=file))
    names = unique_headers(joined_headers(cells.slice(header_row - header_rows, header_rows).rows()))
    first = first_row or header_row + 1
    return _below_header(cells, names, first, _last(cells, first, last_row, ends_before))


def _last(cells: pl.DataFrame, first: int, last_row: int | None, ends_before: str | None) -> int:
    """The last row of data, counted from 1."""
    last = min(last_row or cells.height, cells.height)
    if ends_before is None:
        return last
    empty = pl.all_horizontal(pl.all().is_null())
    ends = empty if not ends_before else pl.nth(0).str.strip_chars().str.starts_with(ends_before)
    rows = cells.slice(first - 1, last - first + 1)
    found = rows.select(ends.fill_null(value=False).arg_true().first()).item()
    return last if found is None else first - 1 + int(found)


def _below_header(cells: pl.DataFrame, names: list[str], first_row: int, last_row: int) -> pl.DataFrame:
    data = pl.col("row").is_between(first_row, last_row)
    return (
        cells.rename(dict(zip(cells.columns, names, strict=True)))
        .with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("row"))
        .filter(data & ~pl.all_horizontal(pl.col(names).is_null()))
    )


def read_parquet(data: bytes, *, file: str) -> pl.DataFrame:
    """A frame of strings, missing cells null, and ``row``: 1-based data row (there is no header row).

    Raises SourceError for a file damaged or cut short, or one that declares far more cells than it has bytes.
    """
    try:
        _check_declared(pl.scan_parquet(io.BytesIO(data)), len(data), file)
        frame = pl.read_parquet(io.BytesIO(data))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise SourceError(Fault("the file cannot be read as parquet", AGAIN, file=file)) from error
    text = frame.select(pl.all().cast(pl.String))
    names = unique_headers(text.columns)
    return text.rename(dict(zip(text.columns, names, strict=True))).with_columns(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("row")
    )


def _check_declared(lazy: pl.LazyFrame, size: int, file: str) -> None:
    """A column that says one thing a billion times takes a few bytes; the file's footer counts its rows."""
    cells = lazy.select(pl.len()).collect().item() * len(lazy.collect_schema())
    if cells > CELLS and cells > 100 * size:
        problem = f"the file declares {cells:,} cells in {size:,} bytes"
        raise SourceError(Fault(problem, TOO_LARGE, file=file))
