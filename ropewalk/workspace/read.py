"""The two exchange tables of a workspace, now or as of an earlier revision."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.findings.library import Library
from ropewalk.observations.moments import AsOf
from ropewalk.observations.store import Store
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder

Names = Sequence[str] | None


def read_observations(
    folder: Folder,
    *,
    places: Names = None,
    indicators: Names = None,
    as_of: AsOf | None = None,
    undisclosed: bool = False,
) -> pl.DataFrame:
    """Observations as readers may see them, or as the store holds them (``undisclosed``: for officers, never
    to be published); the columns of ``vocabulary.tables.OBSERVATIONS`` first.

    Raises UserError for a place, an indicator or a revision that is not known."""
    store = Store.open(folder.store)
    read = store.read if undisclosed else Disclosed(store).read
    table = read(indicators or None, places or None, as_of=_held(store, as_of))
    _check_known(folder, store, table, places, indicators)
    return table


def read_findings(
    folder: Folder, *, places: Names = None, indicators: Names = None, as_of: AsOf | None = None
) -> pl.DataFrame:
    """Findings from the derived table, or assessed again as of an earlier revision.

    Raises UserError for a place, an indicator or a revision that is not known."""
    store = Store.open(folder.store)
    revision = _held(store, as_of)
    if revision is None or revision == store.revision:
        table = Library(folder.store).findings()
    else:
        definitions = read_definitions(folder)
        day = _day_of(store, revision)
        from ropewalk.workspace.refresh import assess_as_of  # late: it loads the compiled engine

        table = assess_as_of(folder, definitions, revision=revision, today=day).findings
    _check_known(folder, store, table, places, indicators)
    wanted = (("place", places), ("indicator", indicators))
    tests = [pl.col(name).is_in(list(values)) for name, values in wanted if values]
    return table.filter(*tests) if tests else table


def _check_known(folder: Folder, store: Store, table: pl.DataFrame, places: Names, indicators: Names) -> None:
    """Raise UserError for each name that neither the table nor the workspace knows: a slip of the pen would
    else look like a place without figures."""
    strange = [name for name in places or () if name not in set(table["place"])]
    faults = [
        Fault("no such place is in the register", "Give its official code, such as E92000001", value=name)
        for name in strange
        if name not in store.places()
    ]
    strange = [name for name in indicators or () if name not in set(table["indicator"])]
    known = {indicator.id for indicator in read_definitions(folder).indicators} if strange else set()
    faults += [
        Fault("there is no such indicator", "Give an id from the indicators folder", value=name)
        for name in strange
        if name not in known
    ]
    if faults:
        raise UserError(*faults)


def _held(store: Store, as_of: AsOf | None) -> int | None:
    """The revision asked for by number, day or moment."""
    if as_of is None:
        return None
    revision = as_of if isinstance(as_of, int) else store.revision_at(as_of)
    if not 1 <= revision <= store.revision:
        remedy = f"Ask for a revision from 1 to {store.revision}, or for a day since the first load"
        raise UserError(Fault("the store has no such revision", remedy, value=str(as_of)))
    return revision


def _day_of(store: Store, revision: int | None) -> date:
    """The day a revision was made, so that what was fresh then is judged fresh."""
    at = store.revisions().filter(pl.col("revision") == revision)["at"].item()
    return at.date()  # type: ignore[no-any-return]
