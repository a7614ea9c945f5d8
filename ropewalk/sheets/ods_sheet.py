"""A sheet of an ODS file as XML: lines above a table that is marked up as one."""

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet. ``lines``: above its table, the first being its title; ``name``: of that table, ``head`` and
    ``rows``: its cells; ``numeric``: columns of numbers. A sheet without a table has lines alone."""

    title: str
    lines: tuple[str, ...]
    name: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = (100,)
    numeric: tuple[int, ...] = ()


def sheet_xml(sheet: Sheet) -> str:
    """The whole sheet."""
    width = max(len(sheet.head), 1)
    columns = "".join(column_xml(one) for one in sheet.widths)
    lines = "".join(line_xml(line, "title" if not at else "text") for at, line in enumerate(sheet.lines))
    if not sheet.head:
        return f"<table:table table:name={quoteattr(sheet.title)}>{columns}{lines}</table:table>"
    head = head_xml(sheet.head)
    rows = "".join(row_xml("".join(_cells(row[:width], sheet.numeric))) for row in sheet.rows)
    return f"<table:table table:name={quoteattr(sheet.title)}>{columns}{lines}{head}{rows}</table:table>"


def column_xml(width: int) -> str:
    """A column as wide as so many characters, in steps."""
    return f'<table:table-column table:style-name="w{min(max(width // 10 + 1, 1), 10)}"/>'


def head_xml(titles: tuple[str, ...]) -> str:
    """The head of a table, which is repeated on every page."""
    cells = "".join(text_xml(title, "head") for title in titles)
    return f"<table:table-header-rows>{row_xml(cells)}</table:table-header-rows>"


def line_xml(text: str, style: str) -> str:
    """A line of text above a table."""
    return row_xml(text_xml(text, style))


def row_xml(content: str) -> str:
    """A row of cells."""
    return f"<table:table-row>{content}</table:table-row>"


def text_xml(text: str, style: str) -> str:
    """A cell of text."""
    inner = escape(" ".join(text.split()))
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">'
        f"<text:p>{inner}</text:p></table:table-cell>"
    )


def _cells(row: tuple[str, ...], numeric: tuple[int, ...]) -> list[str]:
    return [_number(text) if at in numeric else text_xml(text, "text") for at, text in enumerate(row)]


def _number(text: str) -> str:
    """A number that can be reckoned with, where the text is one."""
    try:
        value = float(text)
    except ValueError:
        return text_xml(text, "text")
    opening = f'<table:table-cell office:value-type="float" office:value="{value!r}">'
    return f"{opening}<text:p>{escape(text)}</text:p></table:table-cell>"
