"""People in order of rank: where in its group each row stands, and what is held by those before it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Flags, Floats, Integers, Numbers, floats
from ropewalk.stats.groups import Groups, grouped


@dataclass(frozen=True)
class Ranked:
    """Rows in the order they came. ``share``: of its group's people. ``middle``: of its stretch of people
    ordered by rank, 0 to 1. ``held_before``, ``held_after``: share of the group's outcome held by people
    before that stretch, and by them and it. ``seen_before``, ``seen_after``: the same with every row one
    person. ``mean``, ``people``: of each group. NaN in all of a group with a missing number or a weight that
    is not above nought.
    """

    groups: Groups
    outcome: Floats
    share: Floats
    middle: Floats
    held_before: Floats
    held_after: Floats
    seen_before: Floats
    seen_after: Floats
    mean: Floats
    people: Floats


def ranked(outcome: Numbers, rank: Numbers, weight: Numbers, group: npt.ArrayLike, *, shared: bool) -> Ranked:
    """All of shape (rows,). ``shared``: rows of equal rank share a stretch, else they follow in row order."""
    groups = grouped(group)
    y, r, w = floats(outcome), floats(rank), floats(weight)
    w = np.where((w > 0) & ~np.isnan(r), w, np.nan)
    people = groups.total(w)
    share = w / people[groups.codes]
    order = np.lexsort((r, groups.codes))
    own = groups.codes[order]
    new = np.r_[True, own[1:] != own[:-1]]
    new |= np.r_[True, r[order][1:] != r[order][:-1]] if shared else True
    held, seen = groups.total(share * y), groups.total(y)
    with np.errstate(all="ignore"):
        before, after = _stretches(own, order, new, share)
        held_before, held_after = _stretches(own, order, new, share * y / held[groups.codes])
        seen_before, seen_after = _stretches(own, order, new, y / seen[groups.codes])
    middle = before + (after - before) / 2
    return Ranked(groups, y, share, middle, held_before, held_after, seen_before, seen_after, held, people)


def _stretches(own: Integers, order: Integers, new: Flags, values: Floats) -> tuple[Floats, Floats]:
    """Running sums of ``values`` in that order, before and after each stretch, begun anew in each group."""
    block = np.cumsum(new) - 1
    size = np.bincount(block, weights=values[order])
    groups = own[new]
    # A missing value must not reach the next group.
    plain = np.where(np.isfinite(size), size, 0.0)
    before = np.cumsum(plain) - plain
    before = before - before[np.searchsorted(groups, groups)]
    out_before, out_after = np.empty(len(order)), np.empty(len(order))
    out_before[order], out_after[order] = before[block], (before + size)[block]
    return out_before, out_after
