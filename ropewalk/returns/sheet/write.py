"""The sheet of what somebody owes, to fill in."""

import io
from collections.abc import Iterable

import xlsxwriter

from ropewalk.plan import subjects
from ropewalk.returns.models import Ask
from ropewalk.returns.said import wanted
from ropewalk.returns.sheet.columns import COLUMNS, FIELDS, KNOWN, SHEET, STATES
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import period_words

WIDTHS = (8, 6, 40, 14, 24, 12, 18, 12, 12, 12, 12, 12, 16, 60)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def sheet_of(rows: Iterable[Ask]) -> bytes:
    """An xlsx with a row for each return. Cells that a measure's kind does not want are grey."""
    out = io.BytesIO()
    titles, here = subjects.every(), subjects.home()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": SHEET, "author": "Ropewalk"})
        sheet = book.add_worksheet(SHEET)
        bold, grey = book.add_format({"bold": True}), book.add_format({"bg_color": "#D9D9D9"})
        wrap = book.add_format({"text_wrap": True})
        for column, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, bold)
        last = 0
        for last, row in enumerate(rows, start=1):
            known = [row.about, row.place or here, row.period]
            told = (titles.get(row.about, row.subject), known[1], period_words(row.period))
            sheet.write_number(last, 0, row.pk)
            sheet.write_number(last, 1, row.version)
            for column, text in enumerate((*told, row.due.isoformat(), str(row.wants)), start=2):
                sheet.write_string(last, column, text)
            asked = _asked(row)
            for column, field in enumerate(FIELDS, start=len(KNOWN)):
                sheet.write_blank(last, column, None, wrap if field in asked else grey)
        state = COLUMNS.index(FIELDS["state"])
        sheet.data_validation(1, state, max(last, 1), state, {"validate": "list", "source": list(STATES)})
        sheet.freeze_panes(1, 3)
        _explain(book.add_worksheet(_("How to fill this in")))
    return out.getvalue()


def _asked(row: Ask) -> frozenset[str]:
    """The fields that a return has room for."""
    value = ("state", *wanted(subjects.indicator(row.about))) if row.wants_value else ()
    return frozenset({"comment", *value})


def _explain(sheet: xlsxwriter.worksheet.Worksheet) -> None:
    sheet.set_column(0, 0, 100)
    for row, text in enumerate(
        (
            _("Fill in the white cells. Leave a row empty to send nothing in for it."),
            _("Write figures as plain numbers, without % or £."),
            _("Where numerator and denominator are asked for, the value may stay empty: it is worked out."),
            _("Where there is no figure, choose in the column State why not."),
            _("Do not change the columns Return and Seen: they say which return a row is."),
        )
    ):
        sheet.write_string(row, 0, text)
