"""What each fifth or tenth of neighbourhoods comes to, and how sure that is."""

from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from ropewalk.stats.arrays import t_quantile
from ropewalk.stats.intervals import proportion_limits, rate_limits
from ropewalk.vocabulary.words import Kind

CONFIDENCE: Final = 0.95
KEY: Final = ("indicator", "place", "period")


def group_values(cells: pl.DataFrame) -> pl.DataFrame:
    """One row an indicator, place, period and part: ``homes`` (neighbourhoods with a figure), ``people``,
    ``value``, ``lower``, ``upper`` (95% limits, null where unknown), ``counted``, ``parts``, ``kind``,
    ``scale``.

    Value: with counts, all events over all people; without, the mean of the neighbourhoods weighted by the
    people who live there. Its error is the larger of two: what chance makes of the counts (Wilson for shares,
    Byar for rates), and how far apart the neighbourhoods of the group are, with t quantiles. With shares s of
    the group's people and m neighbourhoods the second is m / (m - 1) sum s^2 (rate - value)^2. Source:
    Cochran (1977) Sampling Techniques, 3rd edition, equation 2.46 (variance of a ratio).
    """
    group = [*KEY, "part"]
    base = pl.when("counted").then("people").otherwise("weight")
    known = cells.filter(pl.col("rate").is_not_null()).with_columns(base.alias("base"))
    share = pl.col("base") / pl.col("base").sum().over(group)
    mean = (share * pl.col("rate")).sum().over(group)
    known = known.with_columns(
        (share * (pl.col("rate") - mean)).alias("off"), (share * pl.col("rate")).alias("of")
    )
    found = known.group_by(group, maintain_order=True).agg(
        pl.len().cast(pl.Int64).alias("homes"),
        pl.col("weight").sum().alias("people"),
        pl.col("of").sum().alias("value"),
        (pl.col("off") ** 2).sum().alias("spread"),
        pl.col("events").sum().alias("events"),
        pl.col("people").sum().alias("among"),
        pl.col("counted", "parts", "kind", "scale").first(),
    )
    return _with_limits(found).drop("spread", "events", "among").sort(group)


def _with_limits(found: pl.DataFrame) -> pl.DataFrame:
    m, spread = found["homes"].to_numpy(), found["spread"].to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        half = t_quantile(CONFIDENCE, m - 1) * np.sqrt(np.where(m > 1, m / (m - 1), np.nan) * spread)
    chance = np.where(found["counted"].to_numpy(), counting_half(found), np.nan)
    value, half = found["value"].to_numpy(), np.fmax(half, chance)
    limits = {"lower": value - half, "upper": value + half}
    return found.with_columns(pl.Series(name, limit).fill_nan(None) for name, limit in limits.items())


def counting_half(rows: pl.DataFrame) -> npt.NDArray[np.float64]:
    """Half the width of the limits that counts alone give; NaN where there are none."""
    low, high = counting_limits(rows)
    return np.asarray((high - low) / 2)


def counting_limits(
    rows: pl.DataFrame, confidence: float = CONFIDENCE
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Limits from ``events`` among ``among``, times ``scale``: Wilson's for a proportion, else Byar's."""
    events, among, scale = (rows[name].to_numpy() for name in ("events", "among", "scale"))
    shares = rows["kind"].to_numpy() == Kind.PROPORTION.value
    # Counts and rates are rounded apart, so that a few events more than people can come out.
    wilson = proportion_limits(np.fmin(events, among), among, multiplier=scale, confidence=confidence)
    byar = rate_limits(events, among, multiplier=scale, confidence=confidence)
    return np.where(shares, wilson.lower, byar.lower), np.where(shares, wilson.upper, byar.upper)
