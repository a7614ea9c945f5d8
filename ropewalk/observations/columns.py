"""The columns of a load: of its observations, and of the rows that it leaves out."""

from typing import Final

import polars as pl

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
