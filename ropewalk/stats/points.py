"""Which points of a series may be used together: overlapping periods share people, so are not independent."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Flags, Floats, Integers


def non_overlapping(start: npt.ArrayLike, end: npt.ArrayLike) -> Flags:
    """Choose points backwards from the newest, so that no two periods overlap.

    ``start``, ``end``: (series, points), oldest first, [start, end) in days, NaN as missing. The newest
    point is taken, then each earlier one that ends on or before the start of the last one taken: from
    three-year rolling periods published every year that is every third, counted from the newest.
    Returns flags of the same shape. Method: methods of rolling averages, Fingertips technical guidance.
    """
    first, last = np.asarray(start, dtype=np.float64), np.asarray(end, dtype=np.float64)
    chosen = np.zeros(first.shape, dtype=np.bool_)
    limit = np.full(first.shape[0], np.inf)
    for point in range(first.shape[1] - 1, -1, -1):  # over points, never over series
        take = last[:, point] <= limit
        chosen[:, point] = take
        limit = np.where(take, first[:, point], limit)
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
        array = np.asarray(values, dtype=np.float64)
        return np.where(self.there, np.take_along_axis(array, self.index, axis=1), np.nan)


def pack(chosen: Flags, most: int) -> Packed:
    """The newest ``most`` chosen points of each row, packed to the right, order kept."""
    columns = np.arange(chosen.shape[1])
    # A stable sort on "is it chosen" moves chosen points to the right without disturbing their order.
    order = np.argsort(chosen, axis=1, kind="stable") if chosen.shape[1] else np.zeros(chosen.shape, np.int64)
    index = order[:, max(0, len(columns) - most) :]
    there = np.take_along_axis(chosen, index, axis=1) if chosen.shape[1] else chosen
    return Packed(index.astype(np.int64), there, there.sum(axis=1, dtype=np.int64))
