"""How we know: how a number is worked out, and what the verdict words and their shapes mean."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from django.http import HttpRequest
from markdown_it import MarkdownIt
from markupsafe import Markup

from ropewalk.publish.website import addresses, plainly
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import page
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.words import Question

DOCUMENT = "how-a-number-is-worked-out.md"
TABLE = (
    '<div class="rw-scroll" role="region" aria-label="Table {number}" tabindex="0">'
    '<table class="govuk-table rw-table">'
)


@dataclass(frozen=True, slots=True)
class AboutPage:
    """What the page about the method shows."""

    questions: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, str], ...]
    method: Markup
    version: str
    revision: int
    crumbs: tuple[Link, ...]


@page("about.html", part=addresses.ABOUT)
def about(account: Account, _request: HttpRequest) -> AboutPage:
    """The view of the page about the method."""
    return AboutPage(
        questions=(
            (Question.DIRECTION, _("Is it getting better?")),
            (Question.POSITION, _("How does it compare?")),
            (Question.PROSPECT, _("Will the target be met?")),
        ),
        reasons=tuple((code.capitalize(), _(text)) for code, text in plainly.REASONS.items()),
        method=method_text(),
        version=account.definitions.version,
        revision=account.library.revision,
        crumbs=(Link(_("Home"), addresses.at(addresses.HOME)), Link(_("How we know"))),
    )


@lru_cache(maxsize=1)
def method_text() -> Markup:
    """The document as mark-up; empty where this copy of Ropewalk came without its documents."""
    return rendered(document_text(DOCUMENT))


def document_text(name: str) -> str:
    """A document's Markdown; empty where this copy of Ropewalk came without its documents."""
    package = Path(str(files("ropewalk")))
    for folder in (package / "docs", package.parent / "docs"):
        if (folder / name).is_file():
            return (folder / name).read_text(encoding="utf-8")
    return ""


def rendered(text: str) -> Markup:
    """Markdown as mark-up. Raw HTML in it is shown as text, so that what is rendered is safe."""
    made = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table").render(text)
    return Markup(_fit(made))  # noqa: S704 - raw HTML is off  # nosec B704


def _fit(text: str) -> str:
    """Fit the document's headings under the page's own, and dress its tables."""
    for level in (4, 3, 2, 1):
        text = text.replace(f"<h{level}>", f"<h{level + 1}>").replace(f"</h{level}>", f"</h{level + 1}>")
    text = text.replace("<h2>", '<h2 class="rw-heading">').replace("<h3>", '<h3 class="rw-subheading">')
    first, *tables = text.split("<table>")
    # A table that may scroll sideways must be reached by keyboard, and so must have a name.
    dressed = (f"{TABLE.format(number=number)}{rest}" for number, rest in enumerate(tables, start=1))
    return "".join((first, *dressed)).replace("</table>", "</table></div>")
