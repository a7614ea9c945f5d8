"""One value for one key: exact repeats are one row, contradictions stop the load or are refused."""

import polars as pl

from ropewalk.observations.columns import REFUSED
from ropewalk.sources.faults import faults_of
from ropewalk.vocabulary.errors import Fault
from ropewalk.vocabulary.tables import OBSERVATION_KEY, OBSERVATIONS

KEY = list(OBSERVATION_KEY)
REASON = "the file gives two different values for the same indicator, place, period and breakdown"


def settle(rows: pl.DataFrame, source: str) -> tuple[pl.DataFrame, pl.DataFrame, list[Fault]]:
    """Rows with one value a key, the contradictory rows that their table's map refuses, and the faults.

    ``rows``: the exchange columns, file, row, and ``contradictions`` ("stop" or "refuse"). A key that
    a table that stops has part in stops the load.
    """
    once = rows.unique(list(OBSERVATIONS), keep="first", maintain_order=True)
    if not once.select(KEY).is_duplicated().any():
        return once, once.clear(), []
    counted = once.with_columns(
        (pl.len().over(KEY) > 1).alias("contradicted"),
        (pl.col("contradictions") == "stop").any().over(KEY).alias("stops"),
    )
    wrong = counted.filter(pl.col("contradicted"))
    stopping = wrong.filter(pl.col("stops")).sort(KEY, maintain_order=True)
    refused = wrong.filter(~pl.col("stops")).select(once.columns)
    faults = _faults(stopping, source)
    return counted.filter(~pl.col("contradicted")).select(once.columns), refused, faults


def as_refused(rows: pl.DataFrame) -> pl.DataFrame:
    """Contradictory rows in the shape of a batch's refused rows."""
    value = pl.col("value").cast(pl.String).fill_null(pl.col("state"))
    said = rows.with_columns(value.alias("value"), pl.lit(REASON).alias("reason"))
    return said.select(list(REFUSED))


def _faults(rows: pl.DataFrame, source: str) -> list[Fault]:
    remedy = 'Ask the publisher which is right; contradictions = "refuse" leaves such rows out and lists them'
    found: list[Fault] = []
    for file in rows["file"].unique(maintain_order=True):
        part = rows.filter(pl.col("file") == file)

        def say(row: dict[str, object]) -> tuple[str, str]:
            key = ", ".join(str(row[name]) for name in KEY if row[name])
            return f"two different values for {key}", remedy

        found += faults_of(part, f"{source}/{file}", say, value="value")
    return found
