"""A list as whoever writes a file needs it: headings, cells as shown, choices, and how it is used."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ropewalk.sheets.columns import Column, Kind, Row, Table, When
from ropewalk.sheets.stamps import stamp
from ropewalk.vocabulary.language import _, later

ID: Final = later("Number in the office")
MARK: Final = later("Mark (leave as it is)")
WIDTHS: Final = {
    Kind.DAY: 13,
    Kind.NUMBER: 12,
    Kind.WHOLE: 8,
    Kind.CHOICE: 26,
    Kind.CHOICES: 36,
    Kind.LINES: 36,
}
LONG: Final = 200
"""Letters beyond which a column is wide."""


@dataclass(frozen=True)
class Head:
    """A column of the file. ``column`` is none for the two of ours."""

    title: str
    width: int
    column: Column | None = None
    fixed: bool = False
    choices: tuple[str, ...] = ()


def headings(title: str) -> frozenset[str]:
    """A heading as it may come back: in the reader's language, or in English."""
    return frozenset({_(title), title})


def heads(table: Table) -> tuple[Head, ...]:
    """Every column, ours outside."""
    own = tuple(
        Head(
            _(column.title),
            WIDTHS.get(column.kind, 60 if column.most > LONG else 30),
            column,
            column.when is When.NEVER,
            tuple(table.choices.get(column.name, {}).values()) if column.kind is Kind.CHOICE else (),
        )
        for column in table.columns
    )
    return (Head(_(ID), 16, fixed=True), *own, Head(_(MARK), 10, fixed=True))


def cells(table: Table) -> Iterator[tuple[str, ...]]:
    """Every row as its cells show it."""
    for row in table.rows:
        shown = (table.shown(column, row.texts[column.name]) for column in table.columns)
        yield (row.id, *shown, marked(table, row))


def marked(table: Table, row: Row) -> str:
    """The mark of a row: what it is known by, and what its cells show."""
    return stamp(
        row.id, {column.name: table.shown(column, row.texts[column.name]) for column in table.columns}
    )


def how(table: Table) -> tuple[str, ...]:
    """How the sheet is used, line by line."""
    fixed = [_(column.title) for column in table.columns if column.when is When.NEVER]
    new = [_(column.title) for column in table.columns if column.when is When.NEW]
    lines = [
        _("Change what is to change, save the file, and bring it back. You see first what it would do."),
        _("A row that you take out stays as it is: nothing is ever deleted by leaving it out."),
        _("Do not change the first column and the last: they say which row it is, and what it said."),
        _("Write a day as 31/12/2027, a number as 12.5 without % or £."),
    ]
    if any(column.kind in (Kind.CHOICES, Kind.LINES) for column in table.columns):
        lines.append(_("Where a cell holds several, write each on a line of its own (Alt and Enter)."))
    if table.adds:
        lines.append(_("To add one, write a new row and leave its first and last cell empty."))
    else:
        lines.append(_("Rows cannot be added here."))
    if fixed:
        lines.append(_("Only to read: {columns}.").format(columns=", ".join(fixed)))
    if new and table.adds:
        lines.append(_("Only for new rows: {columns}.").format(columns=", ".join(new)))
    hints = ((column, _(column.hint)) for column in table.columns if column.hint)
    return (*lines, *(f"{_(column.title)}: {hint}" for column, hint in hints))
