"""The difference of two estimates, one pair at a time, compiled; see ``difference``."""

import math

from ropewalk.stats.arrays import Floats
from ropewalk.stats.compiled import compiled
from ropewalk.stats.limits_kernel import clean

_ROOT_2 = math.sqrt(2.0)


@compiled
def mover(
    a: float, la: float, ua: float, b: float, lb: float, ub: float, z: float
) -> tuple[float, float, float, float]:
    """First minus second, lower and upper limit, p-value; ``z`` of the limits given and wanted.

    Limits are NaN or hold their value, as ``checked`` leaves them."""
    gap = a - b
    down = math.sqrt((a - la) ** 2 + (ub - b) ** 2)
    up = math.sqrt((ua - a) ** 2 + (b - lb) ** 2)
    if not down + up > 0:
        return gap, math.nan, math.nan, math.nan
    toward = down if gap > 0 else up
    if toward > 0:
        return gap, gap - down, gap + up, math.erfc(abs(gap) / toward * z / _ROOT_2)
    # No width at all on the side of nought: nothing is left to chance, unless there is no gap either.
    return gap, gap - down, gap + up, 1.0 if gap == 0 else 0.0


@compiled
def checked(value: float, low: float, high: float) -> tuple[float, float]:
    """The limits with the value between them; NaN when they are none or lie away from it."""
    # Value and limits are rounded apart: a value may stick out by a rounding, and is then its own limit.
    slack = 0.05 * (high - low)
    if high >= low and value >= low - slack and value <= high + slack:
        return min(low, value), max(high, value)
    return math.nan, math.nan


@compiled
def movers(
    a: Floats, la: Floats, ua: Floats, b: Floats, lb: Floats, ub: Floats, z: float, into: Floats
) -> None:
    """Of every pair, into the four rows of ``into``."""
    for i in range(len(a)):
        x, y = clean(a[i]), clean(b[i])
        low, high = checked(x, clean(la[i]), clean(ua[i]))
        lower, upper = checked(y, clean(lb[i]), clean(ub[i]))
        gap, down, up, p_value = mover(x, low, high, y, lower, upper, z)
        into[0, i], into[1, i], into[2, i], into[3, i] = gap, down, up, p_value
