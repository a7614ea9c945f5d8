"""Taking in what is held now: findings, figures, names, definitions and what people wrote, as one value."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

import polars as pl

from ropewalk.findings.library import Library
from ropewalk.releases.code import code
from ropewalk.releases.frozen import About, Before, Frozen
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.place import Place

NEIGHBOURHOOD: Final = "lsoa"
SMALL: Final = frozenset({NEIGHBOURHOOD, "ward"})
SERIES: Final = ("indicator", "place", "breakdown", "period", "value", "lower", "upper", "state")


def freeze(
    definitions: Definitions,
    library: Library,
    *,
    number: int,
    title: str,
    at: datetime | None = None,
    rooms: Mapping[str, Any] | None = None,
    before: Before | None = None,
    **said: Any,
) -> Frozen:
    """All that is held of the own place now. ``at``: the release's time; for a draft the moment of the data,
    so that nothing follows from the clock; ``said``: more fields of ``About``. Raises StoreError without
    findings."""
    place, places = definitions.city.place, library.places()
    revised = moment_of(library)
    about = About(
        number=number,
        title=title,
        at=at or revised,
        revision=library.revision,
        revised_at=revised,
        definitions=definitions.version,
        code=code(),
        **said,
    )
    own = places.get(place)
    codes = [one.id for one in definitions.indicators]
    homes = [one.code for one in places.values() if one.kind == NEIGHBOURHOOD and place in one.parents]
    findings = library.findings(place=place)
    series = library.series(codes, [place, *(own.parents if own else ())]).select(SERIES)
    named = {place, *(own.parents if own else ()), *findings["comparator"]}
    return Frozen(
        about=about,
        definitions=definitions,
        findings=findings,
        headlines=library.headlines(place),
        series=series,
        inside=_newest(library.series(codes, homes, breakdowns=[""])) if homes else series.clear(),
        places={one.code: one for one in _kept(places.values(), place, named)},
        origins=library.origins(),
        rooms=dict(rooms or {}),
        before=before,
    )


def before_of(frozen: Frozen) -> Before:
    """What the next release has to know of this one."""
    about = frozen.about
    return Before(
        number=about.number,
        title=about.title,
        at=about.at,
        revision=about.revision,
        counted=dict(frozen.headlines.select("indicator", "counted").iter_rows()),
        rooms=dict(frozen.rooms),
    )


def moment_of(library: Library) -> datetime:
    """When the revision of the findings was made."""
    rows = library.revisions().filter(pl.col("revision") == library.revision)
    at: datetime = rows["at"][0]
    return at


def _kept(places: Iterable[Place], own: str, named: set[str]) -> Iterable[Place]:
    """The places that reports name: those compared with, and what lies inside the own place."""
    return (one for one in places if one.code in named or (one.kind in SMALL and own in one.parents))


def _newest(rows: pl.DataFrame) -> pl.DataFrame:
    """Each place's newest figure of each indicator."""
    known = rows.filter(pl.col("value").is_not_null()).sort("indicator", "place", "end", "start")
    newest = known.unique(["indicator", "place"], keep="last", maintain_order=True)
    return newest.select(SERIES)
