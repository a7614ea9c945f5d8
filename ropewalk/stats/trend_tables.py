"""The numbers behind the test of a trend: what a stable series may look like, and how sure a sign must be.

Fitted on simulated series so that no stable class is called changed more than 5 times in 100, and so that
rises and steps are found as often as that allows: docs/decisions/0012. `ropewalk calibrate` holds
them to it. Rows are for series of 5, 6, 7, 8, 9 and 10 points.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats

P_VALUES: Final = (0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
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
        (-4.237, -4.273, -3.616, -1.065, 5.834, 7.628),
        (2.215, 1.495, -0.785, -1.504, 2.069, 2.392),
        (-2.040, 0.306, -1.920, -1.742, 1.978, -2.464),
    ),
    (
        (-3.724, -3.814, -3.685, -0.820, 5.486, 6.394),
        (1.089, -1.089, 1.362, 0.728, 1.259, 1.090),
        (-1.002, -1.596, -0.986, -1.130, -0.413, 0.688),
    ),
    (
        (11.056, 9.471, 10.442, 10.677, 9.141, 3.144),
        (1.097, 8.716, -1.926, 0.984, 0.148, -3.095),
        (0.313, 4.265, -1.244, -3.420, -4.441, -1.398),
    ),
    (
        (1.191, 3.334, 0.605, 4.630, 8.303, 7.603),
        (0.018, -1.282, 1.207, 5.738, -0.843, 4.355),
        (0.091, -0.204, -0.456, -2.455, -4.733, -1.436),
    ),
    (
        (2.055, 4.305, 3.037, 7.152, 6.362, 3.706),
        (3.926, 1.515, 3.727, 1.666, -1.280, 0.484),
        (1.342, 0.987, -1.267, -3.387, -4.153, -3.560),
    ),
    (
        (3.040, 4.320, 5.135, 7.015, 7.142, 0.553),
        (3.837, 0.723, 3.559, 4.051, -1.137, -3.000),
        (2.353, 1.099, 1.706, -2.481, -6.207, -4.504),
    ),
)
_KNOWN_EVIDENCE: Final = (
    (-0.929, -0.716, -0.618, -0.516, -0.041, 1.438, 2.797, 4.103, 5.632, 6.773),
    (-0.650, -0.446, -0.348, -0.238, -0.042, 1.341, 2.539, 3.798, 5.227, 6.286),
    (-2.243, -1.937, -1.635, -1.087, -0.056, 2.290, 4.278, 5.996, 8.752, 11.056),
    (-0.772, -0.657, -0.550, -0.365, -0.037, 1.563, 2.919, 4.161, 5.557, 6.655),
    (-1.180, -0.984, -0.826, -0.520, -0.034, 1.750, 3.157, 4.617, 6.590, 7.942),
    (-1.233, -1.018, -0.827, -0.473, -0.035, 1.971, 3.568, 5.397, 7.946, 10.193),
)
_UNKNOWN_WEIGHTS: Final = (
    ((5.886, -2.407), (0.419, 0.631), (-1.202, 0.153)),
    ((5.996, 3.386), (1.576, -0.512), (-0.544, -0.520)),
    ((6.069, 2.929), (1.522, -0.327), (-0.384, -0.812)),
    ((5.956, 4.435), (1.886, -2.094), (-0.294, 0.502)),
    ((6.019, 4.231), (1.719, -2.038), (0.428, -0.109)),
    ((6.424, 4.251), (2.231, -2.264), (-0.033, 0.066)),
)
_UNKNOWN_EVIDENCE: Final = (
    (-3.639, -2.779, -2.091, -0.991, -0.041, 1.081, 1.982, 2.851, 4.091, 5.185),
    (-3.434, -2.633, -1.990, -0.961, 0.000, 1.126, 1.930, 2.778, 3.997, 4.823),
    (-3.487, -2.673, -2.032, -0.976, -0.000, 1.155, 1.951, 2.785, 3.871, 4.787),
    (-3.202, -2.480, -1.891, -0.938, -0.038, 1.061, 1.855, 2.654, 3.781, 4.522),
    (-3.290, -2.527, -1.912, -0.922, -0.031, 1.045, 1.829, 2.582, 3.509, 4.321),
    (-3.356, -2.603, -1.984, -0.972, -0.040, 1.131, 2.004, 2.846, 3.950, 4.627),
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
