"""Sheets (xls, xlsx, ods) and parquet files as text, with the row that a person would count."""

import io

import fastexcel
import polars as pl

from ropewalk.sources.headers import joined_headers, unique_headers
from ropewalk.vocabulary.errors import Fault, SourceError

AGAIN = "Fetch the file again: it is damaged, or not of the format that map.toml says"


def read_sheet(
    data: bytes,
    *,
    file: str,
    sheet: str,
    header_row: int = 1,
    header_rows: int = 1,
    first_row: int | None = None,
    last_row: int | None = None,
) -> pl.DataFrame:
    """A frame of strings, empty cells null, and ``row`` as the sheet counts (1-based).

    ``header_row`` is the last of the ``header_rows`` that hold the names; data run from ``first_row`` (the
    row after it unless given) to ``last_row``; wholly empty rows are left out. Raises SourceError for a
    damaged file or no such sheet.
    """
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
    return _below_header(cells, names, first_row or header_row + 1, last_row)


def _below_header(
    cells: pl.DataFrame, names: list[str], first_row: int, last_row: int | None
) -> pl.DataFrame:
    data = pl.col("row").is_between(first_row, last_row or cells.height)
    return (
        cells.rename(dict(zip(cells.columns, names, strict=True)))
        .with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("row"))
        .filter(data & ~pl.all_horizontal(pl.col(names).is_null()))
    )


def read_parquet(data: bytes, *, file: str) -> pl.DataFrame:
    """A frame of strings, missing cells null, and ``row``: 1-based data row (there is no header row).

    Raises SourceError when the file is damaged or cut short.
    """
    try:
        frame = pl.read_parquet(io.BytesIO(data))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise SourceError(Fault("the file cannot be read as parquet", AGAIN, file=file)) from error
    text = frame.select(pl.all().cast(pl.String))
    names = unique_headers(text.columns)
    return text.rename(dict(zip(text.columns, names, strict=True))).with_columns(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("row")
    )
