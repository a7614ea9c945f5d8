"""Natural process limits of an individuals chart (XmR), as NHS England's charts publish them."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats, Integers, Numbers, floats
from ropewalk.stats.points import pack

LIMIT: Final = 2.66
SCREEN: Final = 3.267


@dataclass(frozen=True)
class ProcessLimits:
    """Centre and limits of each series, shape (series,), NaN without points; limits NaN below two.
    ``points``: points used."""

    centre: Floats
    lower: Floats
    upper: Floats
    points: Integers


def xmr_limits(values: Numbers, *, screened: bool = True) -> ProcessLimits:
    """Mean plus and minus 2.66 times the average moving range of each series.

    ``values``: (series, points), oldest first, NaN as missing; the moving range spans a missing point.
    ``screened``: average again without moving ranges of 3.267 averages or more, once. Limits of a series
    without any scatter are its mean. Sums run from oldest to newest. Sources: Nelson (1982) J Quality
    Technology 14:172; NHSRplotthedots 0.2.2.
    """
    y = floats(values)
    packed = pack(~np.isnan(y), y.shape[1])
    y = packed.take(y)
    ranges = np.abs(np.diff(y, axis=1))
    average = _mean(ranges)
    if screened:
        average = np.where(
            average > 0, _mean(np.where(ranges < SCREEN * average[:, None], ranges, np.nan)), average
        )
    centre = _mean(y)
    return ProcessLimits(centre, centre - LIMIT * average, centre + LIMIT * average, packed.count)


def _mean(a: Floats) -> Floats:
    there = ~np.isnan(a)
    count = there.sum(axis=1)
    total = np.where(there, a, 0.0).cumsum(axis=1)[:, -1] if a.shape[1] else np.zeros(len(a))
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
