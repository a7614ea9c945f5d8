"""The tables of gaps: their columns, apart from what works them out, so that readers need not load it."""

from dataclasses import dataclass
from typing import Final

import polars as pl

GAPS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "indicator": pl.String,
    "place": pl.String,
    "ranking": pl.String,
    "groups": pl.Int64,
    "period": pl.String,
    "slope_index": pl.Float64,
    "lower": pl.Float64,
    "upper": pl.Float64,
    "relative_index": pl.Float64,
    "relative_lower": pl.Float64,
    "relative_upper": pl.Float64,
    "p_value": pl.Float64,
    "verdict": pl.String,
    "direction": pl.String,
    "method": pl.String,
    "reasons": pl.String,
    "direction_reasons": pl.String,
    "neighbourhoods": pl.Int64,
    "revision": pl.Int64,
    "sentence": pl.String,
    "direction_sentence": pl.String,
}
GROUPS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "indicator": pl.String,
    "place": pl.String,
    "period": pl.String,
    "groups": pl.Int64,
    "group": pl.Int64,
    "neighbourhoods": pl.Int64,
    "people": pl.Float64,
    "value": pl.Float64,
    "lower": pl.Float64,
    "upper": pl.Float64,
}
NEIGHBOURHOODS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "indicator": pl.String,
    "place": pl.String,
    "neighbourhood": pl.String,
    "period": pl.String,
    "groups": pl.Int64,
    "group": pl.Int64,
    "value": pl.Float64,
    "state": pl.String,
    "raw": pl.Float64,
    "steadied": pl.Float64,
    "lower": pl.Float64,
    "upper": pl.Float64,
    "average": pl.Float64,
    "beside": pl.String,
}


@dataclass(frozen=True)
class Inside:
    """``gaps``, ``groups`` and ``neighbourhoods``: frames with the columns of the schemas above, sorted by
    indicator and place, then group or neighbourhood. All are of the newest period."""

    gaps: pl.DataFrame
    groups: pl.DataFrame
    neighbourhoods: pl.DataFrame
