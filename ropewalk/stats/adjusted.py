"""P-values adjusted for many tests at once, by the rules that hold under any dependence or for any error."""

from typing import Literal

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Floats, Integers, Numbers
from ropewalk.stats.multiplicity import benjamini_hochberg

Rule = Literal["benjamini-hochberg", "benjamini-yekutieli", "holm", "hochberg", "bonferroni"]


def adjust(p_values: Numbers, family: npt.ArrayLike | None = None, *, rule: Rule) -> Floats:
    """Adjusted p-values, shape (n,): reject where they are at most the level wanted.

    ``p_values``: shape (n,), NaN as missing: it stays NaN and does not count. ``family``: whole numbers
    of that shape; each family is adjusted alone (all one by default). With p_j the j-th smallest of m:
    bonferroni m p; holm the greatest of (m - i + 1) p_i over i <= j; hochberg the least of that over
    i >= j; benjamini-yekutieli is benjamini-hochberg times 1 + 1/2 + ... + 1/m; all at most 1.
    Sources: Holm (1979) Scand J Stat 6:65; Hochberg (1988) Biometrika 75:800; Benjamini and Yekutieli
    (2001) Ann Stat 29:1165; R's p.adjust.
    """
    p = np.array(p_values, dtype=np.float64)
    families = np.zeros(len(p), dtype=np.int64) if family is None else np.asarray(family, dtype=np.int64)
    if rule == "benjamini-hochberg":
        return benjamini_hochberg(p, families)
    there = np.flatnonzero(~np.isnan(p))
    out = np.full(len(p), np.nan)
    if len(there) == 0:
        return out
    order = there[np.lexsort((p[there], families[there]))]
    own = families[order]
    starts = np.flatnonzero(np.r_[True, own[1:] != own[:-1]])
    size = np.diff(np.r_[starts, len(own)])
    which = np.repeat(np.arange(len(starts)), size)
    if rule == "benjamini-yekutieli":
        harmonic = np.cumsum(1 / np.arange(1, size.max() + 1))[size - 1]
        out[order] = np.minimum(1.0, benjamini_hochberg(p, families)[order] * harmonic[which])
        return out
    left = size[which] if rule == "bonferroni" else size[which] - (np.arange(len(own)) - starts[which])
    candidates = np.minimum(1.0, p[order] * left)
    if rule == "holm":
        candidates = _greatest_so_far(candidates, which)
    elif rule == "hochberg":
        candidates = -_greatest_so_far(-candidates[::-1], which[-1] - which[::-1])[::-1]
    out[order] = candidates
    return out


def _greatest_so_far(a: Floats, which: Integers) -> Floats:
    """Running maximum that starts anew in each family; by whole numbers, so nothing is rounded."""
    levels, codes = np.unique(a, return_inverse=True)
    span = np.int64(len(levels))
    return np.asarray(levels[np.maximum.accumulate(which * span + codes) - which * span])
