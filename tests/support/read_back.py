"""Files that were given out, read back by other people's readers into the table that they were made from."""

import gzip
import json
import re
import warnings
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import polars as pl
from pyjstat import pyjstat

from ropewalk.findings.exchange.columns import POLARS, Column, Type
from ropewalk.findings.exchange.datasets import Dataset
from ropewalk.findings.exchange.tables import schema_of
from ropewalk.publish.opendata.formats.csv_file import unguarded

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
NOTHING = {"[c]", "[x]", "[z]", "[n]"}


def from_csv(path: Path, dataset: Dataset) -> pl.DataFrame:
    """A CSV file, compressed or not."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = [column.name for column in dataset.columns if column.type is Type.TEXT]
    moments = [column.name for column in dataset.columns if column.type is Type.MOMENT]
    schema = {**schema_of(dataset), **dict.fromkeys(moments, pl.String())}
    rows = pl.read_csv(content, schema=schema).with_columns(pl.col(text).fill_null(""))
    return rows.with_columns(
        *(unguarded(pl.col(name)).alias(name) for name in text),
        *(pl.col(name).str.to_datetime("%Y-%m-%dT%H:%M:%S%.fZ", time_zone="UTC") for name in moments),
    )


def from_parquet(path: Path, _: Dataset) -> pl.DataFrame:
    """A Parquet file."""
    return pl.read_parquet(path)


def from_xlsx(path: Path, dataset: Dataset) -> pl.DataFrame:
    """The table of a workbook, its cells as openpyxl reads them."""
    cells = [list(row) for row in openpyxl.load_workbook(path)["Table"].iter_rows(values_only=True)]
    return _typed([[_as_excel(cell) for cell in row] for row in cells[3:]], dataset)


def _as_excel(cell: object) -> object:
    """Excel writes a character as _xHHHH_, and what looks like one with _x005F_; openpyxl leaves both."""
    if not isinstance(cell, str):
        return cell
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), cell)


def from_ods(path: Path, dataset: Dataset) -> pl.DataFrame:
    """The table of a workbook, as the standard says that its cells are read (ODF 1.3 part 3, section 6.1)."""
    tree = ElementTree.fromstring(parts_of(path)["content.xml"])  # noqa: S314 - our own file
    table = next(one for one in tree.iter(f"{TABLE}table") if one.get(f"{TABLE}name") == "Table")
    rows = [
        [_ods_cell(cell) for cell in row.iter(f"{TABLE}table-cell")]
        for row in table.iter(f"{TABLE}table-row")
    ]
    return _typed(rows[3:], dataset)


def _ods_cell(cell: ElementTree.Element) -> str:
    if cell.get(f"{OFFICE}value-type") == "float":
        return str(cell.get(f"{OFFICE}value"))
    return "\n".join(_paragraph(one) for one in cell.iter(f"{TEXT}p"))


def _paragraph(one: ElementTree.Element) -> str:
    """Spaces of the text itself fold into one, and go at both ends; those that are elements stay."""
    kept = {f"{TEXT}s": "\ue000", f"{TEXT}tab": "\ue001"}
    text = (one.text or "") + "".join(kept[part.tag] + (part.tail or "") for part in one)
    folded = re.sub("[ \t\r\n]+", " ", text).strip(" ")
    return folded.replace("\ue000", " ").replace("\ue001", "\t")


def _typed(cells: list[list[object]], dataset: Dataset) -> pl.DataFrame:
    columns = {
        column.name: [_value(cell, column.type) for cell in each]
        for column, each in zip(dataset.columns, zip(*cells, strict=True), strict=True)
    }
    plain = pl.DataFrame(columns, schema=_plain(dataset))
    return plain.select(_as(column) for column in dataset.columns)


def _as(column: Column) -> pl.Expr:
    own = pl.col(column.name)
    if column.type is Type.YES_NO:
        return own == "true"
    if column.type is Type.MOMENT:
        return own.str.to_datetime("%Y-%m-%dT%H:%M:%S%.fZ", time_zone="UTC")
    return own.str.to_date() if column.type is Type.DAY else own.cast(POLARS[column.type])


def _plain(dataset: Dataset) -> dict[str, pl.DataType]:
    number = {Type.NUMBER: pl.Float64(), Type.WHOLE: pl.Float64()}
    return {column.name: number.get(column.type, pl.String()) for column in dataset.columns}


def _value(cell: object, kind: Type) -> object:
    if kind in (Type.NUMBER, Type.WHOLE):
        return None if cell in NOTHING else float(cell)  # type: ignore[arg-type]
    if kind is Type.TEXT:
        return "" if cell == "[z]" else cell
    return None if cell == "[z]" else cell


def from_json_stat(path: Path, dataset: Dataset) -> pl.DataFrame:
    """The numbers of a cube with their keys, one row a number, as pyjstat reads them: the rows that are there
    alone, which the file tells."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    document = json.loads(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it uses an older function of its own
        frame = pyjstat.Dataset.read(content.decode()).write("dataframe", naming="id")
    there = sorted(map(int, document["value"]))
    rows = [tuple(row) for row in frame.itertuples(index=False)]
    kept = [rows[at] for at in there]
    schema = dict.fromkeys([*dataset.keys, "measure"], pl.String) | {"value": pl.Float64}
    return pl.DataFrame(
        [(*row[:-1], None if row[-1] != row[-1] else row[-1]) for row in kept], schema=schema, orient="row"
    )


def parts_of(path: Path) -> dict[str, bytes]:
    """The files of an archive."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
