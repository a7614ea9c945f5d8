"""A sheet that was brought back, set beside what is held now and what was held when it was taken away.

For each cell there are three texts. Where yours says what is held, nothing happens. Where it says what was
held then, you left it alone: if somebody else has changed it meanwhile, theirs stays. Where it says something
else, that is your change, unless somebody else has changed the same cell: then neither is written over.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ropewalk.sheets.cells import CellError, read_cell
from ropewalk.sheets.columns import Column, Kind, Row, Table, When, plain
from ropewalk.sheets.found import Cell, Fate, Found, Line, Wrong
from ropewalk.sheets.guards import unguarded
from ropewalk.sheets.opening import Opened
from ropewalk.sheets.stamps import Stamp, read_stamp
from ropewalk.sheets.told import ID, MARK, headings
from ropewalk.vocabulary.language import _


@dataclass(frozen=True)
class Beside:
    """A sheet beside a list."""

    opened: Opened
    table: Table

    @cached_property
    def here(self) -> dict[str, str]:
        """Name of each column that the sheet has -> its heading there."""
        found = {}
        for column in self.table.columns:
            for title in headings(column.title):
                if title in self.opened.headings:
                    found[column.name] = title
        return found

    @cached_property
    def held(self) -> dict[str, Row]:
        """The rows that are held, by what they are known by."""
        return {row.id: row for row in self.table.rows}

    def cell(self, row: int, title: str) -> str:
        """What a cell says, by any heading of a column."""
        said = self.opened.rows[row]
        text = next((said[one] for one in sorted(headings(title)) if one in said), "")
        return plain(text if self.opened.data[:2] == b"PK" else unguarded(text))


def compare(opened: Opened, table: Table, most: int) -> Found:
    """What a sheet would do. ``most``: rows that it may have at most."""
    beside = Beside(opened, table)
    fillable = {c.name for c in table.columns if c.when is not When.NEVER}
    rows = [row for row in opened.rows if _says(beside, row, fillable)]
    faults = tuple(_faults(beside, len(rows), most))
    ids = [_known(beside, row) for row in rows] if not faults else []
    twice = {one for one, times in Counter(one for one, _stamp, _w in ids if one).items() if times > 1}
    lines, same, others, there = [], 0, 0, set[str]()
    for row, (known, stamp, wrong) in zip(rows, ids, strict=bool(ids)):
        there.add(known)
        line = _line(beside, row, known, stamp, wrong, twice)
        if line.cells or line.wrong:
            lines.append(line)
        else:
            same += 1
            others += bool(line.others)
    columns = {name: opened.column(heading) for name, heading in beside.here.items()}
    return Found(
        file=opened.file,
        sheet=opened.name,
        header=opened.header,
        lines=tuple(lines),
        same=same,
        others=others,
        out=len(set(beside.held) - there) if not faults else 0,
        missing=tuple(_(c.title) for c in table.columns if c.name not in beside.here),
        strange=_strange(beside),
        columns=columns | _ours(opened),
        faults=faults,
    )


def _says(beside: Beside, row: int, fillable: set[str]) -> bool:
    """Whether a row has anything in it that is ours to read."""
    if beside.cell(row, ID) or beside.cell(row, MARK):
        return True
    said = beside.opened.rows[row]
    return any(name in fillable and heading in said for name, heading in beside.here.items())


def _faults(beside: Beside, rows: int, most: int) -> Iterable[Wrong]:
    """What is wrong with the sheet as a whole."""
    ours = {title for column in beside.table.columns for title in headings(column.title)}
    ours |= headings(ID) | headings(MARK)
    for heading in sorted(set(beside.opened.twice) & ours):
        problem = _("two columns have the heading {heading}").format(heading=heading)
        yield Wrong(problem, _("Take one of them out"))
    if rows > most:
        problem = _("the sheet has {n} rows, and {most} can be brought back at once")
        said = problem.format(n=f"{rows:,}", most=f"{most:,}")
        yield Wrong(said, _("Take out the rows that you did not change: they stay as they are"))


def _strange(beside: Beside) -> tuple[str, ...]:
    ours = {title for column in beside.table.columns for title in headings(column.title)}
    ours |= headings(ID) | headings(MARK)
    return tuple(heading for heading in beside.opened.headings if heading not in ours)


def _ours(opened: Opened) -> dict[str, int]:
    """Where our two columns stand, under names that no column has."""
    found = {name: next((t for t in headings(name) if t in opened.headings), "") for name in (ID, MARK)}
    return {"": opened.column(found[ID])}


def _known(beside: Beside, row: int) -> tuple[str, Stamp | None, Wrong | None]:
    """Which row it is, by its number and its mark, which must belong together."""
    told, mark = beside.cell(row, ID), beside.cell(row, MARK)
    anew = _("Take the list away anew, and make your change in that file")
    if not told and not mark:
        return "", None, None
    try:
        stamp = read_stamp(mark)
    except ValueError:
        problem = _("its mark is gone, or was changed") if told else _("its mark is none of ours")
        return told, None, Wrong(problem, anew, says=told)
    if not told:
        remedy = _("Empty the last cell too where this is a new row; else take the list away anew")
        return "", None, Wrong(_("its first cell is empty and its last is not"), remedy)
    if told != stamp.id and not _same_number(told, stamp.id):
        return told, None, Wrong(_("its first cell and its last are of two different rows"), anew, says=told)
    return stamp.id, stamp, None


def _same_number(told: str, held: str) -> bool:
    """A spreadsheet makes 1.1 of a code such as 1.10; the mark has it as it was."""
    try:
        return float(told) == float(held)
    except ValueError:
        return False


def _line(
    beside: Beside,
    row: int,
    id: str,  # noqa: A002 - what it is
    stamp: Stamp | None,
    wrong: Wrong | None,
    twice: set[str],
) -> Line:
    if wrong is not None:
        return Line(row, id, id, Fate.REFUSED, wrong=(wrong,))
    if not id:
        return _new(beside, row)
    held = beside.held.get(id)
    if held is None or stamp is None:
        remedy = _("Take the row out, or take the list away anew")
        problem = _("nothing that you may see has this number any more")
        return Line(row, id, id, Fate.REFUSED, wrong=(Wrong(problem, remedy, says=id),))
    seen = _seen(beside, held)
    if id in twice:
        again = Wrong(_("the same one stands in another row too"), _("Keep one of them"), says=id)
        return Line(row, id, held.title, Fate.REFUSED, wrong=(again,), seen=seen)
    return _old(beside, row, held, stamp)


def _new(beside: Beside, row: int) -> Line:
    cells, wrongs = [], []
    for column in beside.table.columns:
        yours = beside.cell(row, column.title) if column.name in beside.here else ""
        if not yours or column.when is When.NEVER:
            continue
        try:
            cells.append(Cell(column.name, "", yours, _read(beside, column, yours)))
        except CellError as error:
            wrongs.append(Wrong(error.problem, error.remedy, column.name, yours))
    if not beside.table.adds:
        remedy = _("Take the row out, and add it on its own page")
        wrongs.append(Wrong(_("rows cannot be added here"), remedy))
    title = next((cell.yours for cell in cells), "")
    fate = Fate.REFUSED if wrongs else Fate.ADDED
    return Line(row, "", title, fate, tuple(cells), tuple(wrongs))


def _old(beside: Beside, row: int, held: Row, stamp: Stamp) -> Line:
    cells, wrongs, others = [], [], []
    for column in beside.table.columns:
        if column.name not in beside.here:
            continue
        yours, now = beside.cell(row, column.title), beside.table.shown(column, held.texts[column.name])
        if yours == now:
            continue
        try:
            if _left(column, yours, stamp):
                # A day may come back in another form than it went: only what is held tells who changed it.
                others += [column.name] if not stamp.was(column.name, now) else []
                continue
            then = _read(beside, column, yours)
        except CellError as error:
            wrongs.append(Wrong(error.problem, error.remedy, column.name, yours))
            continue
        if then == plain(held.texts[column.name]):
            continue
        if column.when is not When.ALWAYS:
            remedy = _("Leave it as it was: {now}").format(now=now or _("empty"))
            wrongs.append(Wrong(_("this cannot be changed here"), remedy, column.name, yours))
        elif column.name in stamp.texts and not stamp.was(column.name, now):
            wrongs.append(_both(column, yours, now, stamp))
        else:
            cells.append(Cell(column.name, now, yours, then))
    fate = Fate.REFUSED if wrongs else Fate.CHANGED
    seen = _seen(beside, held)
    return Line(row, held.id, held.title, fate, tuple(cells), tuple(wrongs), seen, tuple(others))


def _seen(beside: Beside, held: Row) -> dict[str, str]:
    """What a row says, but for what is worked out from elsewhere."""
    return {c.name: held.texts[c.name] for c in beside.table.columns if c.when is not When.NEVER}


def _both(column: Column, yours: str, now: str, stamp: Stamp) -> Wrong:
    """Somebody else has changed the same cell."""
    remedy = _("Write theirs if it is right; for yours, take the list away anew and change it there")
    problem = _("somebody else has changed this since the sheet was taken away")
    return Wrong(problem, remedy, column.name, yours, stamp.text(column.name) or "", now)


def _left(column: Column, yours: str, stamp: Stamp) -> bool:
    """Whether a cell says what it said when it was taken away, in whatever form it comes back."""
    if stamp.was(column.name, yours):
        return True
    was = stamp.text(column.name)
    if was is None or column.kind not in (Kind.DAY, Kind.NUMBER, Kind.WHOLE):
        return False
    try:
        return read_cell(column, was, {}) == read_cell(column, yours, {})
    except CellError:
        return False


def _read(beside: Beside, column: Column, yours: str) -> str:
    """A cell's text as it would be held. Raises CellError."""
    heading = beside.here[column.name]
    if column.kind in (Kind.NUMBER, Kind.WHOLE) and heading in beside.opened.percents:
        remedy = _("Give the cells the format of plain numbers, and write 5 for 5%")
        raise CellError(_("the cell is formatted as a percentage"), remedy)
    return read_cell(column, yours, beside.table.choices.get(column.name, {}))
