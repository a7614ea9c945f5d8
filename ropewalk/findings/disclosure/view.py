"""A store as readers may see it. Everything above this room reads observations through here."""

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache
from typing import Final

import msgspec
import polars as pl

from ropewalk.findings.disclosure import record
from ropewalk.findings.disclosure.hide import NUMBERS, without_hidden
from ropewalk.observations import paper_changes, side
from ropewalk.observations.changes import Changes, compared, sized
from ropewalk.observations.moments import AsOf
from ropewalk.observations.store import Store
from ropewalk.vocabulary.source import Origin
from ropewalk.vocabulary.tables import OBSERVATION_KEY
from ropewalk.vocabulary.words import State

HIDDEN: Final = "hidden, so that nobody can be picked out"


class Disclosed:
    """A store's observations without what must not be seen: what a row's own state hides, and what the rules
    of its source hide. A load of a protected source of which nothing is on record shows no number."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._closed = lru_cache(maxsize=8)(self._closed_at)

    def read(
        self,
        indicators: Collection[str] | None = None,
        places: Collection[str] | None = None,
        *,
        as_of: AsOf | None = None,
    ) -> pl.DataFrame:
        """As ``Store.read``. A hidden row says that it is suppressed and carries no number, whether it was
        small itself or guards another."""
        rows = self.store.read(indicators, places, as_of=as_of)
        closed = self.closed(as_of)
        mine = rows["source"].is_in(closed) if closed else None
        if mine is None or not mine.any():
            return without_hidden(rows)
        return without_hidden(self._replaced(rows, closed, as_of))

    def refused(self, as_of: AsOf | None = None) -> pl.DataFrame:
        """As ``Store.refused``, without what stood in the cells of protected sources' files."""
        table = self.store.refused(as_of)
        closed = pl.col("source").is_in(list(self.closed(as_of)))
        return table.with_columns(pl.when(closed).then(pl.lit(HIDDEN)).otherwise("value").alias("value"))

    def changes(
        self,
        before: AsOf,
        after: AsOf,
        *,
        indicators: Collection[str] | None = None,
        places: Collection[str] | None = None,
    ) -> Changes:
        """As ``Store.changes``. Of protected sources what is told is how what readers saw has changed: a
        hidden number that becomes another hidden number is no change."""
        found = self.store.changes(before, after, indicators=indicators, places=places)
        closed = sorted({*self.closed(found.before), *self.closed(found.after)})
        if not closed:
            return found
        mine = pl.col("source").is_in(closed)
        old, new = (
            self.read(indicators, places, as_of=as_of).filter(mine) for as_of in (found.before, found.after)
        )
        told = sized(_worded(compared(old.rename({"source": "old_source"}), new)))
        rows = pl.concat([found.rows.filter(~mine), told.select(found.rows.columns)])
        return replace(found, rows=rows.sort(OBSERVATION_KEY), papers=self.sealed(found.papers))

    def sealed(self, papers: pl.DataFrame) -> pl.DataFrame:
        """Changes of documents (see ``paper_changes``) without what gives a protected source's files away."""
        ever = list(self._ever_closed())
        if not ever or papers.is_empty():
            return papers
        fingerprint = (pl.col("kind") == side.ORIGIN) & pl.col("field").str.contains(r"(sha256|bytes)$")
        others = ~pl.col("kind").is_in([*paper_changes.PARTS, side.PROTECTION])
        mine = pl.col("id").str.split("/").list.first().is_in(ever)
        kept = papers.filter(~(fingerprint & mine))
        return kept.with_columns(
            pl.when(others & mine & (pl.col(name) != "")).then(pl.lit(HIDDEN)).otherwise(name).alias(name)
            for name in ("old", "new")
        )

    def origins(self, as_of: AsOf | None = None) -> dict[str, Origin]:
        """As ``Store.origins``. Of a protected source's files no fingerprint and no size is told: with either
        a guess at the few numbers that are hidden could be checked."""
        closed = self.closed(as_of)
        return {
            name: _without_fingerprints(origin) if name in closed else origin
            for name, origin in self.store.origins(as_of).items()
        }

    def closed(self, as_of: AsOf | None = None) -> tuple[str, ...]:
        """The sources that are protected, as of a revision."""
        return self._closed(self.store.snapshot_key(), as_of)

    def marks(self) -> dict[str, str]:
        """For each indicator with rows of protected sources, a text that changes when what is shown does."""
        known, held = record.newest(record.entries(self.store.path)), self.store.newest()
        found: dict[str, str] = {}
        for source in self.closed():
            entry = known.get((source, held.get(source, 0)))
            for name in entry.indicators if entry else ():
                found[name] = f"{found.get(name, '')} {entry.file if entry else ''}"
        return found

    def _ever_closed(self) -> set[str]:
        """The sources that are protected now, and those that once were."""
        return {*self.closed(), *(entry.source for entry in record.entries(self.store.path))}

    def _closed_at(self, _: str, as_of: AsOf | None) -> tuple[str, ...]:
        rules = self.store.protections(as_of)
        return tuple(sorted(name for name, rule in rules.items() if rule.published == "protected"))

    def _replaced(self, rows: pl.DataFrame, closed: tuple[str, ...], as_of: AsOf | None) -> pl.DataFrame:
        """The rows, those of protected sources with the numbers and states that are on record."""
        known, held = record.newest(record.entries(self.store.path)), self.store.newest(as_of)
        named = [name for name in rows["source"].unique() if name in closed]
        found = [known[key] for name in named if (key := (name, held.get(name, 0))) in known]
        asked = rows["indicator"].unique()
        kept = [
            record.rows(self.store.path, one, asked).with_columns(source=pl.lit(one.source)) for one in found
        ]
        shown = (
            pl.concat(kept) if kept else rows.clear().select(*OBSERVATION_KEY, *NUMBERS, "state", "source")
        )
        own = {name: f"{name}_shown" for name in (*NUMBERS, "state")}
        both = rows.join(
            shown.rename(own), on=[*OBSERVATION_KEY, "source"], how="left", maintain_order="left"
        )
        mine = pl.col("source").is_in(named)
        state = pl.col("state_shown").fill_null(State.SUPPRESSED.value)
        numbers = [pl.when(mine).then(own[name]).otherwise(name).alias(name) for name in NUMBERS]
        return both.with_columns(
            *numbers, pl.when(mine).then(state).otherwise("state").alias("state")
        ).select(rows.columns)


def _worded(rows: pl.DataFrame) -> pl.DataFrame:
    """Compared rows, a removed one with the place that its older edition had."""
    return rows.with_columns(
        pl.coalesce(name, f"old_{name}").alias(name) for name in ("source", "file", "row")
    )


def _without_fingerprints(origin: Origin) -> Origin:
    files = tuple(msgspec.structs.replace(file, sha256="", bytes=0) for file in origin.files)
    return msgspec.structs.replace(origin, files=files)
