"""The API itself: where resources are registered, and how answers and faults are written."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import BaseRenderer

from ropewalk.publish.api.answers import NAMED, Asked, encoded, problem
from ropewalk.publish.api.paging import Page
from ropewalk.publish.api.problems import Kind, ProblemError, Wrong
from ropewalk.publish.api.shapes import Answer

ROOT: Final = "/api/v1"
ANSWERS: Final[dict[str, type]] = {}
"""Operation -> the shape of its answer."""


class Renderer(BaseRenderer):
    """Answers are structs of msgspec; no second model checks them on the way out (tests do)."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ARG002
        """The answer as JSON."""
        return encoded(data)


class Service(NinjaAPI):
    """Ninja reads the question; its own document and pages are not used."""

    def get_content_type(self) -> str:
        """JSON is always UTF-8: its media type has no parameter that says so."""
        return self.renderer.media_type or ""


api = Service(
    title="Ropewalk",
    version="1.0.0",
    urls_namespace="api-v1",
    openapi_url=None,
    docs_url=None,
    renderer=Renderer(),
)


def resource(path: str, answer: type[Answer], *, tag: str) -> Callable[[Any], Any]:
    """Register a view as ``operation``, named by its function: its docstring is what the document says."""

    def decorate(view: Any) -> Any:
        name = view.__name__
        ANSWERS[name] = answer
        summary, _, description = (view.__doc__ or "").strip().partition("\n\n")
        made = api.get(
            path,
            operation_id=name,
            url_name=f"{NAMED}{name}",
            summary=summary.rstrip("."),
            description=" ".join(description.split()),
            tags=[tag],
        )
        return made(view)

    return decorate


def stated(request: Asked, revision: int | None = None) -> dict[str, Any]:
    """What every answer says of itself; ``revision`` None: that of the findings."""
    library = request.account.library
    return {
        "revision": library.revision if revision is None else revision,
        "definitions": request.account.version,
    }


def paged(page: Page, request: Asked) -> dict[str, Any]:
    """The fields of a collection, and the links that go into the answer's header."""
    if page.next:
        request.links.append(f'<{page.next}>; rel="next"')
    return {"total": page.total, "next": page.next, "next_cursor": page.next_cursor, "items": page.items}


@api.exception_handler(ProblemError)
def _told(_: HttpRequest, error: ProblemError) -> HttpResponse:
    return problem(error.details)


@api.exception_handler(ValidationError)
def _unreadable(_: HttpRequest, error: ValidationError) -> HttpResponse:
    """Parameters that cannot be read: each is named, with what is wrong with it."""
    wrong = tuple(
        Wrong(
            str(next((part for part in reversed(each["loc"]) if isinstance(part, str)), "")),
            str(each["msg"]).removeprefix("Value error, "),
        )
        for each in error.errors
    )
    told = "; ".join(f"{each.name}: {each.problem}" for each in wrong[:5])
    remedy = "See the document at /api/v1/openapi.json for what each takes."
    if any(each.name == "limit" for each in wrong):
        remedy = "A page has at most 1,000 items. Whole tables are at /data/."
    details = ProblemError(Kind.BAD_PARAMETER, f"{told}.", remedy, parameters=wrong[:20]).details
    return problem(details)
