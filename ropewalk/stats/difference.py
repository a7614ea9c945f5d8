"""Difference of two independent estimates, from each one's own limits."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from ropewalk.stats.arrays import Floats, Numbers, floats, normal_quantile


@dataclass(frozen=True)
class Difference:
    """First minus second with limits and two-sided p-value; all of one shape, NaN where not known."""

    difference: Floats
    lower: Floats
    upper: Floats
    p_value: Floats


def difference(
    first: Numbers,
    first_lower: Numbers,
    first_upper: Numbers,
    second: Numbers,
    second_lower: Numbers,
    second_upper: Numbers,
    *,
    confidence: float = 0.95,
) -> Difference:
    """Square-and-add limits: lower = d - sqrt((a - la)^2 + (ub - b)^2), upper likewise.

    All arguments broadcast; limits of both at the one ``confidence``, and may lie unevenly round their
    value, as those of small counts do. A number known exactly has limits equal to itself. Limits are NaN
    where one is missing, in the wrong order or away from its value, or where neither number has any
    width; the difference itself is given wherever both values are. The p-value is that of a normal
    error as wide as the limits on the side of nought, so it is below 1 - confidence exactly when the
    limits leave nought out. Sources: Newcombe (1998) Stat Med 17:873; Zou and Donner (2008) 27:1693.
    """
    a, la, ua = _checked(first, first_lower, first_upper)
    b, lb, ub = _checked(second, second_lower, second_upper)
    gap = a - b
    down = np.sqrt((a - la) ** 2 + (ub - b) ** 2)
    up = np.sqrt((ua - a) ** 2 + (b - lb) ** 2)
    known = (down + up) > 0
    toward = np.where(gap > 0, down, up)
    with np.errstate(divide="ignore", invalid="ignore"):
        p_value = 2 * ndtr(-np.abs(gap) / toward * normal_quantile(confidence))
    # No width at all on the side of nought: nothing is left to chance, unless there is no gap either.
    p_value = np.where(toward > 0, p_value, np.where(gap == 0, 1.0, 0.0))
    return Difference(
        gap,
        np.where(known, gap - down, np.nan),
        np.where(known, gap + up, np.nan),
        np.where(known, p_value, np.nan),
    )


def _checked(value: Numbers, lower: Numbers, upper: Numbers) -> tuple[Floats, Floats, Floats]:
    v, low, high = np.broadcast_arrays(floats(value), floats(lower), floats(upper))
    # Value and limits are rounded apart: a value may stick out by a rounding, and is then its own limit.
    slack = 0.05 * (high - low)
    good = (high >= low) & (v >= low - slack) & (v <= high + slack)
    return v, np.where(good, np.minimum(low, v), np.nan), np.where(good, np.maximum(high, v), np.nan)
