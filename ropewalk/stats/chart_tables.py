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
    (3.418, 1.835, 11.477, 3.993, 2.698, 8.438, 1.396, 4.338, 14.036, -1.723, 0.753, 7.156),
)
_MONTHLY_BELIEF: Final = (
    (-0.102, -2.202, 7.461, -1.470, -2.083, 0.944, -2.597, -1.841, 8.659, -5.345, -2.767, 1.343),
)
_MONTHLY_CHANGE: Final = ((0.845, 0.491, -0.493, -0.843),)
_MONTHLY_EVIDENCE: Final = ((-1.842, -1.584, -1.302, -0.699, -0.010, 1.215, 2.134, 2.983, 4.423, 5.247),)
_MONTHLY_LENGTHS: Final = (36,)
_QUARTERLY_STABLE: Final = (
    (4.912, 2.697, 5.852, 5.946, 3.424, 6.384, 5.185, 4.439, 7.145, 1.916, 2.355, 3.431),
)
_QUARTERLY_BELIEF: Final = (
    (1.460, -1.359, 2.422, 1.042, -1.477, 1.568, 0.223, -1.343, 1.841, -1.872, -1.760, -0.745),
)
_QUARTERLY_CHANGE: Final = ((0.736, -0.050, -0.327, -0.358),)
_QUARTERLY_EVIDENCE: Final = ((-1.913, -1.631, -1.380, -0.735, -0.008, 0.972, 1.720, 2.448, 3.580, 4.098),)
_QUARTERLY_LENGTHS: Final = (20,)
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
