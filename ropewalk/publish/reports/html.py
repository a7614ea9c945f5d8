"""A report as one page of HTML: whole in itself, with its drawings in it and nothing that runs."""

from pathlib import Path
from typing import Final

from django.template import engines

from ropewalk.publish.reports.drawing import css_of
from ropewalk.releases.report.model import Picture, Points, Report, Text

SHEET: Final = Path(__file__).with_name("report.css")
NAMED: Final = {Text: "text", Points: "points", Picture: "picture"}


def html(report: Report, sheet: str = "") -> bytes:
    """The page. ``sheet``: the address of its style sheet; without one its rules stand in the page, as a file
    that is handed on needs them."""
    parts = [
        {
            "title": section.title,
            "level": section.level,
            "parts": [(kind_of(one), one) for one in section.parts],
        }
        for section in report.sections
    ]
    inside = "" if sheet else css(report).decode()
    template = engines["jinja2"].get_template("reports/report.html")
    text = template.render({"report": report, "sections": parts, "sheet": sheet, "css": inside})
    return text.encode()


def css(report: Report) -> bytes:
    """The rules for the page and for the figures in it."""
    rules = SHEET.read_text(encoding="utf-8").replace("#brand", report.brand.colour)
    return f"{rules}{css_of(report.figures, report.brand)}\n".encode()


def kind_of(part: object) -> str:
    """What a template shows a part as."""
    return NAMED.get(type(part), "table")
