"""Two groups side by side: proportions, odds and rates, a whole table of pairs at once.

SciPy has these tests for one pair at a time only; where it has one, its answer is the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import betaincinv, chdtrc, gammaln, xlogy

from ropewalk.stats.arrays import Floats, Integers, Numbers, floats, normal_quantile
from ropewalk.stats.difference import difference
from ropewalk.stats.intervals import proportion_limits
from ropewalk.stats.modes import Mode

_CELLS: Final = 2_000_000
"""Outcomes counted out at a time; a pair with more than this many is left to the chi-squared test."""
_AS_LIKELY: Final = 1 + 1e-7
"""Outcomes whose chances differ by rounding alone count as equally likely (R's rule)."""
_ROUNDS: Final = 200


@dataclass(frozen=True)
class TwoProportions:
    """Fields of shape (pairs,), NaN where unknown. ``difference``: first less second, with limits.
    ``statistic``: chi-squared, one degree of freedom; ``p_value`` from it."""

    difference: Floats
    lower: Floats
    upper: Floats
    statistic: Floats
    p_value: Floats


@dataclass(frozen=True)
class Odds:
    """Fields of shape (pairs,). ``ratio``: conditional maximum likelihood, from 0 to infinity."""

    ratio: Floats
    p_value: Floats


@dataclass(frozen=True)
class RateRatio:
    """Fields of shape (pairs,). ``ratio``: first rate over second, with exact limits (upper may be
    infinite)."""

    ratio: Floats
    lower: Floats
    upper: Floats
    p_value: Floats


def two_proportions(
    first: Numbers,
    first_of: Numbers,
    second: Numbers,
    second_of: Numbers,
    *,
    confidence: float = 0.95,
    mode: Mode = "sound",
) -> TwoProportions:
    """Pearson's chi-squared without continuity correction, and limits of p1 - p2.

    All of shape (pairs,): counts and how many they are out of. Missing, a negative count or one beyond
    its total, or nobody gives NaN. Limits: Wilson's of each, squared and added (Newcombe 1998), which
    keep their width at nought and at everyone; where both are all or nothing alike, p is 1. ``as
    published``: p1 - p2 +- z sqrt(sum of p (1 - p) / n), kept within -1 and 1, of no width when both are
    all or nothing; statistic and p NaN where both are alike so. Source: R 4.5.0, prop.test(correct = FALSE).
    """
    x1, n1, x2, n2 = _counts(first, first_of, second, second_of)
    both = (x1 + x2) / (n1 + n2)
    gap = x1 / n1 - x2 / n2
    variance = both * (1 - both) * (1 / n1 + 1 / n2)
    apart = variance > 0
    statistic = np.where(apart, gap**2 / np.where(apart, variance, 1.0), np.nan)
    if mode == "as published":
        each = x1 / n1 * (1 - x1 / n1) / n1 + x2 / n2 * (1 - x2 / n2) / n2
        half = normal_quantile(confidence) * np.sqrt(each)
        low, high = np.maximum(gap - half, -1.0), np.minimum(gap + half, 1.0)
    else:
        statistic = np.where(apart | np.isnan(variance), statistic, 0.0)
        a, b = (proportion_limits(x, n, confidence=confidence) for x, n in ((x1, n1), (x2, n2)))
        found = difference(a.value, a.lower, a.upper, b.value, b.lower, b.upper, confidence=confidence)
        low, high = found.lower, found.upper
    return TwoProportions(gap, low, high, statistic, np.asarray(chdtrc(1.0, statistic)))


def odds_ratio(first: Numbers, first_of: Numbers, second: Numbers, second_of: Numbers) -> Odds:
    """Fisher's exact test, two-sided: the chance of all tables no likelier than the one seen.

    Shapes and missing rule as in ``two_proportions``; counts that are not whole, and pairs with more than
    two million possible tables (where chi-squared is as good), are NaN too. The ratio solves E(X |
    margins) = x; NaN where the margins leave one table only and R gives 0. Sources: Fisher (1935) JRSS 98:39;
    R 4.5.0, fisher.test; scipy.stats.fisher_exact agrees.
    """
    x1, n1, x2, n2 = (_whole(a) for a in _counts(first, first_of, second, second_of))
    total = x1 + x2
    least, most = np.maximum(0.0, total - n2), np.minimum(n1, total)
    p_value = np.full(x1.shape, np.nan)
    ratio = np.full(x1.shape, np.nan)
    for rows, grid in _chunks(least, most):
        weight = np.where(grid <= most[rows, None], _ways(grid, n1, n2, total, rows), -np.inf)
        p_value[rows] = _no_likelier(weight, x1[rows] - least[rows])
        ratio[rows] = _tilt(weight, grid, x1[rows], least[rows], most[rows])
    return Odds(ratio, p_value)


def rate_ratio(
    first: Numbers,
    first_time: Numbers,
    second: Numbers,
    second_time: Numbers,
    *,
    confidence: float = 0.95,
) -> RateRatio:
    """Ratio of two Poisson rates x1 / t1 over x2 / t2, exact given the total of events.

    All of shape (pairs,): events and people or time. Missing, negative events or no time gives NaN, and so
    does p for events that are not whole or are more than two million; no events at all leave the ratio
    NaN, its limits 0 and infinity and p 1. Given both, the first's events are binomial with share t1 r /
    (t1 r + t2): limits are Clopper and Pearson's turned into r, p the chance of all outcomes no likelier
    than the one seen. Source: R 4.5.0, poisson.test.
    """
    x1, t1, x2, t2 = (floats(a) for a in (first, first_time, second, second_time))
    usable = (x1 >= 0) & (x2 >= 0) & (t1 > 0) & (t2 > 0)
    x1, t1, x2, t2 = (np.where(usable, a, np.nan) for a in (x1, t1, x2, t2))
    total, tail = x1 + x2, (1 - confidence) / 2
    share = t1 / (t1 + t2)
    low = np.where(x1 > 0, betaincinv(np.where(x1 > 0, x1, 1.0), x2 + 1, tail), 0.0 * x1)
    high = np.where(x2 > 0, betaincinv(x1 + 1, np.where(x2 > 0, x2, 1.0), 1 - tail), 1.0 + 0 * x2)
    p_value = np.full(x1.shape, np.nan)
    for rows, grid in _chunks(np.zeros_like(total), _whole(x1) + _whole(x2)):
        n, s = total[rows, None], share[rows, None]
        weight = _choose(n, grid) + xlogy(grid, s) + xlogy(n - grid, 1 - s)
        p_value[rows] = _no_likelier(np.where(grid <= n, weight, -np.inf), x1[rows])
    with np.errstate(all="ignore"):
        ratio = (x1 / t1) / (x2 / t2)
        return RateRatio(ratio, low / (1 - low) * t2 / t1, high / (1 - high) * t2 / t1, p_value)


def _counts(
    first: Numbers, first_of: Numbers, second: Numbers, second_of: Numbers
) -> tuple[Floats, Floats, Floats, Floats]:
    x1, n1, x2, n2 = (floats(a) for a in (first, first_of, second, second_of))
    usable = (x1 >= 0) & (x1 <= n1) & (x2 >= 0) & (x2 <= n2) & (n1 > 0) & (n2 > 0)
    x1, n1, x2, n2 = (np.where(usable, a, np.nan) for a in (x1, n1, x2, n2))
    return x1, n1, x2, n2


def _whole(a: Floats) -> Floats:
    return np.where(a == np.floor(a), a, np.nan)


def _chunks(least: Floats, most: Floats) -> Iterator[tuple[Integers, Floats]]:
    """Rows of like size with every outcome from their least to beyond their most, few enough to hold."""
    size = np.where(most - least < _CELLS, most - least + 1, 0)
    order = np.argsort(size, kind="stable")
    order = order[size[order] > 0]
    while len(order):
        widest = int(size[order[-1]])
        rows = order[-max(1, _CELLS // widest) :]
        order = order[: -len(rows)]
        yield rows, least[rows, None] + np.arange(widest)


def _choose(n: Floats, k: Floats) -> Floats:
    inside = np.where(k <= n, k, 0.0)
    return np.asarray(gammaln(n + 1) - gammaln(inside + 1) - gammaln(n - inside + 1))


def _ways(grid: Floats, n1: Floats, n2: Floats, total: Floats, rows: Integers) -> Floats:
    return _choose(n1[rows, None], grid) + _choose(n2[rows, None], np.maximum(total[rows, None] - grid, 0.0))


def _no_likelier(weight: Floats, at: Floats) -> Floats:
    chance = np.exp(weight - weight.max(axis=1, keepdims=True))
    seen = np.take_along_axis(chance, at.astype(np.int64)[:, None], axis=1)
    return np.asarray(np.where(chance <= seen * _AS_LIKELY, chance, 0.0).sum(axis=1) / chance.sum(axis=1))


def _tilt(weight: Floats, grid: Floats, x: Floats, least: Floats, most: Floats) -> Floats:
    """Odds ratio at which the mean outcome is the one seen: 0 and infinity at the ends, else by halving."""
    low, high = np.full(len(x), -60.0), np.full(len(x), 60.0)
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        tilted = weight + middle[:, None] * grid
        chance = np.exp(tilted - tilted.max(axis=1, keepdims=True))
        short = (chance * grid).sum(axis=1) / chance.sum(axis=1) < x
        low, high = np.where(short, middle, low), np.where(short, high, middle)
        if (high - low < 1e-12).all():
            break
    ratio = np.exp((low + high) / 2)
    return np.where(least == most, np.nan, np.where(x == least, 0.0, np.where(x == most, np.inf, ratio)))
