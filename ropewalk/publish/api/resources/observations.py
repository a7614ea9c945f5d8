"""Observations as published, now or exactly as they were known at an older revision."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import polars as pl
from ninja import Query

from ropewalk.findings.library import Library
from ropewalk.publish.api.answers import Asked
from ropewalk.publish.api.choosing import OBSERVED, check_width, known_indicators, known_places
from ropewalk.publish.api.moments import revision_of
from ropewalk.publish.api.paging import cursor_of, page_of
from ropewalk.publish.api.parameters import ObservationsQuery
from ropewalk.publish.api.problems import Kind, ProblemError
from ropewalk.publish.api.service import paged, resource, stated
from ropewalk.publish.api.shapes import Observations
from ropewalk.publish.api.things import Observation
from ropewalk.vocabulary.period import parse_period

COLUMNS = Observation.__struct_fields__


@resource("/observations", Observations, tag="Observations")
def observations(request: Asked, query: Query[ObservationsQuery]) -> Observations:
    """Observations: figures as published, with limits, state and the row of the file they stand in.

    At least one indicator, priority or place must be named. With as_of: exactly as they were known then.
    Pages that follow a cursor are of the revision that the first page was of.
    """
    account, cursor = request.account, cursor_of(request, query)
    indicators = known_indicators(account, query.indicator, query.priority)
    places = known_places(account, query.place)
    check_width(indicators, places, OBSERVED)
    pinned = cursor.of if cursor else None
    revision = revision_of(account.library, pinned or query.as_of)
    names = tuple(sorted(indicators)) if indicators is not None else None
    rows = _kept(account.library, account.key, names, tuple(sorted(places)) or None, revision)
    page = page_of(request, query, rows.filter(_fits(query, rows)), of=str(revision))
    return Observations(**paged(page, request), **stated(request, revision))


@lru_cache(maxsize=4)
def _kept(
    library: Library, _: str, indicators: Sequence[str] | None, places: Sequence[str] | None, revision: int
) -> pl.DataFrame:
    """Rows read for one page are wanted for the next. Keyed by the state, too: what is hidden may change."""
    return library.known(indicators, places, as_of=revision).select(COLUMNS)


def _fits(query: ObservationsQuery, rows: pl.DataFrame) -> pl.Expr:
    """The tests that rows must pass. Raises ProblemError for days in the wrong order."""
    if query.from_ and query.to and query.from_ > query.to:
        raise ProblemError(Kind.CANNOT_BE, "from is later than to.", "Give the earlier day as from.")
    tests = [
        pl.col(name).is_in(chosen)
        for name, chosen in (
            ("breakdown", query.breakdown),
            ("period", query.period),
            ("state", [state.value for state in query.state]),
        )
        if chosen
    ]
    if query.from_ or query.to:
        tests.append(pl.col("period").is_in(_inside(rows["period"], query.from_, query.to)))
    return pl.all_horizontal(pl.lit(value=True), *tests)


def _inside(periods: pl.Series, first: date | None, last: date | None) -> list[str]:
    """The periods that lie between two days, both inside: few are different, so each is read once."""
    read = [parse_period(text) for text in periods.unique()]
    return [
        found.text
        for found in read
        if (first is None or found.start >= first) and (last is None or found.last_day <= last)
    ]
