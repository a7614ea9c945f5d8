"""How programs read the account: the manual of the API, as its document tells it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from markupsafe import Markup

from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import page
from ropewalk.publish.website.pages.about import document_text, rendered
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary.language import _

DOCUMENT = "api.md"
EXAMPLE = "http://127.0.0.1:8000"
_NAMED = re.compile(r"<h4>([a-z-]+)</h4>")
_ELSEWHERE = re.compile(r'<a href="[a-z-]+\.md">([^<]*)</a>')


@dataclass(frozen=True, slots=True)
class ApiPage:
    """What the page shows: the manual, its examples asking this very account."""

    manual: Markup
    crumbs: tuple[Link, ...]


@page("api.html", part=addresses.ABOUT)
def api(_account: Account, request: HttpRequest) -> ApiPage:
    """The view of the API's manual."""
    asked = request.build_absolute_uri(addresses.rooted("/")).rstrip("/")
    return ApiPage(
        manual=_manual().replace(EXAMPLE, Markup.escape(asked)),
        crumbs=(Link(_("Home"), addresses.at(addresses.HOME)), Link(_("For programs"))),
    )


@lru_cache(maxsize=1)
def _manual() -> Markup:
    """The document; empty where this copy of Ropewalk came without its documents."""
    made = _NAMED.sub(r'<h4 id="\1">\1</h4>', str(rendered(document_text(DOCUMENT))))
    # Links to other documents lead nowhere on this page; what they say is said.
    made = _ELSEWHERE.sub(r"\1", made)
    # Code that may scroll sideways must be reached by keyboard.
    made = made.replace("<pre>", '<pre class="wp-code" tabindex="0">')
    return Markup(made)  # noqa: S704 - our own text  # nosec B704
