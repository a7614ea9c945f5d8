"""From a question to an HTTP answer: open to every origin, revalidated by its key, never with a cookie."""

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from hashlib import sha256
from typing import Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from ropewalk.design.root import rooted
from ropewalk.publish.account import Account, NotReadyError, open_account
from ropewalk.publish.api.problems import MEDIA_TYPE, Kind, ProblemDetails, ProblemError, Wrong
from ropewalk.publish.code_key import code_key

NAMED: Final = "api-"
"""How the names of its addresses begin: a page of the office may be called like one of its resources."""

LOG = logging.getLogger(__name__)
FRESH_FOR: Final = 60  # seconds that a program need not ask again after a load
METHODS: Final = "GET, HEAD, OPTIONS"
DOCUMENT: Final = "/api/v1/openapi.json"
PUBLIC: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT: Final = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
Known = Mapping[str, bool]  # name of a parameter -> whether it may stand several times
View = Callable[..., HttpResponse]


class Asked(HttpRequest):
    """A request that has been let in: the account that answers it, and the links that go with the answer."""

    account: Account
    links: list[str]


def _about_the_api() -> str:
    return f'<{rooted(DOCUMENT)}>; rel="service-desc", <{rooted("/api/")}>; rel="service-doc"'


def answering(view: View, known: Callable[[str], Known]) -> View:
    """What every answer shares, errors included. ``known``: the parameters of a view, by its name."""

    @wraps(view)
    def respond(request: Asked, **codes: str) -> HttpResponse:
        if request.method == "OPTIONS":
            answer = HttpResponse(status=204, headers=PREFLIGHT)
        else:
            try:
                answer = _answer(request, view, known, codes)
            except ProblemError as error:
                answer = problem(error.details)
        for name, value in PUBLIC.items():
            answer[name] = value
        return answer

    return respond


def _answer(
    request: Asked, view: View, known: Callable[[str], Known], codes: Mapping[str, str]
) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        raise ProblemError(
            Kind.ONLY_READ, f"{request.method} would change something.", f"Use one of {METHODS}."
        )
    match = request.resolver_match
    _check_names(request, known((match.url_name or "").removeprefix(NAMED) if match else ""))
    request.account, request.links = _opened(), []
    etag = _etag(request)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None and unchanged.status_code == 304:
        return unchanged
    asked, request.method = request.method, "GET"  # a HEAD is a GET whose body the server leaves out
    answer = view(request, **codes)
    request.method = asked
    if answer.status_code == 200:
        answer["ETag"] = etag
        patch_cache_control(answer, public=True, max_age=FRESH_FOR)
        answer["Link"] = ", ".join((*request.links, _about_the_api()))
    return answer


def _opened() -> Account:
    try:
        return open_account()
    except NotReadyError as error:
        LOG.warning("The account cannot be read: %s", error.__cause__)
        raise ProblemError(Kind.NOT_READY, "Nothing is published yet.", "Ask again in a minute.") from error


def _check_names(request: HttpRequest, known: Known) -> None:
    """Every parameter is known, and stands once unless it may stand more often."""
    names = tuple(sorted(known))
    strange = [name for name in request.GET if name not in known]
    if strange:
        told = ", ".join(names) or "none here"
        raise ProblemError(
            Kind.UNKNOWN_PARAMETER,
            f"There is no parameter {strange[0][:60]!r} here.",
            f"Leave it out, or choose from those that there are: {told}.",
            parameters=tuple(Wrong(name[:60], "not known") for name in strange[:20]),
            known=names,
        )
    twice = [name for name in request.GET if not known[name] and len(request.GET.getlist(name)) > 1]
    if twice:
        wrong = tuple(Wrong(name, "stands more than once") for name in twice)
        raise ProblemError(Kind.BAD_PARAMETER, f"{twice[0]} stands twice.", "Give it once.", parameters=wrong)


def _etag(request: Asked) -> str:
    """Names the answer: what is known, the code that tells it, the question in any order."""
    pairs = sorted((name, *values) for name, values in request.GET.lists())
    text = f"{request.account.key} {code_key()} {request.path} {pairs}"
    return quote_etag(sha256(text.encode(errors="surrogatepass")).hexdigest()[:20])


def problem(details: ProblemDetails) -> HttpResponse:
    """Problem details as an answer, which nobody keeps."""
    answer = HttpResponse(encoded(details), status=details.status, content_type=MEDIA_TYPE)
    patch_cache_control(answer, no_store=True)
    if details.status == Kind.ONLY_READ.status:
        answer["Allow"] = METHODS
    if details.status == Kind.NOT_READY.status:
        answer["Retry-After"] = str(FRESH_FOR)
    return answer


def encoded(value: Any) -> bytes:
    """JSON, by msgspec: some ten times as fast as the standard library on a thousand rows."""
    return msgspec.json.encode(value)
