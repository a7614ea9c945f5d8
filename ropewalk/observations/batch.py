"""A load: everything that one source says, as it goes into the store."""

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from ropewalk.observations.columns import COLUMNS, NUMBERS, REFUSED, TEXTS
from ropewalk.observations.edition import Edition, Held
from ropewalk.observations.spill import Spilled
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.protection import Protection
from ropewalk.vocabulary.source import Origin

__all__ = ["COLUMNS", "NUMBERS", "REFUSED", "TEXTS", "Batch"]


def _no_rows() -> pl.DataFrame:
    return pl.DataFrame(schema=REFUSED)


@dataclass(frozen=True)
class Batch:
    """What a source's files say now; its observations replace whatever the source said before.

    ``observations``: the exchange columns, then ``file`` (a name of the source's files; empty when the
    row came from none) and ``row`` (counted from 1 as the file shows it; null when it came from none).
    ``refused``: the rows left out, as found (``value`` is the cell's text), each with the reason.
    ``places`` and ``renames`` (old code to new) add to those that the store knows. ``protection``: what the
    source says of how its figures are protected; None when it says nothing. A load larger than memory has no
    frames but ``spilled``: its rows have passed the door, and lie in temporary files until ``close``.
    ``papers``: further documents as kind, id, text (an empty text takes one back). ``repeated``: rows of the
    files that say again what another says, and are not among the observations.
    """

    origin: Origin
    observations: pl.DataFrame
    refused: pl.DataFrame = field(default_factory=_no_rows)
    places: tuple[Place, ...] = ()
    renames: dict[str, str] = field(default_factory=dict)
    protection: Protection | None = None
    papers: tuple[tuple[str, str, str], ...] = ()
    repeated: int = 0
    spilled: Spilled | None = None
    close: Callable[[], object] = lambda: None

    @property
    def height(self) -> int:
        """How many observations there are, in memory or not."""
        return self.spilled.rows if self.spilled else self.observations.height

    @property
    def refusals(self) -> int:
        """How many rows were refused, in memory or not."""
        return self.spilled.refusals if self.spilled else self.refused.height

    def edition(self) -> Edition:
        """The observations, to be asked as much at a time as can be held."""
        return self.spilled.edition() if self.spilled else Held(self.observations)

    def frame(self) -> pl.DataFrame:
        """All observations in memory, for a caller who knows that they fit."""
        return self.spilled.read() if self.spilled else self.observations

    def place_codes(self) -> set[str]:
        """The codes of the places that have an observation."""
        if self.spilled:
            return set(self.spilled.places)
        return set(self.observations.get_column("place").unique())

    def indicators(self) -> list[str]:
        """The ids of the indicators that have an observation."""
        if self.spilled:
            return self.spilled.indicators()
        return self.observations.get_column("indicator").unique().sort().to_list()
