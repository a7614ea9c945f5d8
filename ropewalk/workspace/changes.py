"""What changed in a workspace between two revisions, as a table and as a document."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.observations.changes import REMOVED, REVISED, Changes
from ropewalk.observations.moments import AsOf
from ropewalk.observations.store import Store
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder

FIGURES = "figures"
Names = Sequence[str] | None


def read_changes(
    folder: Folder,
    before: AsOf | None = None,
    after: AsOf | None = None,
    *,
    indicators: Names = None,
    places: Names = None,
    sources: Names = None,
) -> Changes:
    """What changed from one revision, day or moment to a later one; by default in the newest revision.

    ``indicators``, ``places`` and ``sources`` choose among the figures. Raises UserError for a name that is
    not known, StoreError for a revision that is not held.
    """
    store = Store.open(folder.store)
    _check(folder, store, indicators, places, sources)
    last = store.revision if after is None else after
    first = max(store.revision - 1, 0) if before is None else before
    found = Disclosed(store).changes(first, last, indicators=indicators or None, places=places or None)
    if not sources:
        return found
    mine = pl.col("source").is_in(list(sources))
    return Changes(
        found.before,
        found.after,
        found.revisions.filter(mine),
        found.rows.filter(mine),
        found.papers.filter((pl.col("kind") != "origin") | pl.col("id").is_in(list(sources))),
        found.reasons.filter(mine | (pl.col("source") == "")),
    )


def as_table(found: Changes) -> pl.DataFrame:
    """Every change in a row: ``part`` (figures, definitions, plan, places, method, sources, others), then the
    columns of figures and of documents, empty where they say nothing."""
    figures = found.rows.select(pl.lit(FIGURES).alias("part"), pl.all())
    return pl.concat([figures, found.papers], how="diagonal")


def as_document(found: Changes) -> dict[str, Any]:
    """Everything, for a machine to read."""
    return {
        "before": found.before,
        "after": found.after,
        "counts": {
            "added": found.rows.height - found.count(REVISED) - found.count(REMOVED),
            "revised": found.count(REVISED),
            "removed": found.count(REMOVED),
            "states": found.states,
            "documents": found.papers.height,
        },
        "revisions": found.revisions.to_dicts(),
        "figures": found.rows.to_dicts(),
        "documents": found.papers.to_dicts(),
        "reasons": found.reasons.to_dicts(),
    }


def _check(folder: Folder, store: Store, indicators: Names, places: Names, sources: Names) -> None:
    """Raise UserError for each name that was never known: a slip of the pen would look like no change."""
    definitions = read_definitions(folder) if indicators else None
    defined = {one.id for one in definitions.indicators} if definitions else set()
    known = (
        (indicators, defined | set(store.papers("indicator")), "indicator", "Give an id of indicators/"),
        (places, set(store.places()) if places else (), "place", "Give its official code"),
        (sources, set(store.origins()) if sources else (), "source", "Give the name of a folder of sources/"),
    )
    faults = [
        Fault(f"there is no such {what}", remedy, value=name)
        for names, held, what, remedy in known
        for name in names or ()
        if name not in held
    ]
    if faults:
        raise UserError(*faults)
