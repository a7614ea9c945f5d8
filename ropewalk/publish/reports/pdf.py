"""A report as tagged PDF (PDF/UA-1), by Typst. It refuses to build where a figure has no description."""

from pathlib import Path
from typing import Any, Final

import msgspec
import typst

from ropewalk.design import lettering
from ropewalk.design.languages import pieces
from ropewalk.figures.inputs import Figure, Table
from ropewalk.publish.reports.drawing import is_wide, svg_of
from ropewalk.releases.report.kinds import PRIORITY
from ropewalk.releases.report.model import Part, Picture, Points, Report, Text
from ropewalk.vocabulary.city import Brand

TEMPLATE: Final = Path(__file__).with_name("report.typ")


def pdf(report: Report) -> bytes:
    """The PDF: the same bytes for the same report."""
    return bytes(_compiled(report, "pdf", pdf_standards=["ua-1"]))


def pages(report: Report, *, ppi: int = 72) -> list[bytes]:
    """Each page as PNG, to look at."""
    made = _compiled(report, "png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _compiled(report: Report, form: str, **options: Any) -> Any:
    # Words go in as data, so that nothing in them can be taken for mark-up.
    made: Any = typst.compile(  # type: ignore[call-overload]
        TEMPLATE.read_bytes(),
        format=form,
        font_paths=[str(lettering.FOLDER)],
        ignore_system_fonts=True,
        sys_inputs={"report": msgspec.json.encode(told(report)).decode()},
        timestamp=report.at.replace(microsecond=0),
        **options,
    )
    return made


def told(report: Report) -> dict[str, Any]:
    """A report as the template reads it: plain values."""
    return {
        "title": report.title,
        "called": _said(report.title),
        "lang": report.language.partition("-")[0],
        "of": report.of,
        "council": report.council,
        "brand": report.brand.colour,
        "tight": report.kind == PRIORITY,  # it is to fit one page
        "day": [report.at.year, report.at.month, report.at.day],
        "facts": [[term, _said(text)] for term, text in report.facts],
        "sections": [
            {
                "title": _said(section.title),
                "level": section.level,
                "parts": [_part(part, report.brand) for part in section.parts],
            }
            for section in report.sections
        ],
    }


def _part(part: Part, brand: Brand) -> dict[str, Any]:
    if isinstance(part, Text):
        return {"is": "lead" if part.lead else "text", "words": _said(part.words)}
    if isinstance(part, Points):
        return {"is": "points", "items": [_said(item) for item in part.items]}
    if isinstance(part, Picture):
        return _picture(part.figure, brand)
    return _table(part)


def _picture(figure: Figure, brand: Brand) -> dict[str, Any]:
    return {
        "is": "picture",
        "title": _said(figure.title),
        "alt": figure.description,
        "note": _said(figure.note) if figure.note else [],
        "svg": svg_of(figure, brand),
        "wide": is_wide(figure),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "is": "table",
        "caption": _said(table.caption),
        "head": [_said(words) for words in table.head],
        "rows": [[_said(words) for words in row] for row in table.rows],
        "numeric": list(table.numeric),
    }


def _said(words: str) -> list[list[object]]:
    """A text as the template says it: pieces, each with whether it is English among words that are not."""
    return [list(piece) for piece in pieces(words)]
