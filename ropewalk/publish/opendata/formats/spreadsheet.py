"""What both spreadsheets say, and how: the rules that the UK's statisticians set for accessible workbooks.

A cover, a list of contents, what the columns hold, notes, then the table: one table a sheet, from its first
column, without empty or merged cells. Where there is nothing to say, a shorthand in square brackets says why.
"""

from typing import Final

import polars as pl

from ropewalk.findings.exchange.columns import Column, Type
from ropewalk.publish.opendata.formats.csv_file import MOMENTS
from ropewalk.publish.opendata.given import Given
from ropewalk.sheets.ods_sheet import Sheet
from ropewalk.vocabulary.words import State

MOST_ROWS: Final = 1_048_576
"""Rows of a sheet, in both kinds of spreadsheet."""
MOST_TEXT: Final = 32_767
"""Characters of a cell."""
CUT: Final = " [cut short: the CSV file has the whole text]"
SHORTHAND: Final = {
    "[c]": "Confidential: hidden, so that nobody can be picked out",
    "[x]": "Not available: there is no such number, or it was not published",
    "[z]": "Not applicable: there is nothing to say here. As a breakdown it means everyone",
    "[n]": "Not yet published",
}
BY_STATE: Final = {
    State.SUPPRESSED.value: "[c]",
    State.NOT_APPLICABLE.value: "[z]",
    State.NOT_AVAILABLE.value: "[x]",
    State.NOT_YET_PUBLISHED.value: "[n]",
}
UNFIT: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
"""Characters that no XML file may hold."""
COVER, CONTENTS, COLUMNS, NOTES, TABLE = "Cover", "Contents", "Columns", "Notes", "Table"


def fits(rows: int) -> bool:
    """Whether a table of so many rows fits a sheet with its title, notes and head."""
    return rows + len(TABLE_LINES) + 2 <= MOST_ROWS


TABLE_LINES: Final = (
    "This worksheet contains one table. Square brackets hold a shorthand; the worksheet Notes explains it.",
)


def table_lines(given: Given) -> tuple[str, ...]:
    """What stands above the table: its title, then what to know."""
    return (given.title, *TABLE_LINES)


def sheets(given: Given) -> tuple[Sheet, ...]:
    """The sheets before the table, in order."""
    return (_cover(given), _contents(given), _columns(given), _notes(given))


def _cover(given: Given) -> Sheet:
    terms = given.terms
    lines = (
        given.title,
        given.dataset.about,
        f"From {terms.account}, by {terms.publisher}.",
        f"As of revision {terms.revision}, {terms.at.day} {terms.at:%B %Y}.",
        f"Contact: {terms.contact}",
        "Numbers are given in full, and are not rounded.",
        *(f"Licence: {licence}" for licence in terms.licences),
        *terms.attributions,
    )
    return Sheet(COVER, lines)


def _contents(given: Given) -> Sheet:
    rows = (
        (COVER, "What this is, who gives it and on what terms"),
        (COLUMNS, "What each column of the table holds"),
        (NOTES, "Shorthand and notes"),
        (TABLE, given.title),
    )
    lines = ("Contents", "This worksheet contains one table: the worksheets of this file.")
    return Sheet(CONTENTS, lines, "contents", ("Worksheet", "What it holds"), rows, (20, 90))


def _columns(given: Given) -> Sheet:
    rows = tuple((column.title, column.name, column.about) for column in given.dataset.columns)
    lines = ("Columns", "This worksheet contains one table: the columns of the worksheet Table.")
    head = ("Column", "Name in the CSV file", "What it holds")
    return Sheet(COLUMNS, lines, "columns", head, rows, (25, 25, 90))


def _notes(given: Given) -> Sheet:
    rows = (*SHORTHAND.items(), *((f"Note {n}", text) for n, text in enumerate(given.terms.notes, start=1)))
    lines = ("Notes", "This worksheet contains one table: shorthand used in cells, then notes.")
    return Sheet(NOTES, lines, "notes", ("Mark", "What it means"), rows, (20, 90))


def padded(given: Given) -> pl.DataFrame:
    """The table's rows; one that says nothing where there is none, as a marked-up table must have a row."""
    if given.rows.height:
        return given.rows
    empty = {c.name: "" if c.type is Type.TEXT else None for c in given.dataset.columns}
    return pl.DataFrame([empty], schema=given.rows.schema)


def cells(given: Given) -> list[tuple[Column, pl.Expr, pl.Expr]]:
    """For each column: the column, its text (no cell is empty), and whether it is a number there."""
    return [(column, *_cell(column, given)) for column in given.dataset.columns]


def _cell(column: Column, given: Given) -> tuple[pl.Expr, pl.Expr]:
    own = pl.col(column.name)
    if column.type in (Type.NUMBER, Type.WHOLE):
        return own.cast(pl.String).fill_null(_missing(given)), own.is_not_null()
    if column.type is Type.TEXT:
        long = own.str.len_chars() > MOST_TEXT
        text = pl.when(long).then(own.str.slice(0, MOST_TEXT - len(CUT)) + CUT).otherwise(own)
        kept = text.str.replace_all(UNFIT, "\ufffd")
        return pl.when(own == "").then(pl.lit("[z]")).otherwise(kept), pl.lit(value=False)
    text = own.dt.strftime(MOMENTS) if column.type is Type.MOMENT else own.cast(pl.String)
    return text.fill_null("[z]"), pl.lit(value=False)


def _missing(given: Given) -> pl.Expr:
    """The shorthand for a number that is not there."""
    if "state" not in given.rows.columns or given.dataset.status != "state":
        return pl.lit("[x]")
    return pl.col("state").replace_strict(BY_STATE, default="[x]")


def widths(given: Given) -> tuple[int, ...]:
    """How wide each column is, in characters: as its head and its first texts need."""
    first = given.rows.head(200)
    lengths = first.select(pl.all().cast(pl.String).str.len_chars().max().fill_null(0).cast(pl.Int64))
    longest = lengths.row(0) if given.rows.height else (0,) * lengths.width
    titles = (len(column.title) for column in given.dataset.columns)
    return tuple(min(max(most, title) + 3, 60) for most, title in zip(longest, titles, strict=True))
