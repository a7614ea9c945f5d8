"""Sources: whose files the figures come from, on what terms, and what became of every row."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
from django.http import HttpRequest

from ropewalk.design.languages import content
from ropewalk.publish.website import addresses, decided
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import known, page
from ropewalk.publish.website.decided import Accepted, Mended
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import period_words
from ropewalk.vocabulary.source import Origin

MOST_REFUSED = 200


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in a row."""

    origin: Origin
    href: str
    measures: int


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """What the list of sources shows."""

    rows: tuple[SourceRow, ...]
    producers: int
    files: int
    crumbs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was left out, as it stood in the file."""

    file: str
    row: str
    indicator: str
    place: str
    period: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """What a source's page shows. ``refused`` holds the first rows; ``refused_count`` all of them."""

    origin: Origin
    measures: tuple[Link, ...]
    revisions: tuple[Mapping[str, object], ...]
    editions: Mapping[int, Origin]
    accepted: tuple[Accepted, ...]
    mended: tuple[Mended, ...]
    refused: tuple[Refused, ...]
    refused_count: int
    reasons: tuple[tuple[str, int], ...]
    crumbs: tuple[Link, ...]


@page("sources.html", part=addresses.SOURCES)
def sources(account: Account, _request: HttpRequest) -> SourcesPage:
    """The view of the list of sources."""
    feeds = account.measures_of_source
    origins = sorted(account.origins.values(), key=lambda one: (one.producer, one.title))
    return SourcesPage(
        rows=tuple(
            SourceRow(origin, addresses.source(origin.id), len(feeds.get(origin.id, ())))
            for origin in origins
        ),
        producers=len({origin.producer for origin in origins}),
        files=sum(len(origin.files) for origin in origins),
        crumbs=(Link(_("Home"), addresses.at(addresses.HOME)), Link(_("Where the data comes from"))),
    )


@page("source.html", part=addresses.SOURCES)
def source(account: Account, _request: HttpRequest, code: str) -> SourcePage:
    """The view of one source."""
    origin: Origin = known(account.origins.get(code))
    refused = account.library.refused().filter(pl.col("source") == code)
    revisions = account.library.revisions().filter(pl.col("source") == code).sort("revision", descending=True)
    return SourcePage(
        origin=origin,
        measures=tuple(
            Link(indicator.title, addresses.indicator(indicator.id))
            for indicator in account.measures_of_source.get(code, ())
        ),
        revisions=tuple(revisions.iter_rows(named=True)),
        editions=account.editions.get(code, {}),
        accepted=decided.accepted(account, code),
        mended=decided.mended(account, code),
        refused=_refused(account, refused.head(MOST_REFUSED)),
        refused_count=refused.height,
        reasons=_reasons(refused),
        crumbs=(
            Link(_("Home"), addresses.at(addresses.HOME)),
            Link(_("Where the data comes from"), addresses.at(addresses.SOURCES)),
            Link(content(origin.title)),
        ),
    )


def _reasons(refused: pl.DataFrame) -> tuple[tuple[str, int], ...]:
    counts = refused.group_by("reason").len().sort("len", "reason", descending=[True, False])
    return tuple(counts.iter_rows())


def _refused(account: Account, rows: pl.DataFrame) -> tuple[Refused, ...]:
    return tuple(
        Refused(
            file=row["file"],
            row=f"{row['row']:,}" if row["row"] is not None else "",
            indicator=account.indicators[row["indicator"]].title
            if row["indicator"] in account.indicators
            else row["indicator"] or "",
            place=account.names.get(row["place"], row["place"] or ""),
            period=_period(row["period"]),
            value=row["value"] or "",
            reason=row["reason"],
        )
        for row in rows.iter_rows(named=True)
    )


def _period(text: str | None) -> str:
    """A refused row's period may be as wrong as the rest of it."""
    try:
        return period_words(text or "")
    except ValueError:
        return text or ""
