"""The log of published numbers: what each revision changed, of the account's own place first.

Made from the store by comparing each revision with the one before it, through disclosure control, and
kept. A revision never changes, so only those that are new are looked at; but a figure that is hidden today
is hidden in every line of the log, and of a protected source's figure that was taken away no number is told.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import msgspec
import polars as pl

from ropewalk.findings.disclosure.hide import OPEN
from ropewalk.findings.history.then import Reads
from ropewalk.observations import changes, paper_changes
from ropewalk.observations.changes import ADDED, REMOVED, REVISED, sized
from ropewalk.observations.store import Store
from ropewalk.vocabulary.source import Origin
from ropewalk.vocabulary.tables import OBSERVATION_KEY

MEASURES: Final = pl.Schema(
    {
        "revision": pl.Int64,
        "indicator": pl.String,
        "own": pl.Boolean,
        **dict.fromkeys((ADDED, REVISED, REMOVED, "places"), pl.Int64),
    }
)
FIGURES: Final = pl.Schema(
    {
        "revision": pl.Int64,
        **dict.fromkeys(("change", *OBSERVATION_KEY), pl.String),
        **dict.fromkeys(("old_value", "value", "size"), pl.Float64),
        **dict.fromkeys(("against_interval", "old_state", "state"), pl.String),
    }
)
PAPERS: Final = pl.Schema({"revision": pl.Int64, **paper_changes.COLUMNS})
ENTRIES: Final = pl.Schema(
    {
        "revision": pl.Int64(),
        "at": pl.Datetime("us", "UTC"),
        **dict.fromkeys(("source", "by", "note"), pl.String()),
        **dict.fromkeys((ADDED, REVISED, REMOVED, "refused"), pl.Int64()),
        **dict.fromkeys(("title", "producer"), pl.String()),
        "published": pl.Date(),
    }
)


@dataclass(frozen=True)
class Log:
    """``entries``: a row a revision, with the source's title, producer and publisher's date as of then.
    ``measures``: how many figures of an indicator changed, of the own place and of others. ``figures``: the
    own place's that are not as they were, except an indicator's first. ``papers`` and ``reasons``: see
    ``paper_changes``. Columns: ENTRIES, MEASURES, FIGURES, PAPERS, ``paper_changes.REASONS``."""

    entries: pl.DataFrame
    measures: pl.DataFrame
    figures: pl.DataFrame
    papers: pl.DataFrame
    reasons: pl.DataFrame

    @property
    def revision(self) -> int:
        """The newest revision that it tells of; 0 when it tells of none."""
        return self.entries.height


SCHEMAS: Final[dict[str, pl.Schema]] = {
    "entries": ENTRIES,
    "measures": MEASURES,
    "figures": FIGURES,
    "papers": PAPERS,
    "reasons": pl.Schema(paper_changes.REASONS),
}


def no_log() -> Log:
    """A log of nothing."""
    return Log(**{name: pl.DataFrame(schema=SCHEMAS[name]) for name in SCHEMAS})


def log_of(store: Store, reads: Reads, place: str, known: Log) -> Log:
    """The log up to the store's newest revision, made on from ``known``, a log of the same place."""
    revisions = store.revisions()
    new = range(known.revision + 1, store.revision + 1)
    written = store.papers_since(0) if new else pl.DataFrame()
    measures = [known.measures]
    for revision in new:  # each compares two versions of the store; rows are never looped over
        counted = store.changed(revision, place).select(pl.lit(revision).alias("revision"), pl.all())
        measures.append(counted.select(pl.col(name).cast(kind) for name, kind in MEASURES.items()))
    every = pl.concat(measures)
    figures = pl.concat([known.figures, *(_figures(reads, every, place, revision) for revision in new)])
    if not new:
        return Log(known.entries, every, _still_open(reads, figures, place), known.papers, known.reasons)
    return Log(
        entries=_entries(revisions, written),
        measures=every,
        figures=_still_open(reads, figures, place),
        papers=reads.sealed(paper_changes.by_revision(written)),
        reasons=paper_changes.reasons(revisions, written),
    )


def _entries(revisions: pl.DataFrame, written: pl.DataFrame) -> pl.DataFrame:
    """Revisions with what the source's newest origin as of each says of itself."""
    papers = written.filter(pl.col("kind") == "origin").select("revision", "id", "document")
    told = [
        (revision, source, origin.title, origin.producer, origin.published)
        for revision, source, document in papers.iter_rows()
        for origin in [msgspec.json.decode(document, type=Origin)]
    ]
    schema = {"revision": pl.Int64, **dict.fromkeys(("source", "title", "producer"), pl.String)}
    origins = pl.DataFrame(told, {**schema, "published": pl.Date}, orient="row")
    known = revisions.sort("revision").join_asof(
        origins.sort("revision"), on="revision", by="source", check_sortedness=False
    )
    return known.select(pl.col(name).cast(kind) for name, kind in ENTRIES.items())


def _figures(reads: Reads, measures: pl.DataFrame, place: str, revision: int) -> pl.DataFrame:
    """The own place's figures that a revision changed, of indicators that it had figures of before."""
    own = measures.filter("own")
    mine = own.filter(pl.col("revision") == revision)["indicator"]
    before = own.filter(pl.col("revision") < revision)["indicator"].unique()
    again = [name for name in mine if name in before]
    if not again:
        return pl.DataFrame(schema=FIGURES)
    old, new = (reads.read(again, [place], as_of=at) for at in (revision - 1, revision))
    told = compared(old, new, reads.closed())
    return told.select(pl.lit(revision, dtype=pl.Int64).alias("revision"), pl.all())


def compared(old: pl.DataFrame, new: pl.DataFrame, closed: Collection[str]) -> pl.DataFrame:
    """The figures of one reading that are not as they are in the other: FIGURES without the revision. The
    value of a figure that was taken away is not told where its source is in ``closed``: no newer row of it is
    left that could say that it must be hidden."""
    both = changes.compared(old.rename({"source": "old_source"}), new)
    shut = (pl.col("change") == REMOVED) & pl.col("old_source").is_in(list(closed))
    told = sized(both.with_columns(pl.when(~shut).then("old_value").alias("old_value")))
    return told.select(list(FIGURES)[1:]).sort(OBSERVATION_KEY)


def _still_open(reads: Reads, figures: pl.DataFrame, place: str) -> pl.DataFrame:
    """The figures without any number of one that is hidden today."""
    if figures.is_empty():
        return figures
    now = reads.read(figures["indicator"].unique().to_list(), [place], as_of=None)
    hidden = now.filter(~pl.col("state").is_in(OPEN)).select(OBSERVATION_KEY).with_columns(shut=True)
    both = figures.join(hidden, on=OBSERVATION_KEY, how="left", maintain_order="left")
    numbers = ("old_value", "value", "size", "against_interval")
    shown = (pl.when(pl.col("shut").is_null()).then(name).alias(name) for name in numbers)
    return both.with_columns(shown).select(list(FIGURES))
