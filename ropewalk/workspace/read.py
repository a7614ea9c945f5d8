"""The two exchange tables of a workspace, now or as of an earlier revision."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from ropewalk.findings.library import Library
from ropewalk.observations.store import Store
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.refresh import assess_as_of

Names = Sequence[str] | None


def read_observations(
    folder: Folder, *, places: Names = None, indicators: Names = None, as_of: int | None = None
) -> pl.DataFrame:
    """Observations as the store held them; the columns of ``vocabulary.tables.OBSERVATIONS`` first."""
    store = Store.open(folder.store)
    return store.read(indicators or None, places or None, as_of=_held(store, as_of))


def read_findings(
    folder: Folder, *, places: Names = None, indicators: Names = None, as_of: int | None = None
) -> pl.DataFrame:
    """Findings from the derived table, or assessed again as of an earlier revision."""
    store = Store.open(folder.store)
    if as_of is None or as_of == store.revision:
        table = Library(folder.store).findings()
    else:
        revision, definitions = _held(store, as_of), read_definitions(folder)
        day = _day_of(store, revision)
        table = assess_as_of(folder, definitions, revision=revision or 0, today=day).findings
    wanted = (("place", places), ("indicator", indicators))
    tests = [pl.col(name).is_in(list(values)) for name, values in wanted if values]
    return table.filter(*tests) if tests else table


def _held(store: Store, revision: int | None) -> int | None:
    if revision is not None and not 1 <= revision <= store.revision:
        remedy = f"Ask for a revision from 1 to {store.revision}"
        raise UserError(Fault("the store has no such revision", remedy, value=str(revision)))
    return revision


def _day_of(store: Store, revision: int | None) -> date:
    """The day a revision was made, so that what was fresh then is judged fresh."""
    at = store.revisions().filter(pl.col("revision") == revision)["at"].item()
    return at.date()  # type: ignore[no-any-return]
