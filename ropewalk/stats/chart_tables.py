"""The numbers behind the test of a monthly or quarterly series: what a stable one may look like.

Fitted on simulated series so that no stable class is called changed more than 5 times in 100, and so that
four kinds of change are found as often as that allows: docs/decisions/0012. `ropewalk calibrate` holds them
to it.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats, Integers

P_VALUES: Final = (0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
"""The p-values whose evidence is tabled."""
NODE_MEMORIES: Final = np.repeat([0.0, 0.3, 0.5, 0.7], 4)
"""Correlation of one point with the next, by node."""
NODE_SEASONS: Final = np.tile([0.0, 0.5, 5.0, 1000.0], 4)
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
    """The table for so many points a year: twelve, six or four."""
    return {12: MONTHLY, 6: TWO_MONTHLY}.get(season, QUARTERLY)


# fmt: off
_MONTHLY_STABLE: Final = (
    (6.185, 5.53, 7.615, 6.166, 5.858, 5.492, 5.687, 7.735, 5.693, 5.48, 5.578, 4.199, 4.929, 5.464, 5.484,
     8.284),
    (8.809, 5.382, 4.527, 2.618, 7.034, 5.368, 5.653, 5.899, 7.453, 5.347, 5.46, 7.288, 3.686, 5.291, 5.315,
     3.178),
    (8.311, 5.075, 3.769, 1.364, 8.73, 5.123, 5.833, 4.365, 6.425, 5.227, 8.202, 5.656, 2.136, 4.838, 4.875,
     2.299),
)
_MONTHLY_BELIEF: Final = (
    (0.976, 0.24, 3.081, -2.887, 0.492, 0.191, 0.271, -2.528, 0.302, 0.176, 0.176, 0.5, -0.19, 0.166, 0.16,
     -1.127),
    (4.026, 0.15, -1.107, -1.261, 1.253, 0.112, 0.189, -2.706, 1.198, 0.091, 0.084, 0.564, -1.175, 0.06,
     0.055, -1.531),
    (4.807, 0.065, -1.202, -2.054, 2.755, 0.037, -0.187, -1.184, 1.76, 0.082, 1.185, -1.757, -1.606, -0.114,
     -0.151, -2.435),
)
_MONTHLY_CHANGE: Final = (
    (0.151, 0.392, 0.402, -0.946),
    (0.873, 0.664, 0.247, -1.785),
    (0.748, 0.537, -0.389, -0.896),
)
_MONTHLY_EVIDENCE: Final = (
    (-4.473, -3.448, -2.607, -1.205, 0.087, 1.715, 2.891, 4.095, 5.602, 6.761),
    (-2.667, -2.133, -1.788, -1.065, 0.082, 1.61, 2.826, 3.939, 5.342, 6.408),
    (-1.756, -1.46, -1.205, -0.618, 0.089, 1.429, 2.579, 3.589, 4.761, 5.919),
)
_MONTHLY_LENGTHS: Final = (25, 30, 36)
_QUARTERLY_STABLE: Final = (
    (8.524, 5.299, 4.395, 3.631, 9.456, 5.558, 5.353, 5.782, 5.613, 5.812, 7.126, 3.887, 3.51, 5.064, 5.277,
     2.177),
    (6.29, 5.277, 4.671, 3.795, 6.566, 5.523, 6.002, 5.692, 4.545, 5.387, 8.356, 5.369, 2.783, 4.474, 4.941,
     2.13),
    (5.253, 4.879, 4.276, 3.614, 7.444, 5.509, 6.482, 4.953, 5.242, 5.706, 7.451, 5.186, 2.843, 4.317, 4.167,
     1.642),
)
_QUARTERLY_BELIEF: Final = (
    (3.39, 0.168, -0.734, -0.853, 4.137, 0.283, -0.195, -1.864, 1.042, 0.439, 0.622, -2.377, -0.53, 0.031,
     -0.387, -3.173),
    (1.847, 0.149, -0.565, 0.001, 1.984, 0.299, 0.152, -0.145, 0.352, 0.254, 1.466, -1.826, -1.077, -0.295,
     -0.29, -2.307),
    (0.918, -0.114, -0.701, 0.184, 2.543, 0.241, 0.448, -0.193, 0.912, 0.387, 1.211, -1.673, -0.875, -0.349,
     -0.565, -2.376),
)
_QUARTERLY_CHANGE: Final = (
    (0.902, 0.248, -0.442, -0.708),
    (1.023, -0.021, 0.093, -1.094),
    (0.867, -0.054, -0.03, -0.784),
)
_QUARTERLY_EVIDENCE: Final = (
    (-2.936, -2.338, -1.798, -0.827, 0.086, 1.36, 2.35, 3.409, 4.927, 5.838),
    (-2.562, -2.215, -1.76, -0.861, 0.085, 1.338, 2.141, 3.023, 4.135, 4.917),
    (-1.977, -1.663, -1.407, -0.785, 0.086, 1.161, 2.127, 2.94, 4.33, 5.199),
)
_QUARTERLY_LENGTHS: Final = (13, 16, 20)
_MARGIN: Final = (2.38, 1.535, 1.096)
# fmt: on
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
TWO_MONTHLY: Final = replace(QUARTERLY, stable=QUARTERLY.stable + np.array(_MARGIN)[:, None])
"""Six points a year are rare: the quarters' beliefs with so much more evidence asked that they hold too."""
