"""From a made file to an HTTP answer: streamed, named by what is known, kept as long as it holds."""

import gzip
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import engines
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from ropewalk.design.root import rooted
from ropewalk.publish.account import NotReadyError
from ropewalk.publish.opendata.files import NotHeldError
from ropewalk.publish.opendata.holding import open_holding
from ropewalk.publish.serving.front import ACCEPTS
from ropewalk.publish.serving.kept import asked_encoding
from ropewalk.publish.shelf import BusyError
from ropewalk.vocabulary.errors import StoreError

LOG = logging.getLogger(__name__)
FRESH_FOR: Final = 60
FOR_EVER: Final = 365 * 24 * 60 * 60
BUSY_FOR: Final = 20
SMALL: Final = 100_000
"""Bytes of a file, as it lies, that is sent at once; a larger one is streamed."""
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Content:
    """What is sent. ``body``: bytes, or what makes a file and says where it lies; ``packed``: the file is
    compressed (gzip); ``etag``: names it, without quotes; ``lasts``: it never changes; ``links``: pairs of an
    address and what it is to this one."""

    type: str
    body: bytes | Callable[[], Path]
    etag: str
    name: str = ""
    packed: bool = False
    lasts: bool = False
    links: tuple[tuple[str, str], ...] = field(default=())


def answering(build: Callable[..., Content]) -> View:
    """Make a view of ``build(holding, request, **codes) -> content``. What is not held, is being made or
    cannot be read is said in plain words."""

    @require_safe
    @wraps(build)
    def view(request: HttpRequest, **codes: Any) -> HttpResponseBase:
        try:
            content = build(open_holding(), request, **codes)
            etag = f"W/{quote_etag(content.etag)}"
            unchanged = get_conditional_response(request, etag=etag)
            answer = unchanged if unchanged is not None else _sent(request, content)
        except NotHeldError as error:
            return _not_held(error, codes.get("revision"))
        except BusyError:
            return _later("This file is being made. Try again in half a minute.")
        except (NotReadyError, StoreError, OSError) as error:
            LOG.warning("A file cannot be given: %s", error)
            return _later("This file cannot be given just now. Try again later.")
        return _with_headers(answer, content, etag)

    return view


def etag_of(*parts: object) -> str:
    """A short name of whatever an answer follows from."""
    return sha256(" ".join(map(str, parts)).encode()).hexdigest()[:20]


def _sent(request: HttpRequest, content: Content) -> HttpResponseBase:
    if isinstance(content.body, bytes):
        return HttpResponse(content.body, content_type=content.type)
    path = content.body()
    if path.stat().st_size <= SMALL:
        found = path.read_bytes()
        body = gzip.decompress(found) if content.packed else found
        return HttpResponse(body, content_type=content.type)
    if content.packed and not _takes_gzip(request):
        plain = gzip.open(path, "rb")  # noqa: SIM115 - the answer closes it
        answer = FileResponse(plain, content_type=content.type)
        del answer["Content-Length"]  # it would be that of the compressed file
    else:
        answer = FileResponse(path.open("rb"), content_type=content.type)
        if content.packed:
            answer["Content-Encoding"] = "gzip"
    if content.packed:
        patch_vary_headers(answer, ["Accept-Encoding"])
    return answer


def _takes_gzip(request: HttpRequest) -> bool:
    """Whether a long text can be sent as it lies. What stands before us and keeps answers asks for all texts
    uncompressed, and says beside it what the reader takes."""
    offered = request.META.get(ACCEPTS, request.headers.get("Accept-Encoding", ""))
    return asked_encoding(f"{offered}, br;q=0") == "gzip"


def _with_headers(answer: HttpResponseBase, content: Content, etag: str) -> HttpResponseBase:
    answer["ETag"] = etag
    answer["Access-Control-Allow-Origin"] = "*"  # open data: any page may read it
    if content.links:
        answer["Link"] = ", ".join(f'<{href}>; rel="{what}"' for href, what in content.links)
    if content.name and answer.status_code == 200:
        answer["Content-Disposition"] = f'attachment; filename="{content.name}"'
    if content.lasts:
        patch_cache_control(answer, public=True, max_age=FOR_EVER, immutable=True)
    else:
        patch_cache_control(answer, public=True, max_age=FRESH_FOR)
    return answer


def _not_held(error: NotHeldError, revision: int | None) -> HttpResponse:
    """404, or 410 for what was there once: a page in plain words, and for machines the list of what there
    is."""
    listed = rooted(f"/releases/{revision}/release.json" if revision else "/data/catalogue.jsonld")
    text = (
        engines["jinja2"].get_template("opendata/not_held.html").render({"why": error.why, "listed": listed})
    )
    answer = HttpResponse(text, status=410 if error.gone else 404)
    answer["Link"] = f'<{listed}>; rel="describedby"'
    patch_cache_control(answer, public=True, max_age=FRESH_FOR)
    return answer


def _later(why: str) -> HttpResponse:
    answer = HttpResponse(f"{why}\n", content_type="text/plain; charset=utf-8", status=503)
    answer["Retry-After"] = str(BUSY_FOR)
    patch_cache_control(answer, no_store=True)
    return answer
