"""Sources: whose data it is, on what terms, and what people decided about it."""

from ninja import Path, Query

from ropewalk.publish.api.answers import Asked
from ropewalk.publish.api.paging import page_of
from ropewalk.publish.api.parameters import Code, Paged
from ropewalk.publish.api.problems import unknown_code
from ropewalk.publish.api.service import ROOT, paged, resource, stated
from ropewalk.publish.api.shapes import SourceAnswer, Sources
from ropewalk.publish.api.things import Source

TAG = "Sources"


@resource("/sources", Sources, tag=TAG)
def sources(request: Asked, query: Query[Paged]) -> Sources:
    """Sources: origin, licence, files with their fingerprints, accepted faults and corrections."""
    rows = sorted(request.account.origins)
    page = page_of(request, query, rows, of=request.account.key)
    told = {**paged(page, request), "items": tuple(_source(request, code) for code in page.items)}
    return Sources(**told, **stated(request))


@resource("/sources/{code}", SourceAnswer, tag=TAG)
def source(request: Asked, code: Path[Code]) -> SourceAnswer:
    """One source."""
    if code not in request.account.origins:
        raise unknown_code("source", code, f"{ROOT}/sources")
    return SourceAnswer(item=_source(request, code), **stated(request))


def _source(request: Asked, code: str) -> Source:
    known = request.account
    return Source(
        origin=known.origins[code],
        indicators=tuple(found.id for found in known.measures_of_source.get(code, ())),
        acceptances=known.acceptances.get(code, ()),
        corrections=known.corrections.get(code, ()),
    )
