"""Difference of two independent estimates, from each one's own limits."""

from dataclasses import dataclass

import numpy as np

from ropewalk.stats.arrays import Floats, Numbers, normal_quantile
from ropewalk.stats.difference_kernel import movers


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
    given = (first, first_lower, first_upper, second, second_lower, second_upper)
    sides = np.broadcast_arrays(*(np.asarray(side, dtype=np.float64) for side in given))
    shape, size = sides[0].shape, sides[0].size
    found = np.empty((4, size))
    a, la, ua, b, lb, ub = (np.ascontiguousarray(side).ravel() for side in sides)
    movers(a, la, ua, b, lb, ub, normal_quantile(confidence), found)
    gap, low, high, p_value = found.reshape(4, *shape)
    return Difference(gap, low, high, p_value)
