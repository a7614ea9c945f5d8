"""The numbers behind the test of a trend: what a stable series may look like, and how sure a sign must be.

Fitted on simulated series so that no stable class is called changed more than 5 times in 100, and so that
rises and steps are found as often as that allows: docs/decisions/0012. `ropewalk calibrate` holds
them to it. Rows are for series of 5, 6, 7, 8, 9 and 10 points.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats

P_VALUES: Final = (0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0003)
"""The p-values whose evidence is tabled."""


@dataclass(frozen=True)
class Table:
    """``spread``: (nodes,), process standard deviation over sampling error. ``memory``: (nodes,), correlation
    of one step with the next. ``weights``: (lengths, 3, nodes), logarithms, for no change, a line, a step.
    ``evidence``: (lengths, P_VALUES), the log likelihood ratio that has that p-value in the worst class."""

    spread: Floats
    memory: Floats
    weights: Floats
    evidence: Floats


_KNOWN_WEIGHTS: Final = (
    (
        (7.427, 6.091, 5.085, 4.325, 4.444, 7.243),
        (2.266, 1.390, 0.191, -0.251, 0.951, 2.445),
        (-1.272, -0.023, -1.358, -1.449, 0.175, -3.064),
    ),
    (
        (5.527, 4.363, 2.844, 2.431, 5.303, 7.763),
        (2.387, 1.535, -0.553, -1.375, 1.176, 3.644),
        (-1.612, 0.021, -1.752, -1.894, 1.621, -3.198),
    ),
    (
        (5.951, 3.742, 4.469, 3.593, 5.775, 6.554),
        (2.544, 0.664, 1.025, -0.286, -0.403, 2.847),
        (-0.298, -0.201, -1.232, -1.679, -0.180, -2.801),
    ),
    (
        (5.624, 3.521, 4.623, 5.437, 5.415, 6.392),
        (2.667, 0.067, 1.628, 0.886, -0.883, 3.040),
        (-0.398, 0.520, -1.592, -2.323, -0.671, -2.941),
    ),
    (
        (5.822, 2.657, 3.759, 5.347, 5.831, 5.544),
        (3.053, -0.175, 0.802, 1.628, -0.532, 2.372),
        (0.307, -0.597, -0.903, -1.846, -1.875, -2.234),
    ),
    (
        (5.893, 2.832, 2.643, 5.825, 6.250, 5.217),
        (3.227, 0.314, -0.702, 2.871, -1.021, 2.045),
        (0.927, -0.208, -0.596, -2.019, -2.218, -2.620),
    ),
)
_KNOWN_EVIDENCE: Final = (
    (-3.658, -2.851, -2.118, -0.928, 0.000, 1.585, 2.955, 4.175, 5.861, 6.890, 9.065),
    (-2.636, -2.120, -1.584, -0.719, 0.000, 1.286, 2.459, 3.631, 5.221, 6.497, 8.451),
    (-2.887, -2.375, -1.833, -0.828, -0.000, 1.158, 2.245, 3.400, 4.912, 6.031, 7.924),
    (-2.523, -2.098, -1.740, -0.869, 0.000, 1.345, 2.525, 3.677, 5.211, 6.202, 8.062),
    (-2.410, -1.985, -1.517, -0.742, 0.000, 1.515, 2.721, 3.930, 5.438, 6.422, 8.052),
    (-2.206, -1.769, -1.378, -0.649, -0.000, 1.447, 2.778, 4.044, 5.710, 6.830, 8.747),
)
_UNKNOWN_WEIGHTS: Final = (
    ((5.313, 4.411), (0.486, 1.292), (-0.764, -1.014)),
    ((5.568, 3.074), (0.226, 0.838), (-0.440, -0.625)),
    ((5.268, 4.825), (1.815, -1.473), (-0.736, 0.394)),
    ((5.610, 4.426), (1.792, -1.025), (-0.961, 0.195)),
    ((5.581, 4.567), (1.998, -1.126), (-0.510, -0.362)),
    ((5.228, 4.396), (1.663, -0.765), (-0.766, -0.131)),
)
_UNKNOWN_EVIDENCE: Final = (
    (-3.230, -2.495, -1.894, -0.886, -0.000, 1.177, 2.062, 2.934, 4.249, 5.181, 7.055),
    (-3.391, -2.591, -1.948, -0.913, 0.000, 1.100, 1.925, 2.787, 3.939, 4.831, 6.644),
    (-2.910, -2.246, -1.712, -0.827, 0.000, 1.024, 1.752, 2.526, 3.637, 4.483, 6.120),
    (-3.072, -2.369, -1.801, -0.869, -0.000, 1.040, 1.831, 2.613, 3.652, 4.617, 5.887),
    (-3.003, -2.320, -1.768, -0.858, 0.000, 1.060, 1.832, 2.622, 3.601, 4.352, 5.838),
    (-2.934, -2.266, -1.720, -0.833, -0.000, 1.015, 1.784, 2.550, 3.517, 4.363, 5.910),
)
KNOWN: Final = Table(
    spread=np.array((0.0, 0.0, 0.6, 1.2, 2.2, 4.5)),
    memory=np.array((0.0, 0.4, 0.15, 0.35, 0.45, 0.5)),
    weights=np.array(_KNOWN_WEIGHTS),
    evidence=np.array(_KNOWN_EVIDENCE),
)
"""For series whose points all have a published or counted error."""
UNKNOWN: Final = Table(
    spread=np.array((1.0, 1.0)),
    memory=np.array((0.1, 0.5)),
    weights=np.array(_UNKNOWN_WEIGHTS),
    evidence=np.array(_UNKNOWN_EVIDENCE),
)
"""For all others: whatever moves them is one variance that the series itself must tell."""
