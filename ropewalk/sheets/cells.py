"""What somebody wrote into a cell, read as what its column holds."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from ropewalk.sheets.columns import CUT, Column, Kind, plain, text_of
from ropewalk.sheets.numbers import number
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import month_words

DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
BRITISH: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
SPOKEN: Final = re.compile(r"(\d{1,2}) ([^\W\d_]+) (\d{4})")


class CellError(ValueError):
    """A cell that cannot be read. ``problem`` and ``remedy`` in the reader's language."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem, self.remedy = problem, remedy


def read_cell(column: Column, cell: str, names: Mapping[str, str]) -> str:
    """What a cell says, as its column holds it. ``names``: what may be chosen, code -> name. Raises
    CellError."""
    cell = plain(cell)
    if not cell:
        return ""
    if column.kind is Kind.DAY:
        return _day(cell)
    if column.kind in (Kind.NUMBER, Kind.WHOLE):
        return _number(cell, whole=column.kind is Kind.WHOLE)
    if column.kind is Kind.CHOICE:
        return _choice(cell, names)
    if column.kind is Kind.CHOICES:
        return "\n".join(dict.fromkeys(_choices(cell, names)))
    if column.kind is Kind.LINES:
        cell = "\n".join(line.strip() for line in cell.split("\n") if line.strip())
    if len(cell) > column.most:
        problem = _("it is longer than {n} letters").format(n=f"{column.most:,}")
        raise CellError(problem, _("Write less"))
    if cell.endswith(CUT):
        raise CellError(_("the text was cut short when it was taken away"), _("Change it on its own page"))
    return cell


def _day(cell: str) -> str:
    for pattern, order in ((DAY, (1, 2, 3)), (BRITISH, (3, 2, 1))):
        if found := pattern.fullmatch(cell):
            year, month, day = (int(found[n]) for n in order)
            return _real_day(year, month, day)
    if found := SPOKEN.fullmatch(cell):
        months = [month_words(date(2024, n, 1)).rpartition(" ")[0].casefold() for n in range(1, 13)]
        word = found[2].casefold()
        if len(word) >= 3 and (fits := [n for n, name in enumerate(months, 1) if name.startswith(word)]):
            return _real_day(int(found[3]), fits[0], int(found[1]))
    raise _no_day()


def _real_day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise _no_day() from None


def _no_day() -> CellError:
    return CellError(_("this is not a day"), _("Write it as day, month, year, such as 31/12/2027"))


def _number(cell: str, *, whole: bool) -> str:
    try:
        found = number(cell) or 0.0
    except ValueError:
        raise CellError(_("this is not a number"), _("Write figures only, such as 12.5")) from None
    if (whole and not found.is_integer()) or abs(found) >= 1e300:
        raise CellError(_("this is not a whole number"), _("Write a number such as 3"))
    return str(int(found)) if whole else text_of(found)


def _choice(cell: str, names: Mapping[str, str]) -> str:
    by_name = {name.casefold(): code for code, name in names.items()}
    if (found := by_name.get(" ".join(cell.split()).casefold())) is not None:
        return found
    if cell in names:
        return cell
    offered = ", ".join(list(names.values())[:8]) + (" …" if len(names) > 8 else "")
    remedy = _("Choose one of: {names}").format(names=offered) if names else _("Leave it empty")
    raise CellError(_("this cannot be chosen here: {text}").format(text=cell[:80]), remedy)


def _choices(cell: str, names: Mapping[str, str]) -> list[str]:
    """Several, one a line; semicolons part them too, where a line as a whole is none of them."""
    found = []
    for line in (part.strip() for part in cell.split("\n")):
        if not line:
            continue
        try:
            found.append(_choice(line, names))
        except CellError:
            if ";" not in line:
                raise
            found += [_choice(part.strip(), names) for part in line.split(";") if part.strip()]
    return found
