"""A store's observations as readers may see them."""

from collections.abc import Collection

import polars as pl

from ropewalk.findings.disclosure import without_hidden
from ropewalk.observations.store import Store


class Disclosed:
    """Reads through disclosure control."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def read(
        self,
        indicators: Collection[str] | None = None,
        places: Collection[str] | None = None,
        *,
        as_of: int | None = None,
    ) -> pl.DataFrame:
        """As ``Store.read``."""
        return without_hidden(self.store.read(indicators, places, as_of=as_of))
