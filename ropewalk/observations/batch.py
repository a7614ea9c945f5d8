"""A load: everything that one source says, as it goes into the store."""

from dataclasses import dataclass, field
from typing import Final

import polars as pl

from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.protection import Protection
from ropewalk.vocabulary.source import Origin
from ropewalk.vocabulary.tables import OBSERVATION_KEY, OBSERVATIONS

TEXTS: Final = (*OBSERVATION_KEY, "state", "file")
NUMBERS: Final = ("value", "lower", "upper", "numerator", "denominator")
COLUMNS: Final[dict[str, type[pl.DataType]]] = {
    **{name: pl.String if kind is str else pl.Float64 for name, kind in OBSERVATIONS.items()},
    "file": pl.String,
    "row": pl.Int64,
}
REFUSED: Final[dict[str, type[pl.DataType]]] = {
    "file": pl.String,
    "row": pl.Int64,
    "indicator": pl.String,
    "place": pl.String,
    "period": pl.String,
    "breakdown": pl.String,
    "value": pl.String,
    "reason": pl.String,
}


def _no_rows() -> pl.DataFrame:
    return pl.DataFrame(schema=REFUSED)


@dataclass(frozen=True)
class Batch:
    """What a source's files say now; its observations replace whatever the source said before.

    ``observations``: the exchange columns, then ``file`` (a name of the source's files; empty when the
    row came from none) and ``row`` (counted from 1 as the file shows it; null when it came from none).
    ``refused``: the rows left out, as found (``value`` is the cell's text), each with the reason.
    ``places`` and ``renames`` (old code to new) add to those that the store knows. ``protection``: what the
    source says of how its figures are protected; None when it says nothing.
    """

    origin: Origin
    observations: pl.DataFrame
    refused: pl.DataFrame = field(default_factory=_no_rows)
    places: tuple[Place, ...] = ()
    renames: dict[str, str] = field(default_factory=dict)
    protection: Protection | None = None
