"""Long tables to groups: one code a row, sums in row order, and panels with one row a group."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Floats, Integers, Numbers, floats

Keys = npt.NDArray[np.generic]


@dataclass(frozen=True)
class Groups:
    """``keys``: (groups,), sorted, each once. ``codes``: (rows,), where each row's key stands in ``keys``."""

    keys: Keys
    codes: Integers

    def total(self, values: Floats) -> Floats:
        """Sum of each group, shape (groups,), added up in row order; a missing value makes it missing."""
        summed = np.bincount(self.codes, weights=values, minlength=len(self.keys))
        return np.asarray(summed, dtype=np.float64)

    def count(self) -> Floats:
        """Rows of each group, shape (groups,)."""
        return np.bincount(self.codes, minlength=len(self.keys)).astype(np.float64)

    def first(self) -> Integers:
        """Number of each group's first row, shape (groups,)."""
        first = np.zeros(len(self.keys), dtype=np.int64)
        first[self.codes[::-1]] = np.arange(len(self.codes))[::-1]
        return first


def grouped(group: npt.ArrayLike) -> Groups:
    """The groups of a long table, from anything that sorts: whole numbers, words."""
    given = np.asarray(group)
    if given.size and np.issubdtype(given.dtype, np.integer):
        low, high = int(given.min()), int(given.max())
        if high - low < 4 * given.size:  # whole numbers close together need no sorting
            shifted = given.astype(np.int64, copy=False).ravel()
            shifted = shifted - low if low else shifted
            present = np.bincount(shifted) > 0
            codes = shifted if present.all() else (np.cumsum(present) - 1)[shifted]
            return Groups((np.flatnonzero(present) + low).astype(given.dtype), codes)
    keys, codes = np.unique(given, return_inverse=True)
    return Groups(keys, codes.astype(np.int64).ravel())


def spread(groups: Groups, *columns: Numbers, order: Numbers | None = None) -> tuple[Floats, ...]:
    """Each column as a panel (groups, most rows of a group), NaN to the right of shorter groups.

    ``columns`` and ``order``: shape (rows,). Cells stand in ascending ``order``, else in row order.
    ``order`` is compared as numbers, also when it is given as words, so "10" stands after "2".
    """
    within = np.zeros(len(groups.codes)) if order is None else floats(order)
    rows = np.lexsort((within, groups.codes))
    codes = groups.codes[rows]
    sizes = groups.count().astype(np.int64)
    starts = np.cumsum(sizes) - sizes
    place = np.arange(len(codes)) - starts[codes]
    shape = (len(groups.keys), int(sizes.max(initial=0)))
    panels = []
    for column in columns:
        panel = np.full(shape, np.nan)
        panel[codes, place] = floats(column)[rows]
        panels.append(panel)
    return tuple(panels)
