"""What came of a sheet that was brought back, cell by cell. Plain values, so that it can be kept."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from ropewalk.sheets.columns import Column, value_of


class Fate(StrEnum):
    """What would become of a row."""

    ADDED = "added"
    CHANGED = "changed"
    REFUSED = "refused"


class Cell(msgspec.Struct, frozen=True):
    """A cell that says something else than what is held. ``now`` and ``yours`` as they are shown; ``then``:
    what would be held."""

    name: str
    now: str
    yours: str
    then: str


class Wrong(msgspec.Struct, frozen=True):
    """Why a row cannot be taken. ``name``: of the column, empty for the row as a whole; ``was`` and ``now``:
    where somebody else has changed the cell since the sheet was taken away."""

    problem: str
    remedy: str
    name: str = ""
    says: str = ""
    was: str | None = None
    now: str | None = None


class Line(msgspec.Struct, frozen=True):
    """A row that is not left alone. ``row``: in the sheet, from 1; ``id``: empty for a new one; ``seen``:
    what the row that is held says, but for what is only read; ``others``: columns that somebody else has
    changed meanwhile, and that stay so."""

    row: int
    id: str
    title: str
    fate: Fate
    cells: tuple[Cell, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    seen: dict[str, str] = {}
    others: tuple[str, ...] = ()

    def refused(self, *wrong: Wrong) -> "Line":
        """The same row, refused for more reasons."""
        return msgspec.structs.replace(self, fate=Fate.REFUSED, wrong=(*self.wrong, *wrong))


class Found(msgspec.Struct, frozen=True):
    """All of it. ``same``: rows that are left alone because they say what is held; ``others``: those of them
    of which somebody else has changed something meanwhile; ``out``: rows that are held and not in the sheet;
    ``missing``: headings that the sheet has no more; ``strange``: headings that are none of ours;
    ``columns``: name of a column -> where it stands in the sheet, from 1; empty name: the first of ours."""

    file: str
    sheet: str
    header: int
    lines: tuple[Line, ...]
    same: int
    others: int
    out: int
    missing: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    columns: dict[str, int] = {}
    faults: tuple[Wrong, ...] = ()

    def having(self, fate: Fate) -> tuple[Line, ...]:
        """The rows with one fate."""
        return tuple(line for line in self.lines if line.fate is fate)

    @property
    def is_fine(self) -> bool:
        """Whether it can be taken as it stands, and would do something."""
        return bool(self.lines) and not self.faults and not self.having(Fate.REFUSED)


class Change:
    """A row to be written. ``id``: empty for a new one."""

    def __init__(self, line: Line, columns: tuple[Column, ...]) -> None:
        self.line = line
        self.id = line.id
        self.changed = frozenset(cell.name for cell in line.cells)
        self._columns = {column.name: column for column in columns}
        self.texts: Mapping[str, str] = {**line.seen, **{cell.name: cell.then for cell in line.cells}}

    def __getitem__(self, name: str) -> object:
        """What a column will hold: text, day, number or several."""
        return value_of(self._columns[name], self.texts.get(name, ""))

    def text(self, name: str) -> str:
        """The same as text."""
        return self.texts.get(name, "")
