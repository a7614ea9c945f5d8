"""A place among others: the middle of its peers, how many it stands above, and its rank as a range."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Floats, Integers, Numbers, floats

LEAST_FOR_MEDIAN: Final = 3


@dataclass(frozen=True)
class Middle:
    """Median of each row with limits; NaN below three peers. ``peers``: how many had a value."""

    median: Floats
    lower: Floats
    upper: Floats
    peers: Integers


@dataclass(frozen=True)
class Standing:
    """Counts of peers by their plain values, shape (places,): ``above`` (the place is higher), ``level``,
    ``below``."""

    above: Integers
    level: Integers
    below: Integers


@dataclass(frozen=True)
class Ranks:
    """Rank 1 is the highest. The true rank lies from ``low`` to ``high``, ``of`` so many; 64-bit."""

    low: Integers
    high: Integers
    of: Integers


def middle(values: Numbers, lower: Numbers, upper: Numbers) -> Middle:
    """Median of each row's peers, and the medians of their lower and of their upper limits.

    Shapes (places, peers), NaN as missing. If every peer's true value lies within its limits, the true
    median lies between those two medians, so they are limits at least as sure as the peers' own, and
    wider than need be. They are given where at least three peers and at least half of those with a
    value have limits; value and limits are then of those peers only, so that they belong together.
    """
    v, low, high = floats(values), floats(lower), floats(upper)
    there = ~np.isnan(v)
    limited = there & (low <= v) & (v <= high)
    with_value, with_limits = there.sum(axis=1), limited.sum(axis=1)
    sure = (with_limits >= LEAST_FOR_MEDIAN) & (2 * with_limits >= with_value)
    used = np.where(sure[:, None], limited, there)
    median = _median(np.where(used, v, np.nan))
    enough = with_value >= LEAST_FOR_MEDIAN
    return Middle(
        np.where(enough, median, np.nan),
        np.where(sure, _median(np.where(limited, low, np.nan)), np.nan),
        np.where(sure, _median(np.where(limited, high, np.nan)), np.nan),
        with_value.astype(np.int64),
    )


def _median(a: Floats) -> Floats:
    count = (~np.isnan(a)).sum(axis=1)
    if a.shape[1] == 0:
        return np.full(len(a), np.nan)
    ordered = np.sort(a, axis=1)  # NaN sorts last
    left, right = np.maximum(count - 1, 0) // 2, count // 2
    rows = np.arange(len(a))
    right = np.minimum(right, a.shape[1] - 1)
    halves = ordered[rows, left] / 2 + ordered[rows, right] / 2
    return np.where(count > 0, halves, np.nan)


def standing(value: Numbers, peers: Numbers) -> Standing:
    """How many peers a place is above, level with and below. ``value``: (places,); ``peers``: (places, m)."""
    v, others = floats(value)[:, None], floats(peers)
    return Standing(*((c.sum(axis=1, dtype=np.int64)) for c in (v > others, v == others, v < others)))


def rank_ranges(group: npt.ArrayLike, value: Numbers, lower: Numbers, upper: Numbers) -> Ranks:
    """Rank of each estimate within its group, as the range that its limits leave open.

    ``group``: whole numbers, shape (n,), as are the others; a missing value has rank 0 to 0 and does
    not count. One estimate is surely higher than another when its lower limit is above the other's upper
    limit; without limits the value stands for both, so only ties are open. low = 1 + those surely
    higher, high = of - those surely lower. Sorting makes it n log n. Source: overlap rule, Goldstein
    and Spiegelhalter (1996) JRSS A 159:385, with plain 95% limits, hence cautious for single pairs.
    """
    v, low, high = floats(value), floats(lower), floats(upper)
    good = (low <= v) & (v <= high)
    low, high = np.where(good, low, v), np.where(good, high, v)
    there = ~np.isnan(v)
    _, codes = np.unique(np.asarray(group)[there], return_inverse=True)
    # Numbers become their order, and (group, order) one whole number: exact, and one sort serves all.
    _, order = np.unique(np.concatenate([low[there], high[there]]), return_inverse=True)
    span, n = np.int64(order.max(initial=0) + 1), int(there.sum())
    base = codes.astype(np.int64) * span
    low_keys, high_keys = base + order[:n], base + order[n:]
    all_low, all_high = np.sort(low_keys), np.sort(high_keys)
    first = np.searchsorted(all_low, base, side="left")
    last = np.searchsorted(all_low, base + span, side="left")
    surely_lower = np.searchsorted(all_high, low_keys, side="left") - first
    surely_higher = last - np.searchsorted(all_low, high_keys, side="right")
    ranks = [np.zeros(len(v), dtype=np.int64) for _ in range(3)]
    for target, found in zip(
        ranks, (1 + surely_higher, last - first - surely_lower, last - first), strict=True
    ):
        target[there] = found
    return Ranks(*ranks)
