"""Rows of a sheet held to what their returns ask for, all at once, before any is sent in."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ropewalk.accounts.by import By
from ropewalk.accounts.roles import Right
from ropewalk.returns.actions.sending import Sending, owed_of
from ropewalk.returns.checks import wrong
from ropewalk.returns.models import Ask
from ropewalk.returns.reads import reached
from ropewalk.returns.said import worked_out
from ropewalk.returns.sheet.columns import ASK, FIELDS
from ropewalk.returns.sheet.read import Line, Sheet
from ropewalk.returns.states import NEXT, Step
from ropewalk.sources.mapping.marking import marked_book
from ropewalk.sources.mapping.marks import Mark, Marks
from ropewalk.vocabulary.language import _


@dataclass(frozen=True)
class Looked:
    """What came of a sheet: what would be sent in, and every cell that is wrong."""

    sendings: tuple[Sending, ...]
    marks: Marks

    @property
    def is_fine(self) -> bool:
        """Whether it can be sent in as it stands."""
        return not self.marks.marks and bool(self.sendings)

    def marked(self, data: bytes) -> bytes:
        """A copy of the file with the wrong cells marked, as an xlsx."""
        return marked_book(data, self.marks)


def look_over(by: By, sheet: Sheet, today: date) -> Looked:
    """Check every row: one query for the returns, and nothing written."""
    rows = Ask.objects.filter(reached(by, Right.FILE_RETURN), pk__in=[line.ask for line in sheet.lines])
    held = {row.pk: row for row in rows}
    twice = {ask for ask, times in Counter(line.ask for line in sheet.lines).items() if times > 1}
    marks, sendings = list(sheet.marks), []
    for line in sheet.lines:
        found = list(_marks(sheet, line, held.get(line.ask), line.ask in twice, today))
        marks += found
        if not found:
            sendings.append(Sending(line.ask, line.seen, line.said))
    ordered = tuple(sorted(marks, key=lambda mark: (mark.row, mark.column)))
    return Looked(tuple(sendings), Marks(sheet.file, ordered, (), {sheet.name: sheet.header}))


def _marks(sheet: Sheet, line: Line, row: Ask | None, twice: bool, today: date) -> Iterator[Mark]:
    def at(wrong: str, remedy: str) -> Mark:
        return sheet.mark(line.row, ASK, wrong, remedy)

    if row is None:
        yield at(_("no return of yours has this number"), _("Take the row out, or download the sheet anew"))
    elif twice:
        yield at(_("the same return stands in another row too"), _("Keep one of them"))
    elif row.version != line.seen:
        yield at(_("somebody has changed this return since the sheet was made"), _("Download the sheet anew"))
    elif (row.stands, Step.SUBMIT) not in NEXT:
        yield at(_("this return is done: nothing can be sent in"), _("Take the row out"))
    else:
        owed = owed_of(row)
        said = worked_out(line.said, owed.indicator if owed.value else None)
        for one in wrong(said, owed, today):
            yield sheet.mark(line.row, FIELDS.get(one.field, FIELDS["value"]), one.problem, one.remedy)
