"""A place among others: the middle of its peers, how many it stands above, and its rank as a range."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ropewalk.stats import peers_kernel as kernel
from ropewalk.stats.arrays import Floats, Integers, Numbers, floats
from ropewalk.stats.peers_kernel import LEAST_FOR_MEDIAN

__all__ = ["LEAST_FOR_MEDIAN", "Middle", "Ranks", "Standing", "middle", "rank_ranges", "standing"]


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
    v, low, high = (np.asarray(a, dtype=np.float64) for a in (values, lower, upper))
    found, peers = np.empty((3, len(v))), np.empty(len(v), dtype=np.int64)
    kernel.middles(v, low, high, found, peers)
    return Middle(found[0], found[1], found[2], peers)


def standing(value: Numbers, peers: Numbers) -> Standing:
    """How many peers a place is above, level with and below. ``value``: (places,); ``peers``: (places, m)."""
    v, others = (np.asarray(a, dtype=np.float64) for a in (value, peers))
    found = np.empty((3, len(v)), dtype=np.int64)
    kernel.counts_below(v, others, found)
    return Standing(found[0], found[1], found[2])


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
    there = np.flatnonzero(~np.isnan(v))
    own = np.asarray(group)[there]
    order = np.argsort(own, kind="stable")
    edges = np.flatnonzero(own[order][1:] != own[order][:-1]) + 1
    start = np.r_[0, edges, len(own)] if len(own) else np.zeros(1, dtype=np.int64)
    ranks = np.zeros((3, len(v)), dtype=np.int64)
    kernel.rank_groups(there[order], start, low, high, ranks)
    return Ranks(ranks[0], ranks[1], ranks[2])
