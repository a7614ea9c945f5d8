"""The engine's gaps, on the quantiles that the reference program was given."""

from pathlib import Path

import numpy as np
import polars as pl

from ropewalk.findings.inequality.slopes import slopes


def test_gaps_are_the_slopes_of_the_reference(folder: Path) -> None:
    wanted = pl.read_csv(folder / "sii_expected.csv", infer_schema_length=None).filter(
        pl.col("value_type") == 0, ~pl.col("transform"), pl.col("multiplier") == 1
    )
    given = pl.read_csv(folder / "sii_input.csv", infer_schema_length=None).filter(
        pl.col("id").is_in(wanted["id"].implode())
    )
    groups = given.select(
        pl.col("id").alias("indicator"),
        pl.lit("here").alias("place"),
        pl.lit("2024-01-01/P1Y").alias("period"),
        pl.col("q").cast(pl.Int64).alias("part"),
        pl.len().over("id").cast(pl.Int64).alias("parts"),
        pl.lit(1).alias("homes"),
        pl.col("pop").cast(pl.Float64).alias("people"),
        pl.col("v").alias("value"),
        pl.col("lo").alias("lower"),
        pl.col("hi").alias("upper"),
        pl.lit(value=True).alias("counted"),
    )
    found = slopes(groups).sort("indicator")
    wanted = wanted.sort("id")
    assert found["indicator"].to_list() == wanted["id"].to_list()
    # The gap of the first quantile over the last is the other way round than the program's.
    np.testing.assert_allclose(found["slope"], -wanted["sii"].to_numpy(), rtol=1e-9, atol=1e-9)
