"""Each neighbourhood's own figure beside its steadied one."""

import numpy as np
import polars as pl

from ropewalk.findings.inequality import rules
from ropewalk.findings.inequality.groups import KEY, counting_limits
from ropewalk.stats.shrinkage import marshall
from ropewalk.vocabulary.words import Polarity, Position


def steadied(cells: pl.DataFrame) -> pl.DataFrame:
    """One row an indicator, place and neighbourhood, of its newest period: ``part``, ``parts``, ``state``,
    ``value`` as published, ``raw`` (a count for every thousand people, else the value), ``lower`` and
    ``upper`` (what chance makes of the count) and ``steadied``.

    The steadied figure is Marshall's, within the place: drawn towards the whole place's rate, the more so the
    fewer people stand behind it. Without counts there are no limits and no steadied figure: both are null.

    ``average``: of the place's neighbourhoods together. ``beside``: whether one is better or worse than
    that by more than chance explains (``rules.BESIDE``), as a funnel plot asks it; null without counts,
    and where neither way is better. Source: Spiegelhalter (2005) Statistics in Medicine 24:1185.
    """
    newest = cells.filter(pl.col("period") == pl.col("period").max().over("indicator", "place"))
    rows = newest.with_columns(pl.col("people").alias("among"))
    family = rows.select(pl.struct(KEY).rank("dense").alias("family"))["family"].to_numpy()
    events, among, scale = (rows[name].fill_null(np.nan).to_numpy() for name in ("events", "among", "scale"))
    low, high = counting_limits(rows.with_columns(pl.col("events", "among").fill_null(np.nan)))
    drawn = marshall(events, among, family).value * scale
    columns = {"raw": rows["rate"], "steadied": drawn, "lower": low, "upper": high}
    drawn_up = rows.with_columns(pl.Series(name, one).fill_nan(None) for name, one in columns.items())
    told = _beside(drawn_up)
    wanted = ("indicator", "place", "home", "period", "parts", "part", "state", "value", *columns)
    return told.select(*wanted, "average", "beside")


def _beside(rows: pl.DataFrame) -> pl.DataFrame:
    """Each neighbourhood beside all of its place's together."""
    nothing = pl.col("events", "among").fill_null(np.nan)
    low, high = counting_limits(rows.with_columns(nothing), rules.BESIDE)
    known = pl.col("events").is_not_null() & pl.col("among").is_not_null()
    events, among = (pl.when(known).then(name).sum().over(KEY) for name in ("events", "among"))
    average = pl.when(among > 0).then(pl.col("scale") * events / among)
    rows = rows.with_columns(
        pl.Series("surely_above", low).fill_nan(None), pl.Series("surely_below", high).fill_nan(None)
    ).with_columns(average=average)
    above, below = pl.col("surely_above") > pl.col("average"), pl.col("surely_below") < pl.col("average")
    higher = pl.col("polarity") == Polarity.HIGHER.value
    judged = pl.col("surely_above").is_not_null() & (pl.col("polarity") != Polarity.NEUTRAL.value)
    return rows.with_columns(
        pl.when(judged)
        .then(
            pl.when(pl.when(higher).then(above).otherwise(below))
            .then(pl.lit(Position.BETTER.value))
            .when(pl.when(higher).then(below).otherwise(above))
            .then(pl.lit(Position.WORSE.value))
            .otherwise(pl.lit(Position.NOT_DISTINGUISHABLE.value))
        )
        .alias("beside")
    )
