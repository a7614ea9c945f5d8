"""Series cut into parts that are worked out each on its own: rebased limits, a chart before and after."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Floats, Integers

Item = TypeVar("Item", bound=np.generic)


@dataclass(frozen=True)
class Parts:
    """``values``: (parts, points), each part from the left, NaN after its end. ``series``: (parts,) row that
    it came from. ``part`` and ``place``: (series, points), where each point of the series went."""

    values: Floats
    series: Integers
    part: Integers
    place: Integers

    def join(self, marks: npt.NDArray[Item]) -> npt.NDArray[Item]:
        """From (parts, points) back to (series, points)."""
        return marks[self.part, self.place]


def split(values: Floats, begins: npt.ArrayLike | None) -> Parts:
    """Cut each series before every point at which ``begins`` is true; None cuts nothing.

    ``values``, ``begins``: (series, points), oldest first. Missing points stay where they are.
    """
    series, points = values.shape
    if begins is None:
        rows = np.arange(series)
        whole = np.broadcast_to(np.arange(points), values.shape)
        return Parts(values.copy(), rows, np.broadcast_to(rows[:, None], values.shape), whole)
    cuts = np.array(np.broadcast_to(np.asarray(begins, dtype=np.bool_), values.shape))
    cuts[:, :1] = True
    part = cuts.ravel().cumsum().reshape(values.shape) - 1
    place = np.arange(points) - np.maximum.accumulate(np.where(cuts, np.arange(points), 0), axis=1)
    out = np.full((int(cuts.sum()), points), np.nan)
    out[part, place] = values
    return Parts(out, np.nonzero(cuts)[0], part, place)
