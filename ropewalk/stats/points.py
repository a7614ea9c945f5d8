"""Which points of a series may be used together: overlapping periods share people, so are not independent."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ropewalk.stats import packing_kernel as kernel
from ropewalk.stats.arrays import Flags, Floats, Integers


def non_overlapping(start: npt.ArrayLike, end: npt.ArrayLike) -> Flags:
    """Choose points backwards from the newest, so that no two periods overlap.

    ``start``, ``end``: (series, points), oldest first, [start, end) in days, NaN as missing. The newest
    point is taken, then each earlier one that ends on or before the start of the last one taken: from
    three-year rolling periods published every year that is every third, counted from the newest.
    Returns flags of the same shape. Method: methods of rolling averages, Fingertips technical guidance.
    """
    first, last = (np.ascontiguousarray(days, dtype=np.float64) for days in (start, end))
    chosen = np.empty(first.shape, dtype=np.bool_)
    kernel.choose(first, last, chosen)
    return chosen


@dataclass(frozen=True)
class Packed:
    """Chosen points moved to the right end of their rows, newest last. ``index``: (series, points) column
    of each in the original; ``there``: which cells hold a point; ``count``: points in each row."""

    index: Integers
    there: Flags
    count: Integers

    def take(self, values: npt.ArrayLike) -> Floats:
        """The same cells of another panel; NaN where there is no point."""
        array = np.ascontiguousarray(values, dtype=np.float64)
        taken = np.empty(self.index.shape)
        kernel.take(array, self.index, self.there, taken)
        return taken


def pack(chosen: Flags, most: int) -> Packed:
    """The newest ``most`` chosen points of each row, packed to the right, order kept."""
    shape = (chosen.shape[0], min(max(most, 0), chosen.shape[1]))
    index, there = np.empty(shape, dtype=np.int64), np.empty(shape, dtype=np.bool_)
    count = np.empty(shape[0], dtype=np.int64)
    kernel.pack(np.ascontiguousarray(chosen), index, there, count)
    return Packed(index, there, count)
