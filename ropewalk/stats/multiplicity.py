"""Many tests at once: false discovery rate within families."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Floats, Integers, Numbers


@dataclass(frozen=True)
class Ordered:
    """P-values from smallest to largest within families. ``order``: their places in the input, missing ones
    left out; of the same length ``which`` family, from 0, and ``place`` in it, from 1; ``size`` of each."""

    order: Integers
    which: Integers
    place: Integers
    size: Integers


def in_families(p_values: Numbers, family: npt.ArrayLike | None) -> tuple[Floats, Floats, Ordered]:
    """A copy of the p-values, a row of NaN to fill, and their order; one family where none is given."""
    p = np.array(p_values, dtype=np.float64)
    families = np.zeros(len(p), dtype=np.int64) if family is None else np.asarray(family, dtype=np.int64)
    there = np.flatnonzero(~np.isnan(p))
    order = there[np.lexsort((p[there], families[there]))]
    own = families[order]
    starts = np.flatnonzero(np.r_[True, own[1:] != own[:-1]][: len(own)])
    size = np.diff(np.r_[starts, len(own)])
    which = np.repeat(np.arange(len(starts)), size)
    place = np.arange(len(own)) - starts[which] + 1
    return p, np.full(len(p), np.nan), Ordered(order, which, place, size)


def benjamini_hochberg(p_values: Numbers, family: npt.ArrayLike | None = None) -> Floats:
    """Adjusted p-values (q): the least rate of false discoveries at which each test would count.

    ``p_values``: shape (n,), NaN as missing: it stays NaN and does not count. ``family``: whole numbers
    of the same shape; each family is adjusted alone (all one family by default). q of the i-th smallest
    of m is the least of p_j m / j over j >= i, at most 1.
    Source: Benjamini and Hochberg (1995) JRSS B 57:289.
    """
    p, q, ordered = in_families(p_values, family)
    order, which, size = ordered.order, ordered.which, ordered.size
    if len(order) == 0:
        return q
    candidates = np.minimum(1.0, p[order] * size[which] / ordered.place)
    # The running least from the right must not leak from one family into the one before it. Replace
    # numbers by their order and put each family on its own floor: whole numbers, so nothing is rounded.
    levels, codes = np.unique(candidates, return_inverse=True)
    keys = which * np.int64(len(levels)) + codes
    least = np.minimum.accumulate(keys[::-1])[::-1]
    q[order] = levels[least - which * np.int64(len(levels))]
    return q
