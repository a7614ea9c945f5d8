"""A mended file takes the place of the one that was marked: what its map must then say."""

import json
import re

import msgspec

from ropewalk.sources.mapping.book import Book
from ropewalk.sources.mapping.marks import csv_sheet
from ropewalk.sources.mapping.writing import read_back
from ropewalk.sources.maps import SourceMap, Table
from ropewalk.vocabulary.errors import DefinitionError, Fault, SourceError

FIELDS = r"(?m)^(?:format|encoding|delimiter|sheet)\s*=.*\n"


def mended_map(text: str, was: str, book: Book) -> str:
    """``map.toml`` with the mended file's name and form; every other line stays as a person left it.

    Raises SourceError when the mended file lacks a sheet that the map reads, DefinitionError when the text
    cannot be changed line by line.
    """
    before = read_back(text)
    after = msgspec.structs.replace(before, table=tuple(_table(table, was, book) for table in before.table))
    if after == before:
        return text
    new = text
    if book.format != before.table[0].format:
        new = re.sub(FIELDS, "", new)
    for table in after.table[:1]:
        said = f"file = {json.dumps(book.file, ensure_ascii=False)}"
        if book.format != before.table[0].format:
            said += _form(table)
        new = re.sub(r"(?m)^file\s*=.*$", said.replace("\\", "\\\\"), new)
    _check(new, after, book.file)
    return new


def _form(table: Table) -> str:
    plain = Table()
    fields = [
        name
        for name in ("format", "encoding", "delimiter", "sheet")
        if getattr(table, name) != getattr(plain, name)
    ]
    return "".join(f"\n{name} = {json.dumps(getattr(table, name), ensure_ascii=False)}" for name in fields)


def _table(table: Table, was: str, book: Book) -> Table:
    if table.file != was:
        return table
    sheet = table.sheet if book.format == table.format else csv_sheet(was)
    if book.format == "excel" and sheet not in {grid.sheet for grid in book.grids}:
        remedy = "Keep the sheet's name as it was in the copy that was sent"
        raise SourceError(Fault("the mended file has no such sheet", remedy, book.file, None, sheet))
    return msgspec.structs.replace(
        table,
        file=book.file,
        format=book.format,
        encoding=book.encoding if book.format == "csv" else "utf-8",
        delimiter=book.delimiter if book.format == "csv" else ",",
        sheet=sheet if book.format == "excel" else "",
    )


def _check(text: str, wanted: SourceMap, file: str) -> None:
    if read_back(text) != wanted:
        remedy = f"Name {file} in map.toml by hand, with its format and sheet"
        raise DefinitionError(Fault("map.toml cannot be changed line by line", remedy, file="map.toml"))
