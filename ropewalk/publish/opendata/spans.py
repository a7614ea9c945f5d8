"""From when to when a measure's figures go, and when they were first and last loaded."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import polars as pl

from ropewalk.findings.exchange.datasets import OBSERVATIONS
from ropewalk.findings.exchange.tables import rows
from ropewalk.publish.opendata.given import LONG_AGO
from ropewalk.publish.opendata.holding import Holding
from ropewalk.vocabulary.period import parse_period


@dataclass(frozen=True, slots=True)
class Span:
    """``start`` and ``end``: the first and last day of the figures' periods; ``issued`` and ``modified``: the
    moments of the first and last revision that brought or changed any."""

    start: date | None = None
    end: date | None = None
    issued: datetime = LONG_AGO
    modified: datetime = LONG_AGO


@lru_cache(maxsize=2)
def spans(holding: Holding) -> dict[str, Span]:
    """The span of each measure that has figures, by its id; of all together under an empty one."""
    when = _loaded(holding)
    whole = when[""]
    found = {}
    for name, start, end in _days(holding):
        if name in holding.known.indicators:
            found[name] = Span(start, end, *when.get(name, whole))
    starts, ends = [s.start for s in found.values() if s.start], [s.end for s in found.values() if s.end]
    return {"": Span(min(starts, default=None), max(ends, default=None), *whole), **found}


def _days(holding: Holding) -> list[tuple[str, date, date]]:
    every = rows(holding.library, OBSERVATIONS, holding.revision).select("indicator", "period").unique()
    texts = every["period"].unique()
    periods = [parse_period(text) for text in texts]
    known = pl.DataFrame(
        {
            "period": texts,
            "start": [period.start for period in periods],
            "end": [period.end - timedelta(days=1) for period in periods],
        },
        schema={"period": pl.String, "start": pl.Date, "end": pl.Date},
    )
    both = every.join(known, on="period").group_by("indicator").agg(pl.min("start"), pl.max("end"))
    return both.sort("indicator").rows()


def _loaded(holding: Holding) -> dict[str, tuple[datetime, datetime]]:
    revisions = holding.library.revisions().select("revision", "at")
    first_last = (pl.min("at").alias("first"), pl.max("at").alias("last"))
    measures = holding.library.history().log.measures.join(revisions, on="revision")
    by_measure = measures.group_by("indicator").agg(first_last).rows()
    whole = revisions.select(first_last).row(0) if revisions.height else (LONG_AGO, LONG_AGO)
    return {"": whole, **{name: (first, last) for name, first, last in by_measure}}
