"""Anhoej's two rules: is the longest run too long, or are the crossings of the centre too few, for chance?"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import bdtr, bdtrik

from ropewalk.stats.arrays import Flags, Floats, Integers, Numbers, floats
from ropewalk.stats.points import pack

ROUNDING: Final = 1e-12
"""Nearer to the centre than this share of the row's largest value, a point is on the centre."""


@dataclass(frozen=True)
class Runs:
    """Fields of one shape, nought (and no signal) without useful points.

    ``useful``: points off the centre. ``longest``: longest run on one side, and ``longest_most`` that chance
    still allows. ``crossings`` of the centre, and ``crossings_least`` that chance still allows.
    ``signal``: either is broken.
    """

    useful: Integers
    longest: Integers
    longest_most: Integers
    crossings: Integers
    crossings_least: Integers
    signal: Flags


def anhoej(values: Numbers, centre: Numbers) -> Runs:
    """Runs of each series about its centre, shape (series,).

    ``values``: (series, points), oldest first, NaN as missing; ``centre``: (series,) or (series, points).
    Missing points and points on the centre are passed over. Signal: a run longer than
    round(log2 n) + 3, or fewer crossings than the 5% quantile of a binomial(n - 1, 1/2).
    Sources: Anhoej and Olesen (2014) PLoS ONE 9:e113825; Schilling (2012) Math Mag 85:141; Chen (2010)
    Rev Bras Biom 28:155; as in qicharts2's method "anhoej".
    """
    y = floats(values)
    middle = floats(centre)
    middle = middle if middle.ndim == 2 else middle[:, None]
    slack = ROUNDING * np.abs(np.nan_to_num(y)).max(axis=1, initial=0.0)[:, None]
    with np.errstate(invalid="ignore"):
        side = (y > middle + slack).astype(np.float64) - (y < middle - slack)
    packed = pack(side != 0, y.shape[1])
    side, n = packed.take(side), packed.count
    same = side[:, 1:] == side[:, :-1]
    crossings = (packed.there[:, 1:] & packed.there[:, :-1] & ~same).sum(axis=1, dtype=np.int64)
    longest = _longest(same, n)
    most = np.where(n > 0, np.rint(np.log2(np.maximum(n, 1))) + 3, 0).astype(np.int64)
    least = np.where(n > 0, _fewest(np.maximum(n - 1, 0)), 0).astype(np.int64)
    return Runs(n, longest, most, crossings, least, (longest > most) | (crossings < least))


def _longest(same: Flags, count: Integers) -> Integers:
    current = np.zeros(len(same), dtype=np.int64)
    longest = np.zeros(len(same), dtype=np.int64)
    for point in range(same.shape[1]):  # over points, never over series
        current = np.where(same[:, point], current + 1, 0)
        longest = np.maximum(longest, current)
    return np.where(count > 0, longest + 1, 0)


def _fewest(trials: Integers) -> Floats:
    """The 5% quantile of a binomial with even chances: least k with P(X <= k) at least 5%."""
    n = np.maximum(trials, 1).astype(np.float64)
    k = np.ceil(bdtrik(0.05, n, 0.5))
    # bdtrik inverts a smoothed distribution: step back where the whole number below does as well.
    back = np.maximum(k - 1, 0)
    return np.where(trials > 0, np.where(bdtr(back, n.astype(np.int64), 0.5) >= 0.05, back, k), 0.0)
