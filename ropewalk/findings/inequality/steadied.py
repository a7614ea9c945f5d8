"""Each neighbourhood's own figure beside its steadied one."""

import numpy as np
import polars as pl

from ropewalk.findings.inequality.groups import KEY, counting_limits
from ropewalk.stats.shrinkage import marshall


def steadied(cells: pl.DataFrame) -> pl.DataFrame:
    """One row an indicator, place and neighbourhood, of its newest period: ``part``, ``parts``, ``state``,
    ``value`` as published, ``raw`` (a count for every thousand people, else the value), ``lower`` and
    ``upper`` (what chance makes of the count) and ``steadied``.

    The steadied figure is Marshall's, within the place: drawn towards the whole place's rate, the more so the
    fewer people stand behind it. Without counts there are no limits and no steadied figure: both are null.
    """
    newest = cells.filter(pl.col("period") == pl.col("period").max().over("indicator", "place"))
    rows = newest.with_columns(pl.col("people").alias("among"))
    family = rows.select(pl.struct(KEY).rank("dense").alias("family"))["family"].to_numpy()
    events, among, scale = (rows[name].fill_null(np.nan).to_numpy() for name in ("events", "among", "scale"))
    low, high = counting_limits(rows.with_columns(pl.col("events", "among").fill_null(np.nan)))
    drawn = marshall(events, among, family).value * scale
    columns = {"raw": rows["rate"], "steadied": drawn, "lower": low, "upper": high}
    return rows.with_columns(
        pl.Series(name, column).fill_nan(None) for name, column in columns.items()
    ).select("indicator", "place", "home", "period", "parts", "part", "state", "value", *columns)
