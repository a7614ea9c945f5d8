"""From a page to an HTTP answer: rendered once, revalidated by its key, never with a cookie."""

import logging
from collections.abc import Callable, Sequence
from functools import wraps
from hashlib import sha256
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import engines
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from ropewalk.design.languages import marking, versions
from ropewalk.publish.code_key import code_key
from ropewalk.publish.website.account import Account, NotReadyError, open_account
from ropewalk.publish.website.english import english_of
from ropewalk.publish.website.explained import Explainer
from ropewalk.publish.website.site import site_of
from ropewalk.publish.website.taken.sharing import told
from ropewalk.publish.website.within import without_dead_links
from ropewalk.vocabulary import clock

LOG = logging.getLogger(__name__)
FRESH_FOR = 60  # seconds that a browser need not ask again after a load
STALE_FOR = 300  # seconds more that it may show what it has while it asks

T = TypeVar("T")
Build = Callable[..., Any]
View = Callable[..., HttpResponseBase]


def page(template: str, *, part: str = "", keeps: Sequence[str] = ()) -> Callable[[Build], View]:
    """Make a view of ``build(account, request, **codes) -> page``. An unknown code raises Http404 in it.

    ``part``: the address of the part of the navigation that the page belongs to; ``keeps``: the parameters
    that hold what the reader picked, which the page in another language is asked for too. A page that has
    ``sources`` names the licences of those alone.
    """

    def decorate(build: Build) -> View:
        @wraps(build)
        def respond(account: Account, request: HttpRequest, **codes: str) -> HttpResponse:
            made = build(account, request, **codes)
            context = {
                "page": made,
                "explained": Explainer(),
                "site": site_of(account, part, getattr(made, "sources", None)),
                "shared": told(getattr(made, "shared", None), request),
                **in_every_language(request, keeps),
            }
            with marking(lambda: english_of(account)):
                text = render(f"website/{template}", context)
            return HttpResponse(without_dead_links(account, text))

        return answering(respond)

    return decorate


def in_every_language(request: HttpRequest, keeps: Sequence[str] = ()) -> dict[str, Any]:
    """What the frame must know of an address: the path, what was picked, and the page in each language."""
    picked = [(name, text) for name in keeps for text in request.GET.getlist(name)]
    others = [(one.tag, request.build_absolute_uri(one.href)) for one in versions(request.path)]
    return {
        "path": request.path,
        "picked": f"?{urlencode(picked)}" if picked else "",
        "canonical": request.build_absolute_uri(request.path),
        "alternates": [*others, ("x-default", others[0][1])],
    }


def download(build: Callable[..., tuple[str, str]]) -> View:
    """Make a view of ``build(account, request, **codes) -> (file name, CSV text)``."""

    @wraps(build)
    def respond(account: Account, request: HttpRequest, **codes: str) -> HttpResponse:
        name, text = build(account, request, **codes)
        answer = HttpResponse(text, content_type="text/csv; charset=utf-8; header=present")
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    return answering(respond)


def document(content_type: str) -> Callable[[Build], View]:
    """Make a view of ``build(account, request, **codes) -> text`` of a type of its own, such as a feed."""

    def decorate(build: Build) -> View:
        @wraps(build)
        def respond(account: Account, request: HttpRequest, **codes: str) -> HttpResponse:
            return HttpResponse(build(account, request, **codes), content_type=content_type)

        return answering(respond)

    return decorate


def answering(respond: Callable[..., HttpResponse]) -> View:
    """What every answer shares: the account must be ready, and what a reader has is not sent again."""

    @require_safe
    @wraps(respond)
    def view(request: HttpRequest, **codes: str) -> HttpResponseBase:
        try:
            account = open_account()
        except NotReadyError as error:
            return not_ready(error)
        etag = etag_of(account, request)
        unchanged = get_conditional_response(request, etag=etag)
        if unchanged is not None and unchanged.status_code == 304:
            return unchanged
        return _with_headers(respond(account, request, **codes), etag)

    return view


def not_ready(error: NotReadyError) -> HttpResponse:
    """What a reader sees before the first load; why goes to the log, for whoever looks after the account."""
    LOG.warning("The account cannot be shown: %s", error.__cause__)
    answer = HttpResponse(render("503.html", {"site": None}), status=503)
    answer["Retry-After"] = str(FRESH_FOR)
    patch_cache_control(answer, no_store=True)
    return answer


def render(template: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
    """A template of the website with a page in it."""
    return engines["jinja2"].get_template(template).render(context, request)


def known(found: T | None) -> T:
    """The thing that a code names. Raises Http404 when there is none."""
    if found is None:
        raise Http404
    return found


def etag_of(account: Account, request: HttpRequest) -> str:
    """Names the answer: what is known, the code that shows it, the day (some dates fall due), the address."""
    text = f"{account.key} {code_key()} {clock.today()} {request.get_full_path()}"
    return quote_etag(sha256(text.encode()).hexdigest()[:20])


def _with_headers(answer: HttpResponse, etag: str) -> HttpResponse:
    answer["ETag"] = etag
    patch_cache_control(answer, public=True, max_age=FRESH_FOR, stale_while_revalidate=STALE_FOR)
    return answer
