"""The middle and the range of a group of places, period by period: a peer set beside one place."""

from collections.abc import Collection

import polars as pl

from ropewalk.findings.rules import LEAST_FOR_MEDIAN

COLUMNS = ("period", "value", "lower", "upper", "places")


def spread(series: pl.DataFrame, places: Collection[str]) -> pl.DataFrame:
    """One row a period, oldest first: ``value`` the median of the places, ``lower`` and ``upper`` the least
    and the greatest of them, ``places`` how many have a value.

    ``series``: exchange columns of one indicator and one breakdown. A period in which fewer than three of the
    places have a value is left out: two places have no middle. A value that is missing or hidden counts for
    nothing. No limits of error are implied: ``lower`` and ``upper`` are other places' values.
    """
    known = series.filter(pl.col("place").is_in(list(places)) & pl.col("value").is_not_null())
    rows = known.group_by("period").agg(
        pl.col("value").median().alias("middle"),
        pl.col("value").min().alias("lower"),
        pl.col("value").max().alias("upper"),
        pl.col("place").n_unique().alias("places"),
    )
    enough = rows.filter(pl.col("places") >= LEAST_FOR_MEDIAN).rename({"middle": "value"})
    return enough.sort("period").select(COLUMNS)
