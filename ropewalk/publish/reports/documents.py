"""The documents that are published with a release, and a report in whatever medium it is asked for."""

from collections.abc import Callable, Mapping
from typing import Final

from ropewalk.design.languages import known, marking
from ropewalk.publish.english import english_texts
from ropewalk.publish.reports.html import css, html
from ropewalk.publish.reports.ods import ods
from ropewalk.publish.reports.pdf import pdf
from ropewalk.publish.reports.word import word
from ropewalk.releases.frozen import Frozen
from ropewalk.releases.report.kinds import COMMITTEE, SCRUTINY, Asked, report
from ropewalk.releases.report.model import Report
from ropewalk.vocabulary.language import ENGLISH, Language, speaking
from ropewalk.vocabulary.tables import FINDINGS

MEDIA: Final[Mapping[str, Callable[[Report], bytes]]] = {"html": html, "pdf": pdf, "docx": word, "ods": ods}
PUBLISHED: Final = {COMMITTEE: "report", SCRUTINY: "scrutiny"}
SHEET: Final = "report.css"


def documents(frozen: Frozen) -> dict[str, bytes]:
    """Every document of a release, by name: two reports in each medium, and the findings as CSV."""
    with speaking(ENGLISH):  # whoever prepares it
        return _documents(frozen)


def _documents(frozen: Frozen) -> dict[str, bytes]:
    found: dict[str, bytes] = {"findings.csv": _csv(frozen)}
    rules: dict[str, None] = {}
    for kind, name in PUBLISHED.items():
        made = report(kind, frozen)
        rules[css(made).decode()] = None
        found[f"{name}.html"] = html(made, SHEET)
        found[f"{name}.pdf"] = pdf(made)
        found[f"{name}.docx"] = word(made)
        if kind == COMMITTEE:
            found["annex.ods"] = ods(made)
    found[SHEET] = max(rules, key=len).encode()
    return found


def written(
    kind: str,
    frozen: Frozen,
    ending: str,
    asked: Asked = Asked(),  # noqa: B008 - frozen
    language: Language = ENGLISH,
    sheet: str = "",
) -> bytes:
    """A report in one medium, or the rules of its page (``css``). ``sheet``: the address of those, for a page
    that is served. English titles among words of another language are marked, but in spreadsheets. Raises
    UserError for what there is none of, KeyError for another ending."""
    made = report(kind, frozen, asked, language)
    titles = [one.title for one in frozen.origins.values()]
    with speaking(language), marking(lambda: known(english_texts(frozen.definitions, titles))):
        return html(made, sheet) if ending == "html" else {"css": css, **MEDIA}[ending](made)


def _csv(frozen: Frozen) -> bytes:
    return frozen.findings.select(*FINDINGS).write_csv().encode()
