"""Reports that readers take away: made when first asked for, one at a time, and kept by what they rest on."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from ropewalk.publish.account import NotReadyError, open_account
from ropewalk.publish.reports.offered import KNOWN, asked_for, rests_on
from ropewalk.publish.shelf import DERIVED, BusyError, Shelf
from ropewalk.releases.frozen import Frozen
from ropewalk.vocabulary.errors import RopewalkError, UserError
from ropewalk.vocabulary.language import in_force

LOG = logging.getLogger(__name__)
TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
TO_KEEP: Final = frozenset({"docx", "ods"})
FRESH_FOR: Final = 60
BUSY_FOR: Final = 10
MOST_BYTES: Final = 500_000_000
QUEUE: Final = "report"
"""All are made one after the other: however many ask at once, one hand is busy."""


@require_safe
def report(request: HttpRequest, kind: str, code: str, ending: str) -> HttpResponseBase:
    """A report in a medium, in the language of its address. 503 while another is being made for long."""
    try:
        account = open_account()
        if not KNOWN[kind](account, code):
            raise Http404
        key, frozen = rests_on(account)
        name = f"{key}/{in_force().code}/{kind}-{code}.{ending}"
        etag = quote_etag(name)
        unchanged = get_conditional_response(request, etag=etag)
        if unchanged is not None:
            return _with_headers(unchanged, etag)
        path = shelf().take(name, lambda to: _make(to, kind, code, ending, frozen), queue=QUEUE)
        content = path.read_bytes()
    except UserError as error:  # the release knows no such ward
        raise Http404 from error
    except (BusyError, NotReadyError, RopewalkError, OSError) as error:
        LOG.warning("A report cannot be given: %r", error)
        return _later()
    answer = HttpResponse(content, content_type=TYPES[ending])
    if ending in TO_KEEP:
        answer["Content-Disposition"] = f'attachment; filename="{kind}-{code}.{ending}"'
    return _with_headers(answer, etag)


def shelf() -> Shelf:
    """Where made reports are kept."""
    return Shelf(Path(settings.WORKSPACE) / DERIVED / "reports", MOST_BYTES)


def _make(to: Path, kind: str, code: str, ending: str, frozen: Callable[[], Frozen]) -> None:
    from ropewalk.publish.reports.documents import written  # late: it loads Typst and Word

    sheet = f"{code}.css" if ending == "html" else ""
    to.write_bytes(written(kind, frozen(), ending, asked_for(kind, code), in_force(), sheet))


def _with_headers(answer: HttpResponseBase, etag: str) -> HttpResponseBase:
    answer["ETag"] = etag
    patch_cache_control(answer, public=True, max_age=FRESH_FOR)
    return answer


def _later() -> HttpResponse:
    words = "This report is being made, or cannot be given just now. Try again in a moment.\n"
    answer = HttpResponse(words, content_type="text/plain; charset=utf-8", status=503)
    answer["Retry-After"] = str(BUSY_FOR)
    patch_cache_control(answer, no_store=True)
    return answer
