"""How many rows each table has, without reading it whole: of each measure, and of all."""

from collections.abc import Mapping

import polars as pl

from ropewalk.findings import table
from ropewalk.findings.exchange.datasets import FINDINGS, OBSERVATIONS, Dataset
from ropewalk.findings.exchange.tables import rows
from ropewalk.findings.library import Library


def by_measure(library: Library, dataset: Dataset) -> Mapping[str, int]:
    """Rows of each measure in a table that is given by measure, as of the newest revision; measures without
    any are not there. Raises StoreError when files are missing or damaged."""
    if dataset.name == OBSERVATIONS.name:
        counted = library.disclosed().store.touched(library.revision).select("indicator", "rows")
    elif dataset.name == FINDINGS.name:
        now = table.current(library.folder)
        found = table.read_table(now.folder / table.BY_INDICATOR) if now else None
        counted = found.group_by("indicator").len().collect() if found is not None else pl.DataFrame()
    else:
        counted = rows(library, dataset, library.revision).group_by("indicator").len()
    return dict(counted.iter_rows())


def whole(library: Library, dataset: Dataset) -> int:
    """Rows of a table, as of the newest revision. Raises as ``by_measure`` does."""
    if dataset.by_indicator:
        return sum(by_measure(library, dataset).values())
    return rows(library, dataset, library.revision).height
