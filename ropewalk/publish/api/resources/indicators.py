"""Definitions of indicators."""

from ninja import Path, Query

from ropewalk.publish.api.answers import Asked
from ropewalk.publish.api.choosing import known_priorities, known_sources
from ropewalk.publish.api.paging import page_of
from ropewalk.publish.api.parameters import Code, IndicatorsQuery
from ropewalk.publish.api.problems import unknown_code
from ropewalk.publish.api.service import ROOT, paged, resource, stated
from ropewalk.publish.api.shapes import IndicatorAnswer, Indicators

TAG = "Indicators"


@resource("/indicators", Indicators, tag=TAG)
def indicators(request: Asked, query: Query[IndicatorsQuery]) -> Indicators:
    """The definitions of indicators: of all, of priorities, or of sources."""
    known = request.account
    serving, feeding = known_priorities(known, query.priority), known_sources(known, query.source)
    rows = [
        found
        for found in known.definitions.indicators
        if (not serving or serving & set(found.priorities)) and (not feeding or found.source in feeding)
    ]
    page = page_of(request, query, rows, of=known.key)
    return Indicators(**paged(page, request), **stated(request))


@resource("/indicators/{code}", IndicatorAnswer, tag=TAG)
def indicator(request: Asked, code: Path[Code]) -> IndicatorAnswer:
    """The definition of one indicator."""
    found = request.account.indicators.get(code)
    if found is None:
        raise unknown_code("indicator", code, f"{ROOT}/indicators")
    return IndicatorAnswer(item=found, **stated(request))
