"""Marks: wrong cells where a spreadsheet has them, and the words of the sheet that lists them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from ropewalk.sources.mapping.book import FAULT_SHEET
from ropewalk.vocabulary.errors import Fault

# Sheets of a spreadsheet hold at most this many links; the list stops well before, the marks do not.
LISTED = 20_000
# A note on each of many thousands of cells makes a workbook slow to open; colour, frame and words are on all.
NOTED = 5_000
SIGN = "▲"
HEADINGS = ("Cell", "Column", "It says", "What is wrong", "What to do")
WIDTHS = (16, 26, 26, 52, 64)
TITLE_ROWS = 5
FILL, FRAME = "FFE9B8", "9C1F10"


@dataclass(frozen=True)
class Mark:
    """A wrong cell where a spreadsheet has it: sheet, row and column from 1."""

    sheet: str
    row: int
    column: int
    name: str
    says: str
    wrong: str
    remedy: str

    @property
    def address(self) -> str:
        """As a spreadsheet names the cell: C5."""
        return f"{letters(self.column)}{self.row}"

    @property
    def note(self) -> str:
        """What the note on the cell says."""
        return f"{self.wrong}. {self.remedy}."


@dataclass(frozen=True)
class Marks:
    """All that is wrong with one file, in the file's order; ``headers``: sheet -> row of its names."""

    file: str
    marks: tuple[Mark, ...]
    faults: tuple[Fault, ...]
    headers: Mapping[str, int]

    def row_notes(self, sheet: str) -> dict[int, str]:
        """Row -> the words that stand beside it, for those who see no colour and open no notes."""
        found: dict[int, list[str]] = {}
        for mark in self.marks:
            if mark.sheet == sheet:
                found.setdefault(mark.row, []).append(f"{mark.address} ({mark.name}): {mark.wrong}")
        return {row: f"{SIGN} " + "; ".join(words) for row, words in found.items()}


def title_lines(marks: Marks) -> tuple[str, str, str]:
    """What stands above the list."""
    count = len(marks.marks)
    cells = f"{count:,} cell{'' if count == 1 else 's'} to mend" if count else "No single cell is wrong"
    more = f" The first {LISTED:,} are listed here." if count > LISTED else ""
    return (
        f"What to mend in {marks.file}",
        f"{cells}.{more} Each is framed in red on yellow, and the last column of its row says why.",
        "Mend the cells, save the file and send it back: this sheet and the last column are not read.",
    )


def listed(marks: Marks) -> Iterator[tuple[Mark | None, tuple[str, str, str, str, str]]]:
    """The rows of the list: what is wrong with the whole first, then cell by cell."""
    for fault in marks.faults:
        where = f"Row {fault.row}" if fault.row else "Whole file"
        yield None, (where, "", fault.value or "", _sentence(fault.problem), fault.remedy)
    for mark in marks.marks[:LISTED]:
        says = mark.says or "(empty)"
        yield mark, (mark.address, mark.name, says, _sentence(mark.wrong), f"{mark.remedy}.")


def link(mark: Mark) -> str:
    """Where in the workbook a mark is."""
    quoted = mark.sheet.replace("'", "''")
    return f"'{quoted}'!{mark.address}"


def csv_sheet(file: str) -> str:
    """The name of the one sheet that a text file becomes: its own, as far as a spreadsheet allows."""
    stem = re.sub(r"[\[\]:*?/\\']", " ", PurePath(file.removesuffix(".gz")).stem).strip()[:31].strip()
    return stem if stem and stem != FAULT_SHEET else "Sheet1"


def letters(column: int) -> str:
    """1 is A, 27 is AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
