"""Findings of today, and of an older revision what was said then, as far as that is on record."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import polars as pl
from ninja import Query

from ropewalk.findings.library import Library
from ropewalk.publish.api.answers import Asked
from ropewalk.publish.api.choosing import FOUND, check_width, known_indicators, known_places
from ropewalk.publish.api.moments import revision_of
from ropewalk.publish.api.paging import page_of
from ropewalk.publish.api.parameters import FindingsQuery
from ropewalk.publish.api.problems import Kind, ProblemError
from ropewalk.publish.api.service import paged, resource, stated
from ropewalk.publish.api.shapes import Findings
from ropewalk.publish.api.things import Finding

COLUMNS = Finding.__struct_fields__
_NOT_ON_RECORD: Final[dict[str, type[pl.DataType] | pl.DataType]] = {
    "breakdown": pl.String,
    **dict.fromkeys(("estimate", "lower", "upper", "p_value", "probability"), pl.Float64),
    **{"method": pl.String, "reasons": pl.List(pl.String), "points": pl.Int64},
}


@resource("/findings", Findings, tag="Findings")
def findings(request: Asked, query: Query[FindingsQuery]) -> Findings:
    """Findings: the answer to each question about an indicator in a place, with its interval and reasons.

    At least one indicator, priority or place must be named. With as_of an older revision: what was said then
    of the account's own place, as far as it is on record.
    """
    account = request.account
    indicators = known_indicators(account, query.indicator, query.priority)
    places = known_places(account, query.place)
    check_width(indicators, places, FOUND)
    revision = revision_of(account.library, query.as_of)
    on_record = revision != account.library.revision
    names = tuple(sorted(indicators)) if indicators is not None else None
    if on_record:
        rows = _said(request, names, places, revision)
    else:
        rows = _kept(account.library, account.key, names, tuple(sorted(places)) or None)
    page = page_of(request, query, rows.filter(_fits(query)), of=f"{account.key} {revision}")
    return Findings(on_record=on_record, **paged(page, request), **stated(request, revision))


@lru_cache(maxsize=4)
def _kept(
    library: Library, _: str, indicators: Sequence[str] | None, places: Sequence[str] | None
) -> pl.DataFrame:
    """Rows read for one page are wanted for the next."""
    found = library.findings(indicator=indicators, place=places)
    # One order, however it was asked; it is the table's own where an indicator is named.
    reasons = pl.when(pl.col("reasons") == "").then(pl.lit([], dtype=pl.List(pl.String)))
    return (
        found.sort("indicator", "place", maintain_order=True)
        .with_columns(
            reasons.otherwise(pl.col("reasons").str.split(";")).fill_null([]).alias("reasons"),
            said_at=pl.lit(None, dtype=pl.String),
        )
        .select(COLUMNS)
    )


def _said(request: Asked, indicators: Sequence[str] | None, places: set[str], revision: int) -> pl.DataFrame:
    """What was said last, up to a revision. Raises ProblemError where nothing is on record."""
    own = request.account.city.place
    if places - {own}:
        raise ProblemError(
            Kind.NOT_HELD,
            f"Of older revisions what was said is on record for {own} alone.",
            f"Ask for {own}, or for observations as of the revision.",
        )
    record = request.account.library.said()
    if record.filter(pl.col("revision") <= revision).is_empty():
        first = next(iter(record["revision"].sort()), None)
        since = f"Nothing was said before revision {first}." if first is not None else "Nothing is on record."
        remedy = "Ask for a later revision, or for observations as of this one."
        raise ProblemError(Kind.NOT_HELD, f"{since} Revision {revision} was asked for.", remedy)
    rows = record.filter(pl.col("revision") <= revision)
    last = rows.group_by("indicator", "question", "comparator", maintain_order=True).last()
    told = last.filter(pl.col("verdict") != "").sort("indicator", "question", "comparator")
    chosen = told.filter(pl.col("indicator").is_in(list(indicators))) if indicators is not None else told
    absent = [pl.lit(None, dtype=kind).alias(name) for name, kind in _NOT_ON_RECORD.items()]
    # ``method`` is there the number of the rules' edition, not how an estimate was made.
    return chosen.rename({"at": "said_at"}).drop("method").with_columns(absent).select(COLUMNS)


def _fits(query: FindingsQuery) -> pl.Expr:
    chosen = (
        ("breakdown", query.breakdown),
        ("question", [question.value for question in query.question]),
        ("comparator", query.comparator),
        ("verdict", query.verdict),
    )
    tests = [pl.col(name).is_in(words) for name, words in chosen if words]
    return pl.all_horizontal(pl.lit(value=True), *tests)
