"""Does a series go one way at all, and how fast? Mann-Kendall's test and Theil-Sen's slope."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from scipy.special import ndtr

from ropewalk.stats.arrays import Flags, Floats, Integers, Numbers, floats
from ropewalk.stats.modes import Mode
from ropewalk.stats.points import pack

EXACT_BELOW: Final = 50
"""Points below which the test is exact, as in R. (SciPy's turns asymptotic above 33, so it is not used.)"""
_CELLS: Final = 2_000_000


@dataclass(frozen=True)
class Monotone:
    """Fields of shape (series,), NaN where there is nothing to say.

    ``tau``: Kendall's tau-b with time, -1 to 1. ``p_value``: two-sided, for no association. ``z``: score
    over its standard deviation. ``slope``: median of the slopes between all pairs of points, per unit of
    time. ``points``: points used.
    """

    tau: Floats
    p_value: Floats
    z: Floats
    slope: Floats
    points: Integers


def monotone(values: Numbers, times: Numbers, *, mode: Mode = "sound") -> Monotone:
    """Mann-Kendall test and Theil-Sen slope of each series.

    ``values``, ``times``: (series, points), NaN as missing; order does not matter. S = sum over pairs of
    sign(dy) sign(dt); tau-b = S over the root of the pairs not tied in y times those not tied in t. Without
    ties and below 50 points the p-value is exact, from the number of orders with so many inversions. With
    ties, or from 50 points, it is normal with the variance for ties and no continuity correction; as
    published it is that always. Fewer than two points, or all at one value or one time: NaN, and the slope
    of all at one value is nought.
    Sources: Mann (1945) Econometrica 13:245; Kendall (1970) Rank Correlation Methods; Sen (1968) JASA
    63:1379; as in R's cor.test(method = "kendall").
    """
    y, t = np.broadcast_arrays(floats(values), floats(times))
    packed = pack(~(np.isnan(y) | np.isnan(t)), y.shape[1])
    y, t = packed.take(y), packed.take(t)
    first, second = np.triu_indices(y.shape[1], 1)
    rows = max(1, _CELLS // max(1, len(first)))
    parts = [  # over blocks of series, so that pairs of points fit in cache
        _pairs(y[at : at + rows], t[at : at + rows], first, second) for at in range(0, max(len(y), 1), rows)
    ]
    score, level_y, level_t, slope = (np.concatenate([part[k] for part in parts]) for k in range(4))
    n = packed.count.astype(np.float64)
    pairs = n * (n - 1) / 2
    free = (pairs - level_y) * (pairs - level_t)
    variance = _variance(n, y, t)
    with np.errstate(divide="ignore", invalid="ignore"):
        tau = np.where(free > 0, score / np.sqrt(np.where(free > 0, free, 1.0)), np.nan)
        z = np.where(variance > 0, score / np.sqrt(variance), np.nan)
    p_value = np.where(free > 0, 2 * ndtr(-np.abs(z)), np.nan)
    if mode == "sound":
        exact = (packed.count < EXACT_BELOW) & (level_y + level_t == 0) & (free > 0)
        p_value[exact] = _exact(packed.count[exact], score[exact])
    z = np.where(free > 0, z, np.nan)
    return Monotone(tau, np.minimum(p_value, 1.0), z, slope, packed.count)


def _pairs(y: Floats, t: Floats, first: Integers, second: Integers) -> tuple[Floats, Floats, Floats, Floats]:
    """Score, pairs tied in y, pairs tied in t, and median slope."""
    dy, dt = y[:, second] - y[:, first], t[:, second] - t[:, first]
    there = ~np.isnan(dy)
    sign = np.where(there, np.sign(dy) * np.sign(dt), 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        slopes = np.where(there & (dt != 0), dy / dt, np.nan)
    return (
        sign.sum(axis=1),
        (there & (dy == 0)).sum(axis=1).astype(np.float64),
        (there & (dt == 0)).sum(axis=1).astype(np.float64),
        _median(slopes),
    )


def _median(a: Floats) -> Floats:
    count = (~np.isnan(a)).sum(axis=1)
    if not a.shape[1]:
        return np.full(len(a), np.nan)
    ordered = np.sort(a, axis=1)  # missing ones go last
    at = np.maximum(np.stack([count - 1, count], axis=1) // 2, 0)
    middle = np.take_along_axis(ordered, np.minimum(at, a.shape[1] - 1), axis=1)
    return np.where(count > 0, middle[:, 0] / 2 + middle[:, 1] / 2, np.nan)


def _variance(n: Floats, y: Floats, t: Floats) -> Floats:
    """Variance of the score, groups of equal values and of equal times allowed for (Kendall 1970, p. 55)."""
    y2, y3, y5 = _tied(y)
    t2, t3, t5 = _tied(t)
    v0 = n * (n - 1) * (2 * n + 5)
    v1 = y2 * t2 / np.where(n > 1, 2 * n * (n - 1), 1.0)
    v2 = y3 * t3 / np.where(n > 2, 9 * n * (n - 1) * (n - 2), 1.0)
    return np.asarray((v0 - y5 - t5) / 18 + v1 + v2)


def _tied(a: Floats) -> tuple[Floats, Floats, Floats]:
    """Sums over groups of k equal values of k(k-1), k(k-1)(k-2) and k(k-1)(2k+5)."""
    ordered = np.sort(a, axis=1)
    same: Flags = np.zeros(a.shape, dtype=np.bool_)
    same[:, 1:] = ordered[:, 1:] == ordered[:, :-1]
    before = np.zeros(len(a))
    two, three, five = np.zeros(len(a)), np.zeros(len(a)), np.zeros(len(a))
    for point in range(a.shape[1]):  # over points, never over series
        before = np.where(same[:, point], before + 1, 0.0)
        # A group that grows from k to k + 1 adds 2k, 3k(k - 1) and 6k(k + 2) to its three sums.
        two += 2 * before
        three += 3 * before * (before - 1)
        five += 6 * before * (before + 2)
    return two, three, five


def _exact(count: Integers, score: Floats) -> Floats:
    """Two-sided p-value from the exact distribution of the score."""
    table = _at_most()
    pairs = count * (count - 1) // 2
    agree = np.rint((score + pairs) / 2).astype(np.int64)
    fewest = np.minimum(agree, pairs - agree)
    return np.asarray(np.minimum(1.0, 2 * table[count, fewest]))


@cache
def _at_most() -> Floats:
    """[n, k]: chance that a random order of n has at most k inversions, for n below EXACT_BELOW."""
    most = EXACT_BELOW * (EXACT_BELOW - 1) // 2
    table = np.zeros((EXACT_BELOW, most + 1))
    table[:2, 0] = 1.0
    for n in range(2, EXACT_BELOW):  # each order of n - 1 takes its n-th in n places: a moving average
        table[n] = np.convolve(table[n - 1], np.full(n, 1 / n))[: most + 1]
    return np.asarray(table.cumsum(axis=1))
