"""From fifths or tenths to one number: how far apart the two ends of the order are."""

from typing import Final

import numpy as np
import polars as pl
from scipy.special import ndtr

from ropewalk.findings.inequality import rules
from ropewalk.findings.inequality.groups import KEY
from ropewalk.stats.arrays import Flags, Floats, normal_quantile
from ropewalk.stats.inequality import Inequality, slope_index

ALIKE: Final = 1e-12
"""Groups whose values differ by less than this share of them are alike: sums shed crumbs."""


def slopes(groups: pl.DataFrame) -> pl.DataFrame:
    """One row an indicator, place and period: the slope and the relative index over its groups.

    Columns: ``KEY``, parts; ``slope`` (above nought: higher where people go without most), ``ratio`` (those
    who go without most over those who do least), ``first`` and ``last`` (values of the two end groups), all
    with ``_lower`` and ``_upper``; ``p_value`` (that there is no slope), ``flat`` (all groups alike),
    ``counted``, ``homes``. A group without a value makes its row null.

    The slope is of a line through the values, the ratio of a line through their logarithms: the first line
    may end below nought, where a ratio means nothing. A value of nought leaves the ratio unknown. Sources:
    Low and Low (2004) J Public Health 26:397; Moreno-Betancur et al. (2015) Epidemiology 26:518.
    """
    parts = [_slopes(groups.filter(pl.col("parts") == count), count) for count in rules.PARTS]
    return pl.concat(parts).sort(KEY)


def _slopes(groups: pl.DataFrame, parts: int) -> pl.DataFrame:
    keys = groups.group_by(KEY, maintain_order=True).agg(pl.col("counted").first(), pl.col("homes").sum())
    rows = groups.join(keys.select(KEY).with_row_index("at"), on=KEY, how="left", maintain_order="left")
    at, part = rows["at"].to_numpy(), rows["part"].to_numpy() - 1

    def panel(name: str) -> Floats:
        out = np.full((keys.height, parts), np.nan)
        out[at, part] = rows[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
        return out

    value, low, high, people = (panel(name) for name in ("value", "lower", "upper", "people"))
    # The first group is those who go without most, and the gap is theirs over the others': hence the sign.
    found = slope_index(value, low, high, people, multiplier=-1.0)
    ratio = _ratio(value, high - value, people)
    flat = np.ptp(value, axis=1) <= ALIKE * np.abs(value).max(axis=1)
    columns = {
        "slope": np.where(flat, 0.0, found.slope),
        "slope_lower": found.slope_lower,
        "slope_upper": found.slope_upper,
        "ratio": ratio.ratio,
        "ratio_lower": ratio.ratio_lower,
        "ratio_upper": ratio.ratio_upper,
        "p_value": _p_value(found, flat),
    }
    ends = {"first": 0, "last": parts - 1}
    columns |= {
        f"{name}{tail}": of[:, column]
        for name, column in ends.items()
        for tail, of in (("", value), ("_lower", low), ("_upper", high))
    }
    return keys.with_columns(
        pl.lit(parts, pl.Int64).alias("parts"),
        pl.Series("flat", flat),
        *(pl.Series(name, column).fill_nan(None) for name, column in columns.items()),
    )


def _ratio(value: Floats, half: Floats, people: Floats) -> Inequality:
    """Over a line through logarithms, of which an error is the value's own over the value."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        times = np.exp(half / np.where(value > 0, value, np.nan))
        low, high = value / times, value * times
    return slope_index(value, low, high, people, scale="log", transform=True, multiplier=-1.0)


def _p_value(found: Inequality, flat: Flags) -> Floats:
    """Two-sided; one where all groups are alike, nought where they differ and nothing scatters."""
    error = (found.slope_upper - found.slope_lower) / 2 / normal_quantile(0.95)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.abs(found.slope) / error
    return np.where(flat, 1.0, 2 * ndtr(-z))
