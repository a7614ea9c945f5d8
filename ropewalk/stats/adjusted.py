"""P-values adjusted for many tests at once, by the rules that hold under any dependence or for any error."""

from typing import Literal

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Floats, Integers, Numbers
from ropewalk.stats.multiplicity import benjamini_hochberg, in_families

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
    if rule == "benjamini-hochberg":
        return benjamini_hochberg(p_values, family)
    p, out, ordered = in_families(p_values, family)
    order, which, size = ordered.order, ordered.which, ordered.size
    if len(order) == 0:
        return out
    if rule == "benjamini-yekutieli":
        harmonic = np.cumsum(1 / np.arange(1, size.max() + 1))[size - 1]
        out[order] = np.minimum(1.0, benjamini_hochberg(p, family)[order] * harmonic[which])
        return out
    left = size[which] if rule == "bonferroni" else size[which] - ordered.place + 1
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
