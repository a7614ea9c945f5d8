"""What a CSVW metadata file says of one CSV file, read by the csvw library and kept small.

The library would fetch a schema that is given as an address, and only warns of what it cannot read; here an
address is refused and a warning is an error.
"""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from ropewalk.sources.formats.json_text import read_json
from ropewalk.sources.headers import unique_headers
from ropewalk.sources.text import Dialect
from ropewalk.vocabulary.errors import Fault, SourceError

WHOLE = ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")
NUMBERS = ("decimal", "number", "double", "float", *WHOLE, "unsignedInt", "unsignedLong", "unsignedShort")
DATES = ("date", "datetime", "dateTime")
MEND = "Mend the metadata, or fetch it again"


@dataclass(frozen=True)
class DescribedColumn:
    """One column: its name, the titles it may have, its null markers, and how its cells are written.

    ``decimal``: the mark before decimals, where cells are numbers; ``read_date``: the datatype, where dates.
    """

    name: str
    titles: tuple[str, ...]
    nulls: tuple[str, ...]
    required: bool
    base: str
    decimal: str = ""
    group: str = ""
    read_date: Any = None

    def read_dates(self, cells: pl.Series) -> pl.Series:
        """Cells as ISO dates, each distinct one read once; what is no date is null."""
        known = {cell: self._date(cell) for cell in cells.unique().drop_nulls()}
        return cells.replace_strict(known, default=None, return_dtype=pl.String)

    def _date(self, cell: str) -> str | None:
        try:
            read = self.read_date.read(cell)
            return str(read.date().isoformat() if self.base == "date" else read.isoformat())
        except (ValueError, TypeError, AttributeError):
            return None


@dataclass(frozen=True)
class Described:
    """The file's dialect and its columns. ``header``: whether the file names its columns itself."""

    dialect: Dialect
    encoding: str
    header: bool
    skip_columns: int
    columns: tuple[DescribedColumn, ...]

    def own_header(self) -> str:
        """A header line, for a file that has none."""
        return self.dialect.delimiter.join(column.name for column in self.columns) + "\n"


def read_metadata(file: str, beside: Mapping[str, bytes], metadata: str) -> Described:
    """The metadata of ``file`` among the files ``beside`` it. Raises SourceError."""
    folder, _, name = file.rpartition("/")
    stem = name.removesuffix(".gz")
    usual = (
        metadata,
        f"{stem}-metadata.json",
        f"{stem.removesuffix('.csv')}-metadata.json",
        "csv-metadata.json",
    )
    described = next((each for each in usual if each and each in beside), None)
    if described is None:
        remedy = (
            f"Put {stem}-metadata.json beside it and in origin.toml, or name it as `metadata` in map.toml"
        )
        raise SourceError(Fault("there is no CSVW metadata for this file", remedy, file=file))
    where = f"{folder}/{described}"
    found = _of_table(read_json(beside[described], where), stem, where)
    if isinstance(found.get("tableSchema"), str):
        problem = "the schema is an address, which is not followed"
        raise SourceError(
            Fault(problem, "Put the schema itself in its place", where, None, found["tableSchema"])
        )
    return _described(found, where)


def _of_table(found: dict[str, Any], stem: str, file: str) -> dict[str, Any]:
    """The description of one table; what the group says of all is its own unless it says otherwise."""
    if "tables" not in found:
        return found
    tables = {str(table.get("url", "")).rpartition("/")[2]: table for table in found["tables"]}
    if stem not in tables:
        problem, remedy = "the CSVW metadata has no such table", f"Its tables are: {', '.join(tables)}"
        raise SourceError(Fault(problem, remedy, file, None, stem))
    inherited = ("dialect", "null", "lang", "datatype", "default", "separator", "required", "tableSchema")
    return {**{key: found[key] for key in inherited if key in found}, **tables[stem]}


def _described(found: dict[str, Any], file: str) -> Described:
    from csvw.metadata import Table  # Loaded only for CSVW: it takes half a second.

    inherited = {key: found.pop(key) for key in ("null", "datatype", "required") if key in found}
    found.pop("@context", None)
    schema = found.get("tableSchema")
    if isinstance(schema, dict):
        found["tableSchema"] = {**inherited, **schema}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            table = Table.fromvalue(found)
            columns = [c for c in table.tableSchema.columns if not c.virtual]
            kept = [_column(column, number) for number, column in enumerate(columns, start=1)]
    except (ValueError, TypeError, KeyError, AttributeError, AssertionError, Warning) as error:
        raise SourceError(Fault(f"the CSVW metadata cannot be read: {error}", MEND, file=file)) from error
    dialect = table.dialect
    if dialect is None:
        return Described(Dialect(), "utf-8", header=True, skip_columns=0, columns=tuple(kept))
    header = dialect.header and dialect.headerRowCount > 0
    above = dialect.skipRows + max(dialect.headerRowCount, 1)
    return Described(
        Dialect(dialect.delimiter, dialect.quoteChar or "", header_row=above),
        dialect.encoding,
        header=header,
        skip_columns=dialect.skipColumns,
        columns=tuple(kept),
    )


def _column(column: Any, number: int) -> DescribedColumn:
    if column.inherit("separator"):
        raise ValueError(f"the column {column} holds lists, which are not read")
    datatype = column.inherit("datatype")
    base = datatype.base if datatype else "string"
    own = datatype.derived_description if datatype and base in NUMBERS else {}
    titles = [
        *([column.name] if column.name else []),
        *(t for each in (column.titles or {}).values() for t in each),
    ]
    return DescribedColumn(
        name=column.name or (titles[0] if titles else f"_col.{number}"),
        titles=tuple(unique_headers([title])[0] for title in titles),
        nulls=tuple(column.inherit_null()),
        required=bool(column.inherit("required")),
        base=base,
        decimal=(own.get("decimalChar") or ".") if base in NUMBERS else "",
        group=(own.get("groupChar") or "") if base in NUMBERS else "",
        read_date=datatype if base in DATES else None,
    )
