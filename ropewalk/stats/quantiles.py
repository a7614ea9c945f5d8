"""Fifths, tenths and the like of places by a value."""

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Integers, Numbers, floats
from ropewalk.stats.groups import grouped
from ropewalk.stats.modes import Mode


def quantiles(
    values: Numbers,
    group: npt.ArrayLike,
    *,
    parts: int = 10,
    highest_first: bool = True,
    mode: Mode = "sound",
) -> Integers:
    """Which of ``parts`` equal parts of its group each value is in: 1 to ``parts``, 0 where there is none.

    ``values``, ``group``: shape (rows,), as is the answer. ``highest_first``: part 1 holds the highest
    values, else the lowest. floor((Q + 1) - ceiling(((m + 1) - rank) / (m / Q))) with rank 1 for the
    first and tied values sharing the lowest rank of theirs, so ties stay together in the part of the
    first of them. Missing values are left out (0); a group of fewer values than parts has none at all.
    ``as published`` divides in floating point as the program does; ``sound`` in whole numbers, so no
    value moves by a rounding. Source: PHEindicatormethods 2.1.0, phe_quantile.
    """
    v = floats(values)
    there = np.flatnonzero(~np.isnan(v))
    out = np.zeros(len(v), dtype=np.int64)
    if len(there) == 0:
        return out
    groups = grouped(np.asarray(group)[there])
    rank = _rank_from_first(-v[there] if highest_first else v[there], groups.codes)
    size = groups.count().astype(np.int64)[groups.codes]
    behind = size + 1 - rank
    if mode == "as published":
        steps = np.ceil(behind / (size / parts)).astype(np.int64)
    else:
        steps = -(-behind * parts // size)
    out[there] = np.where(size >= parts, parts + 1 - steps, 0)
    return out


def _rank_from_first(v: npt.NDArray[np.float64], codes: Integers) -> Integers:
    """Rank within the group, 1 for the least, ties at the lowest of their ranks."""
    order = np.lexsort((v, codes))
    own, sorted_v = codes[order], v[order]
    at = np.arange(len(v))
    new_group = np.r_[True, own[1:] != own[:-1]]
    new_value = new_group | np.r_[True, sorted_v[1:] != sorted_v[:-1]]
    start = np.maximum.accumulate(np.where(new_group, at, 0))
    first = np.maximum.accumulate(np.where(new_value, at, 0))
    rank = np.empty(len(v), dtype=np.int64)
    rank[order] = first - start + 1
    return rank
