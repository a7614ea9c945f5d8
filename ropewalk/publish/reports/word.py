"""A report as a Word file that an officer can edit: real headings, heads of tables, pictures described.

Word files are zip files: they are packed again with fixed times, so that equal reports have equal bytes.
"""

from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ropewalk.design.languages import pieces
from ropewalk.figures.inputs import Figure, Table
from ropewalk.publish.archive import add, begin
from ropewalk.publish.reports.drawing import is_wide, png_of
from ropewalk.releases.report.model import Part, Picture, Points, Report, Text

FONT: Final = "Arial"
WIDE, NARROW = Cm(15.5), Cm(9)
SMALL: Final = Pt(9)
ENGLISH_TAG: Final = "en-GB"
WORD_TAGS: Final = {"cy": "cy-GB"}
"""Languages that Word knows by a longer tag."""


def word(report: Report) -> bytes:
    """The file: the same bytes for the same report."""
    made = Document()
    _about(made, report)
    _look(made, report)
    _say(made.add_heading("", 1), report.title)
    for term, text in report.facts:
        line = made.add_paragraph()
        line.add_run(f"{term}: ").bold = True
        _say(line, text)
        line.paragraph_format.space_after = Pt(0)
    for section in report.sections:
        _say(made.add_heading("", section.level), section.title)
        for part in section.parts:
            _add(made, part, report)
    held = BytesIO()
    made.save(held)
    return _packed(held.getvalue())


def _add(made: Any, part: Part, report: Report) -> None:
    if isinstance(part, Text):
        _say(made.add_paragraph(), part.words, size=Pt(14) if part.lead else None)
    elif isinstance(part, Points):
        for item in part.items:
            _say(made.add_paragraph(style="List Bullet"), item)
    elif isinstance(part, Picture):
        _picture(made, part.figure, report)
    else:
        _table(made, part)


def _picture(made: Any, figure: Figure, report: Report) -> None:
    title = made.add_paragraph()
    _say(title, figure.title, bold=True)
    title.paragraph_format.keep_with_next = True
    shape = made.add_picture(BytesIO(png_of(figure, report.brand)), WIDE if is_wide(figure) else NARROW)
    named = shape._inline.docPr
    named.set("descr", figure.description)
    named.set("name", figure.name)
    if figure.note:
        _say(made.add_paragraph(), figure.note, size=SMALL)


def _table(made: Any, table: Table) -> None:
    caption = made.add_paragraph(style="Caption")
    _say(caption, table.caption)
    caption.paragraph_format.keep_with_next = True
    grid = made.add_table(rows=1, cols=len(table.head), style="Table Grid")
    _fill(grid.rows[0], table.head, bold=True)
    _mark(grid.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    for row in table.rows:
        line = grid.add_row()
        _fill(line, row)
        _mark(line._tr.get_or_add_trPr(), "w:cantSplit")
    made.add_paragraph()


def _fill(row: Any, words: tuple[str, ...], *, bold: bool = False) -> None:
    for cell, text in zip(row.cells, words, strict=True):
        _say(cell.paragraphs[0], text, size=SMALL, bold=bold)


def _say(paragraph: Any, words: str, *, size: Any = None, bold: bool = False) -> None:
    """Words as runs of a paragraph: what is English among words that are not says so, for reading aloud."""
    for text, is_english in pieces(words):
        run = paragraph.add_run(text)
        run.font.size, run.bold = size, bold or None
        if is_english:
            _speak(run._element, ENGLISH_TAG)


def _speak(element: Any, tag: str) -> None:
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), tag)
    element.get_or_add_rPr().append(spoken)


def _mark(properties: Any, name: str) -> None:
    properties.append(OxmlElement(name))


def _about(made: Any, report: Report) -> None:
    """Title, author, day and language, which programs that read aloud ask for."""
    about = made.core_properties
    about.title, about.author, about.last_modified_by = report.title, report.council, report.council
    about.comments, about.language = report.of, report.language
    about.created = about.modified = report.at.replace(tzinfo=None)
    about.revision = 1


def _look(made: Any, report: Report) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.footer.paragraphs[0].text = report.of
    colour = RGBColor.from_string(report.brand.colour.lstrip("#").upper())
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        style = made.styles[name]
        style.font.name = FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
        if name != "Normal":
            style.font.color.rgb = colour if name != "Caption" else RGBColor(0x33, 0x33, 0x33)
    made.styles["Normal"].font.size = Pt(11)
    _speak(made.styles["Normal"].element, WORD_TAGS.get(report.language, report.language))


def _packed(content: bytes) -> bytes:
    """The same parts in the same order, with no moment in them."""
    held = BytesIO()
    with ZipFile(BytesIO(content)) as made, begin(held) as again:
        for name in made.namelist():
            add(again, name, made.read(name))
    return held.getvalue()
