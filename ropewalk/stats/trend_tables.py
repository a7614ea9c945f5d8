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
    (-3.598, -2.791, -2.058, -0.868, 0.060, 1.645, 3.015, 4.235, 5.921, 6.950, 9.125),
    (-2.576, -2.060, -1.524, -0.659, 0.060, 1.346, 2.519, 3.691, 5.281, 6.557, 8.511),
    (-2.827, -2.315, -1.773, -0.768, 0.060, 1.218, 2.305, 3.460, 4.972, 6.091, 7.984),
    (-2.463, -2.038, -1.680, -0.809, 0.060, 1.405, 2.585, 3.737, 5.271, 6.262, 8.122),
    (-2.350, -1.925, -1.457, -0.682, 0.060, 1.575, 2.781, 3.990, 5.498, 6.482, 8.112),
    (-2.146, -1.709, -1.318, -0.589, 0.060, 1.507, 2.838, 4.104, 5.770, 6.890, 8.807),
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
    (-3.170, -2.435, -1.834, -0.826, 0.060, 1.237, 2.122, 2.994, 4.309, 5.241, 7.115),
    (-3.331, -2.531, -1.888, -0.853, 0.060, 1.160, 1.985, 2.847, 3.999, 4.891, 6.704),
    (-2.850, -2.186, -1.652, -0.767, 0.060, 1.084, 1.812, 2.586, 3.697, 4.543, 6.180),
    (-3.012, -2.309, -1.741, -0.809, 0.060, 1.100, 1.891, 2.673, 3.712, 4.677, 5.947),
    (-2.943, -2.260, -1.708, -0.798, 0.060, 1.120, 1.892, 2.682, 3.661, 4.412, 5.898),
    (-2.874, -2.206, -1.660, -0.773, 0.060, 1.075, 1.844, 2.610, 3.577, 4.423, 5.970),
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
