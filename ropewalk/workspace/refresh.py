"""Keep the findings in step with the store, the definitions, the rules and the day."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

import polars as pl
from msgspec.structs import replace

from ropewalk.findings import table
from ropewalk.findings.assess import Assessment, assess_read
from ropewalk.findings.basis import basis_of, changed, stale_from
from ropewalk.findings.comparison import Comparison
from ropewalk.findings.disclosure.keep import keep_shown
from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.findings.history.keep import keep_history
from ropewalk.findings.history.said import keep_said
from ropewalk.findings.inequality.keep import keep_gaps
from ropewalk.findings.merge import standing, together
from ropewalk.findings.newest import keep_newest
from ropewalk.findings.pieces import gathered
from ropewalk.observations.at_a_time import some_at_a_time
from ropewalk.observations.store import Store
from ropewalk.vocabulary.city import Definitions
from ropewalk.workspace.comparison import comparison_of
from ropewalk.workspace.declared import declare
from ropewalk.workspace.effects import keep_effects
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.outlines import keep_outlines, make_outlines

ROWS_AT_ONCE: Final = 80_000
"""Rows that are read and judged together: enough that the engine is not asked too often, and few enough that
what it needs for them (some 4 kB a row, where there are many comparators) is little."""


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did: the indicators worked out again, of how many; ``moved``: whether a reader sees
    another state of the findings than before."""

    indicators: frozenset[str]
    of: int
    moved: bool


def refresh(
    folder: Folder,
    definitions: Definitions,
    *,
    today: date,
    everything: bool = False,
    by: str = "ropewalk refresh",
) -> Refreshed:
    """Work out again the findings that could have changed; ``everything``: all of them.

    Definitions or a method that the store does not hold yet become a revision first, made ``by`` someone.

    An indicator's findings could have changed when its observations or definition, the peer sets, the
    register of places or our own rules have, or when a figure of it has grown old since.
    """
    store = Store.open(folder.store)
    keep_outlines(folder, make_outlines(folder, held=store.origins()))
    declare(store, definitions, by=by)
    keep_shown(folder.store, store, definitions.indicators)  # before anything is derived
    keep_gaps(folder.store, store, definitions, today=today)
    touched = store.touched()
    keep_newest(folder.store, store, _fitting(touched, touched["indicator"].to_list()))
    keep_effects(folder.store, store, definitions)
    comparison = comparison_of(definitions, store.places())
    keep_history(folder.store, store, Disclosed(store), definitions, comparison)
    done = _keep_findings(folder, store, definitions, comparison, today, everything=everything)
    # Last, because only what readers have been given was said.
    keep_said(folder.store, definitions.city.place, comparison.above(definitions.city.place, "country") or "")
    return done


def _keep_findings(
    folder: Folder,
    store: Store,
    definitions: Definitions,
    comparison: Comparison,
    today: date,
    *,
    everything: bool,
) -> Refreshed:
    before = table.current(folder.store)
    if before and table.findings_lack(before.folder):
        before = None  # by another version, or damaged: nothing of it can stand
    old = before.basis() if before else None
    now = basis_of(
        store.touched(),
        definitions.indicators,
        comparison,
        state=store.snapshot_key(),
        day=today,
        shown=Disclosed(store).marks(),
    )
    again = frozenset(now.own) if everything else changed(old, now)
    key = (store.revision, definitions.version)
    if before and old and not again and set(old.own) == set(now.own):
        now = replace(now, stale_from=old.stale_from, day=old.day)
        if moved := (before.revision, before.definitions_version) != key or now != old:
            table.carry_over(folder.store, revision=key[0], definitions_version=key[1], basis=now)
        return Refreshed(again, len(now.own), moved)
    kept = set(now.own) - again if before and old else set()
    with table.writing(folder.store) as out:
        for part in _assessed(store, definitions, again, store.revision, today):
            out.add(part.findings, part.ranks)
            now.stale_from.update(stale_from(part.findings, definitions.indicators))
        if before and old and kept:
            for findings, ranks in standing(before.folder, kept):
                out.add(findings, ranks)
            now.stale_from.update({name: month for name, month in old.stale_from.items() if name in kept})
        out.keep(revision=key[0], definitions_version=key[1], basis=now)
    return Refreshed(again, len(now.own), moved=True)


def assess_as_of(folder: Folder, definitions: Definitions, *, revision: int, today: date) -> Assessment:
    """The findings that the store as of a revision supports, by today's definitions and rules."""
    every = [indicator.id for indicator in definitions.indicators]
    return together([*_assessed(Store.open(folder.store), definitions, every, revision, today)])


def _assessed(
    store: Store, definitions: Definitions, chosen: Collection[str], revision: int, today: date
) -> Iterator[Assessment]:
    """A few indicators at a time, in the order of their ids: no finding rests on another indicator than its
    own."""
    measures = {indicator.id: indicator for indicator in definitions.indicators if indicator.id in chosen}
    comparison = comparison_of(definitions, store.places())

    def some(names: list[str]) -> Assessment:  # of its own, so that no rows are held while others are read
        asked = [measures[name] for name in names]
        weights = {one.crossing.weight for one in asked if one.crossing and one.crossing.weight}
        together = partial(gathered, Disclosed(store), sorted(weights.union(names)), as_of=revision)
        return assess_read(together, asked, comparison, revision=revision, today=today)

    yield from map(some, _fitting(store.touched(revision), sorted(measures)))


def _fitting(touched: pl.DataFrame, names: Iterable[str]) -> Iterator[list[str]]:
    """Indicators in their order, as many at a time as may be held. ``touched``: see ``Store.touched``."""
    rows = dict(touched.select("indicator", "rows").iter_rows())
    return some_at_a_time(((name, rows.get(name, 0)) for name in names), ROWS_AT_ONCE)
