"""The fixed parts of an ODS file, and the few that hold a word of their own."""

from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from xlsxwriter.utility import xl_rowcol_to_cell

MIME: Final = "application/vnd.oasis.opendocument.spreadsheet"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES: Final = " ".join(
    (
        f'xmlns:office="{_ODF}:office:1.0"',
        f'xmlns:style="{_ODF}:style:1.0"',
        f'xmlns:text="{_ODF}:text:1.0"',
        f'xmlns:table="{_ODF}:table:1.0"',
        f'xmlns:meta="{_ODF}:meta:1.0"',
        f'xmlns:fo="{_ODF}:xsl-fo-compatible:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'office:version="1.3"',
    )
)
MANIFEST: Final = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0" manifest:version="1.3">'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (
            ("/", MIME), ("content.xml", "text/xml"), ("styles.xml", "text/xml"), ("meta.xml", "text/xml"),
        )
    )
    + "</manifest:manifest>"
)  # fmt: skip


def _cell_style(name: str, text: str, cell: str = "") -> str:
    properties = f"<style:table-cell-properties {cell}/>" if cell else ""
    words = f"<style:text-properties {text}/>" if text else ""
    return f'<style:style style:name="{name}" style:family="table-cell">{properties}{words}</style:style>'


_WRAP: Final = 'fo:wrap-option="wrap" style:vertical-align="top"'
_BOLD: Final = 'fo:font-weight="bold"'
STYLES: Final = (
    f"{_HEAD}<office:document-styles {_NAMES}><office:styles>"
    '<style:default-style style:family="table-cell"><style:text-properties fo:font-family="Arial" '
    'fo:font-size="12pt" fo:language="en" fo:country="GB"/></style:default-style>'
    "</office:styles></office:document-styles>"
)
CONTENT_START: Final = (
    f"{_HEAD}<office:document-content {_NAMES}><office:automatic-styles>"
    + _cell_style("title", f'{_BOLD} fo:font-size="16pt"')
    + _cell_style("head", _BOLD, _WRAP)
    + _cell_style("text", "", _WRAP)
    + _cell_style("line", "", 'style:vertical-align="top"')
    + "".join(
        f'<style:style style:name="w{n}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{n * 2.4:.1f}cm"/></style:style>'
        for n in range(1, 12)
    )
    + "</office:automatic-styles><office:body><office:spreadsheet>"
)
CONTENT_END: Final = "</office:spreadsheet></office:body></office:document-content>"


def meta(title: str, author: str, at: datetime) -> str:
    """The file's title, author and language, which readers ask for first."""
    return (
        f"{_HEAD}<office:document-meta {_NAMES}><office:meta><dc:title>{escape(title)}</dc:title>"
        f"<dc:creator>{escape(author)}</dc:creator><dc:language>en-GB</dc:language>"
        f"<dc:date>{at:%Y-%m-%dT%H:%M:%S}</dc:date></office:meta></office:document-meta>"
    )


def database_range(name: str, sheet: str, top: int, columns: int, rows: int) -> str:
    """The marking of a table: its name and its cells, the head included."""
    first, last = xl_rowcol_to_cell(top, 0), xl_rowcol_to_cell(top + max(rows, 1), columns - 1)
    area = f"{sheet}.{first}:{sheet}.{last}"
    return (
        f"<table:database-range table:name={quoteattr(name)} table:target-range-address={quoteattr(area)} "
        'table:contains-header="true" table:display-filter-buttons="false"/>'
    )
