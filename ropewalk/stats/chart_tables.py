"""The numbers behind the test of a monthly or quarterly series: what a stable one may look like.

Fitted on simulated series so that no stable class is called changed more than 5 times in 100, and so that
four kinds of change are found as often as that allows: docs/decisions/0012. `ropewalk calibrate` holds them
to it.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats, Integers

P_VALUES: Final = (0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
"""The p-values whose evidence is tabled."""
NODE_MEMORIES: Final = np.repeat([0.0, 0.3, 0.5, 0.7], 3)
"""Correlation of one point with the next, by node."""
NODE_SEASONS: Final = np.tile([0.0, 0.5, 20.0], 4)
"""Variance of the season's levels over that of a point, by node."""


@dataclass(frozen=True)
class Table:
    """One row for each of the ``lengths``, which is good up to the next. ``stable``: (lengths, nodes), log
    weights without change. With one: ``belief``, (lengths, nodes), plus ``change``, (lengths, 4): newest
    point, stretch, line, step. ``evidence``: (lengths, P_VALUES), the log likelihood ratio that has that
    p-value in the worst stable class."""

    lengths: Integers
    stable: Floats
    belief: Floats
    change: Floats
    evidence: Floats

    @property
    def least(self) -> int:
        """Fewest points for which the table holds."""
        return int(self.lengths[0])

    @property
    def most(self) -> int:
        """Most points for which the table holds."""
        return int(self.lengths[-1])

    def row(self, count: Integers) -> Integers:
        """The row for so many points."""
        return np.maximum(np.searchsorted(self.lengths, count, side="right") - 1, 0)


def table_for(season: int) -> Table:
    """The table for so many points a year: months, or anything rarer."""
    return MONTHLY if season > MOST_QUARTERLY else QUARTERLY


MOST_QUARTERLY: Final = 6

_MONTHLY_STABLE: Final = (
    (4.668, 3.703, 11.877, 3.421, 7.092, 14.707, 0.964, 1.630, 11.973, -0.707, 0.303, 7.553),
    (5.615, 3.370, 9.273, 6.183, 5.613, 10.719, 2.796, 2.613, 10.244, -1.272, 0.753, 5.704),
    (3.418, 1.835, 11.477, 3.993, 2.698, 8.438, 1.396, 4.338, 14.036, -1.723, 0.753, 7.156),
)
_MONTHLY_BELIEF: Final = (
    (0.540, -0.834, 7.158, -2.322, -0.927, 6.807, -3.105, -2.695, 3.328, -4.741, -3.765, 0.556),
    (1.974, -1.663, 5.397, -0.830, -1.033, 3.082, -0.809, -1.114, 2.908, -4.862, -2.844, -0.206),
    (-0.102, -2.202, 7.461, -1.470, -2.083, 0.944, -2.597, -1.841, 8.659, -5.345, -2.767, 1.343),
)
_MONTHLY_CHANGE: Final = (
    (1.891, -0.249, -0.478, -1.164),
    (1.210, 0.216, -0.463, -0.963),
    (0.845, 0.491, -0.493, -0.843),
)
_MONTHLY_EVIDENCE: Final = (
    (-2.550, -2.107, -1.874, -1.125, -0.012, 1.734, 3.011, 4.062, 5.513, 6.699),
    (-2.014, -1.745, -1.507, -0.960, -0.012, 1.195, 2.155, 3.254, 4.818, 6.020),
    (-1.842, -1.584, -1.302, -0.699, -0.010, 1.215, 2.134, 2.983, 4.423, 5.247),
)
_MONTHLY_LENGTHS: Final = (25, 30, 36)
_QUARTERLY_STABLE: Final = (
    (4.510, 2.671, 4.838, 5.154, 3.338, 6.192, 5.343, 6.372, 6.948, 2.499, 2.977, 5.302),
    (4.345, 2.446, 5.887, 5.783, 3.143, 6.188, 4.846, 5.244, 7.600, 1.655, 3.008, 3.634),
    (4.912, 2.697, 5.852, 5.946, 3.424, 6.384, 5.185, 4.439, 7.145, 1.916, 2.355, 3.431),
)
_QUARTERLY_BELIEF: Final = (
    (0.905, -1.349, 1.233, 0.719, -1.343, 2.186, 0.983, -1.159, 1.222, -1.154, -2.072, -0.170),
    (0.928, -1.687, 2.473, 0.701, -1.682, 1.460, 0.378, -0.951, 2.344, -1.874, -1.467, -0.624),
    (1.460, -1.359, 2.422, 1.042, -1.477, 1.568, 0.223, -1.343, 1.841, -1.872, -1.760, -0.745),
)
_QUARTERLY_CHANGE: Final = (
    (0.273, 0.120, -0.254, -0.140),
    (0.544, -0.229, 0.061, -0.375),
    (0.736, -0.050, -0.327, -0.358),
)
_QUARTERLY_EVIDENCE: Final = (
    (-2.384, -1.880, -1.446, -0.721, -0.018, 0.887, 1.584, 2.212, 3.219, 4.318),
    (-2.043, -1.769, -1.456, -0.724, -0.009, 0.956, 1.650, 2.434, 3.463, 4.425),
    (-1.913, -1.631, -1.380, -0.735, -0.008, 0.972, 1.720, 2.448, 3.580, 4.098),
)
_QUARTERLY_LENGTHS: Final = (13, 16, 20)
MONTHLY: Final = Table(
    lengths=np.array(_MONTHLY_LENGTHS),
    stable=np.array(_MONTHLY_STABLE),
    belief=np.array(_MONTHLY_BELIEF),
    change=np.array(_MONTHLY_CHANGE),
    evidence=np.array(_MONTHLY_EVIDENCE),
)
QUARTERLY: Final = Table(
    lengths=np.array(_QUARTERLY_LENGTHS),
    stable=np.array(_QUARTERLY_STABLE),
    belief=np.array(_QUARTERLY_BELIEF),
    change=np.array(_QUARTERLY_CHANGE),
    evidence=np.array(_QUARTERLY_EVIDENCE),
)
