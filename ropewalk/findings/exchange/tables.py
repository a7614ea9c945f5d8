"""The rows of the tables that an account gives out, through disclosure control, as of any revision."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

import polars as pl

from ropewalk.findings.exchange import datasets as named
from ropewalk.findings.exchange import lists
from ropewalk.findings.exchange.columns import POLARS, Type
from ropewalk.findings.exchange.datasets import Dataset
from ropewalk.findings.exchange.known import Known
from ropewalk.findings.exchange.written import giver
from ropewalk.findings.inequality.table import gaps_of
from ropewalk.findings.library import Library

_GAPS: Final = {
    named.GAPS.name: "gaps",
    named.GAP_GROUPS.name: "groups",
    named.GAP_NEIGHBOURHOODS.name: "neighbourhoods",
}
_LISTS: Final[Mapping[str, Callable[[Known], object]]] = {
    named.INDICATORS.name: lists.indicators,
    named.PRIORITIES.name: lists.priorities,
    named.PLACES.name: lists.places,
    named.PEER_SETS.name: lists.peer_sets,
    named.PEERS.name: lists.peers,
    named.SOURCES.name: lists.sources,
}
_LOGGED: Final = {
    named.REVISIONS.name: "entries",
    named.CHANGES.name: "measures",
    named.CHANGED_FIGURES.name: "figures",
}


@lru_cache(maxsize=8)
def known(library: Library, key: str, revision: int) -> Known:  # noqa: ARG001 - the key makes it anew
    """What was known as of a revision; kept while the library's ``key`` is what it is."""
    return Known(library.disclosed(), revision)


def rows(library: Library, dataset: Dataset, revision: int, indicator: str | None = None) -> pl.DataFrame:
    """The rows of a table, its columns as ``dataset`` says, none of its texts null (an empty one is empty).

    ``indicator`` None: of every measure. ``revision``: as of which; the newest alone for a table that is not
    ``kept``. No rows where nothing is held. Raises StoreError when files are missing or damaged.
    """
    if dataset.name == named.OBSERVATIONS.name:
        reads = library.disclosed()
        found = reads.read(None if indicator is None else [indicator], None, as_of=revision)
    elif dataset.name == named.FINDINGS.name:
        found = library.findings(indicator=indicator)
    elif dataset.name in _GAPS:
        found = getattr(gaps_of(library.folder, indicator), _GAPS[dataset.name])
    elif dataset.name in _LISTS:
        each = list(_LISTS[dataset.name](known(library, library.key, revision)))  # type: ignore[call-overload]
        found = pl.DataFrame(each, schema=schema_of(dataset))
    elif dataset.written:
        give = giver(dataset.name)
        found = give() if give else pl.DataFrame(schema=schema_of(dataset))
    else:
        found = _logged(library, dataset, revision)
    return shaped(found, dataset)


def _logged(library: Library, dataset: Dataset, revision: int) -> pl.DataFrame:
    if dataset.name in _LOGGED:
        found: pl.DataFrame = getattr(library.history().log, _LOGGED[dataset.name])
    else:
        moment = pl.col("at").str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%:z", time_unit="us", time_zone="UTC")
        found = library.said().with_columns(moment)
    return found.filter(pl.col("revision") <= revision)


def schema_of(dataset: Dataset) -> pl.Schema:
    """The types of a table's columns."""
    return pl.Schema({column.name: POLARS[column.type] for column in dataset.columns})


def shaped(found: pl.DataFrame, dataset: Dataset) -> pl.DataFrame:
    """The same rows with the columns that the table has, in their order and types."""
    return found.select(
        pl.col(column.name).cast(pl.String).fill_null("")
        if column.type is Type.TEXT
        else pl.col(column.name).cast(POLARS[column.type])
        for column in dataset.columns
    )
