"""The tables of a report as a spreadsheet: a cover, contents, then one table a sheet."""

from io import BytesIO
from typing import Final
from zipfile import ZipFile

from ropewalk.figures.inputs import Table
from ropewalk.publish.archive import add, begin
from ropewalk.releases.report.model import Report
from ropewalk.sheets.ods_parts import (
    CONTENT_END,
    CONTENT_START,
    MANIFEST,
    MIME,
    STYLES,
    database_range,
    meta,
)
from ropewalk.sheets.ods_sheet import Sheet, sheet_xml
from ropewalk.vocabulary.language import _

LONGEST: Final = 60
"""Characters of a column, at most; longer texts are set in several lines."""


def ods(report: Report) -> bytes:
    """The file: the same bytes for the same report."""
    held = BytesIO()
    tables = (_sheet(at, table) for at, table in enumerate(report.tables, 1))
    sheets = (_cover(report), _contents(report), *tables)
    with begin(held) as made:
        _write(made, report, sheets)
    return held.getvalue()


def _write(made: ZipFile, report: Report, sheets: tuple[Sheet, ...]) -> None:
    add(made, "mimetype", MIME.encode(), stored=True)
    add(made, "META-INF/manifest.xml", MANIFEST.encode())
    add(made, "meta.xml", meta(report.title, report.council, report.at).encode())
    add(made, "styles.xml", STYLES.encode())
    ranges = "".join(
        database_range(one.name, one.title, len(one.lines), len(one.head), len(one.rows))
        for one in sheets
        if one.head
    )
    content = "".join(map(sheet_xml, sheets))
    marked = f"<table:database-ranges>{ranges}</table:database-ranges>"
    add(made, "content.xml", f"{CONTENT_START}{content}{marked}{CONTENT_END}".encode())


def _cover(report: Report) -> Sheet:
    lines = (
        report.title,
        f"{report.council}: {report.of}",
        *(f"{term}: {text}" for term, text in report.facts),
    )
    return Sheet(_("Cover"), lines)


def _contents(report: Report) -> Sheet:
    rows = tuple((_title(at), table.caption) for at, table in enumerate(report.tables, 1))
    head = (_("Worksheet"), _("What it holds"))
    return Sheet(_("Contents"), (_("Contents"),), "contents", head, rows, (20, 90))


def _sheet(at: int, table: Table) -> Sheet:
    widths = tuple(
        min(max(len(cell) for cell in (title, *(row[column] for row in table.rows))) + 3, LONGEST)
        for column, title in enumerate(table.head)
    )
    numeric = table.numeric
    return Sheet(_title(at), (table.caption,), f"table_{at}", table.head, table.rows, widths, numeric)


def _title(at: int) -> str:
    return _("Table {number}").format(number=at)
