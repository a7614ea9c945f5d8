"""CSVW: a CSV file read as the JSON beside it says: dialect, names, null markers, numbers and dates.

The csvw library reads the metadata; the cells are read by whole columns, each distinct date once.
"""

from collections.abc import Mapping

import polars as pl

from ropewalk.sources.faults import faults_of
from ropewalk.sources.formats.cells import Cells
from ropewalk.sources.formats.csvw_metadata import Described, DescribedColumn, read_metadata
from ropewalk.sources.text import read_text
from ropewalk.vocabulary.errors import Fault, SourceError


def read_csvw(data: bytes, *, file: str, beside: Mapping[str, bytes], metadata: str = "") -> Cells:
    """Columns under the metadata's names; null markers are missing cells, numbers and dates plainly spelt.

    ``metadata`` names the JSON among the source's files; else it is found by its usual names. Raises
    SourceError when it is missing or wrong, or when names or cells are not as it says.
    """
    described = read_metadata(file, beside, metadata)
    text = data if described.header else described.own_header().encode(described.encoding) + data
    frame = read_text(text, file=file, encoding=described.encoding, dialect=described.dialect)
    if not described.header:
        frame = frame.with_columns(pl.col("row") - 1)
    named = _named(frame, described, file)
    faults = [fault for column in described.columns for fault in _faults(named, column, file)]
    if faults:
        raise SourceError(*faults)
    return Cells(named.with_columns(_plain(column) for column in described.columns))


def _named(frame: pl.DataFrame, described: Described, file: str) -> pl.DataFrame:
    """The metadata's names in place of the file's titles, which must be those that it gives."""
    titles = [name for name in frame.columns if name != "row"][described.skip_columns :]
    if len(titles) != len(described.columns):
        problem = f"the file has {len(titles)} columns and its metadata {len(described.columns)}"
        raise SourceError(Fault(problem, "Fetch both again: they are of different editions", file=file))
    faults = [
        Fault(
            "this title is not the metadata's",
            f"It should be {' or '.join(column.titles)}",
            file,
            1,
            title,
        )
        for title, column in zip(titles, described.columns, strict=True)
        if described.header and title not in column.titles
    ]
    if faults:
        raise SourceError(*faults)
    names = {title: column.name for title, column in zip(titles, described.columns, strict=True)}
    return frame.select(*titles, "row").rename(names)


def _faults(frame: pl.DataFrame, column: DescribedColumn, file: str) -> list[Fault]:
    """Cells that are not of the column's datatype, and empty ones where there must be something."""
    cells = frame.select("row", pl.col(column.name).alias("cell"), _plain(column).alias("plain"))
    wrong = cells.filter(pl.col("plain").is_null() & ~_absent(pl.col("cell"), column))
    problem = f"the cell of {column.name} is not a {column.base}, as the metadata says"
    remedy = "Mend the cell, or the column's datatype or null markers in the metadata"
    found = faults_of(wrong, file, lambda _: (problem, remedy), value="cell")
    if column.required:
        empty = cells.filter(_absent(pl.col("cell"), column))
        needed = f"the cell of {column.name} is empty, and the metadata says that it never is"
        found += faults_of(empty, file, lambda _: (needed, remedy), value="cell")
    return found


def _absent(cell: pl.Expr, column: DescribedColumn) -> pl.Expr:
    return cell.is_null() | cell.is_in(list(column.nulls))


def _plain(column: DescribedColumn) -> pl.Expr:
    """The cell as any other reader would write it: 1234.5 and 2020-04-03; null where there is none."""
    cell = pl.col(column.name)
    text: pl.Expr = pl.when(~_absent(cell, column)).then(cell)
    if column.decimal:
        text = _number(text.str.strip_chars(), column)
    elif column.read_date is not None:
        text = text.map_batches(column.read_dates, return_dtype=pl.String)
    return text.alias(column.name)


def _number(text: pl.Expr, column: DescribedColumn) -> pl.Expr:
    bare = text.str.replace_all(column.group, "", literal=True) if column.group else text
    number = bare.str.replace(column.decimal, ".", literal=True)
    return pl.when(number.cast(pl.Float64, strict=False).is_not_null()).then(number)
