"""What came of a sheet, as its page shows it: counts, tables of rows, and a marked copy."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse

from ropewalk.office.lists.listed import Listed
from ropewalk.office.pages.answers import page_of
from ropewalk.sheets.columns import Column, When
from ropewalk.sheets.found import Fate, Found, Line
from ropewalk.sheets.told import headings
from ropewalk.sources.mapping.marks import Mark, Marks, letters
from ropewalk.vocabulary.language import _, later

SHAPES: Final = {Fate.REFUSED: "✖", Fate.CHANGED: "◆", Fate.ADDED: "✚"}
WORDS: Final = {
    Fate.REFUSED: later("Refused"),
    Fate.CHANGED: later("Would change"),
    Fate.ADDED: later("Would be added"),
}
A_PAGE: Final = 50
EMPTY: Final = later("(empty)")


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a table: a cell of a row. ``first``: with the row's name in front, over ``of`` lines."""

    line: Line
    first: bool
    of: int
    column: str
    address: str
    now: str
    yours: str
    was: str | None = None
    theirs: str | None = None
    problem: str = ""
    remedy: str = ""


def kinds(listed: Listed) -> dict[str, list[str]]:
    """The headings by when they may be filled in."""
    told: dict[str, list[str]] = {str(when): [] for when in When}
    for column in listed.columns:
        told[str(column.when)].append(_(column.title))
    return told


def back(listed: Listed, of: str) -> str:
    """Where a list stands."""
    return reverse(listed.page, args=[of] if listed.of else [])


def context(request: HttpRequest, listed: Listed, of: str, found: Found) -> dict[str, Any]:
    """All that the page shows."""
    order = list(SHAPES)
    page = page_of(sorted(found.lines, key=lambda line: (order.index(line.fate), line.row)), request, A_PAGE)
    titles = {column.name: _(column.title) for column in listed.columns}
    tables = []
    for fate in order:
        rows = [told for line in page if line.fate is fate for told in _told(line, titles, found)]
        if rows:
            tables.append((str(fate), SHAPES[fate], _(WORDS[fate]), rows))
    return {
        "listed": listed,
        "of": of,
        "name": f"{listed.name}:{of}" if of else listed.name,
        "found": found,
        "refused": bool(found.having(Fate.REFUSED)),
        "counts": [(SHAPES[fate], _(WORDS[fate]), len(found.having(fate))) for fate in order],
        "tables": tables,
        "page": page,
        "empty": _(EMPTY),
    }


def _told(line: Line, titles: dict[str, str], found: Found) -> Iterator[Told]:
    """The lines of a row: what is wrong first, then what would change."""
    of = len(line.wrong) + len(line.cells)
    first = True
    for one in line.wrong:
        title = titles.get(one.name, _("The row"))
        where = address(found, line.row, one.name)
        told = (title, where, one.now or "", one.says, one.was, one.now, one.problem, one.remedy)
        yield Told(line, first, of, *told)
        first = False
    for cell in line.cells:
        where = address(found, line.row, cell.name)
        yield Told(line, first, of, titles.get(cell.name, cell.name), where, cell.now, cell.yours)
        first = False


def address(found: Found, row: int, name: str) -> str:
    """A cell as a spreadsheet names it: C5."""
    return f"{letters(found.columns.get(name) or found.columns.get('', 1))}{row}"


def marks(found: Found, listed: Listed) -> Marks:
    """What is refused, for a marked copy of the file."""
    made = [
        Mark(
            found.sheet,
            line.row,
            found.columns.get(one.name) or found.columns.get("", 1),
            _title(listed, one.name),
            one.says,
            one.problem,
            one.remedy,
        )
        for line in found.having(Fate.REFUSED)
        for one in line.wrong
    ]
    ordered = tuple(sorted(made, key=lambda mark: (mark.row, mark.column)))
    return Marks(found.file, ordered, (), {found.sheet: found.header})


def _title(listed: Listed, name: str) -> str:
    by_name: dict[str, Column] = {column.name: column for column in listed.columns}
    return min(headings(by_name[name].title)) if name in by_name else _("The row")
