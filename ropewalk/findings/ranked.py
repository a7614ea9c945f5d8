"""The columns of the table of ranks: who only reads the table need not load the engine that makes it."""

from typing import Final

import polars as pl

SCHEMA: Final[dict[str, type[pl.DataType]]] = {
    "indicator": pl.String,
    "place": pl.String,
    "breakdown": pl.String,
    "period": pl.String,
    "comparator": pl.String,
    "low": pl.Int64,
    "high": pl.Int64,
    "of": pl.Int64,
    "median": pl.Float64,
    "basis": pl.String,
}
"""``basis``: 'limits' when the range follows from 95% limits, 'values only' when none are published."""
