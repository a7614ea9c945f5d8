"""One standard error from one estimate's limits, compiled; see ``standard_errors``."""

import math

from ropewalk.stats.arrays import Floats, Integers
from ropewalk.stats.compiled import compiled
from ropewalk.stats.limits_kernel import clean

NATURAL, LOG, LOGIT = 0, 1, 2


@compiled
def standard_error(v: float, low: float, high: float, scale: int, m: float, z2: float) -> float:
    """NaN where anything is missing, the limits have no width or order, or the value lies outside them."""
    # Publishers round value and limits apart, so a value may stick out of its limits by a rounding.
    slack = 0.05 * (high - low)
    if not (high > low and v >= low - slack and v <= high + slack):
        return math.nan
    if scale == LOG and low > 0 and v > 0:
        return v * math.log(high / low) / z2
    if scale == LOGIT and low > 0 and high < m and v > 0 and v < m:
        return v * (1 - v / m) * (math.log(high / (m - high)) - math.log(low / (m - low))) / z2
    return (high - low) / z2


@compiled
def standard_errors(
    v: Floats, low: Floats, high: Floats, scale: Integers, m: Floats, z2: float, into: Floats
) -> None:
    """Of every cell of three panels (series, points); ``scale`` and ``m``: (series,)."""
    for row in range(v.shape[0]):
        for at in range(v.shape[1]):
            cell = clean(v[row, at]), clean(low[row, at]), clean(high[row, at])
            into[row, at] = standard_error(cell[0], cell[1], cell[2], scale[row], m[row], z2)
