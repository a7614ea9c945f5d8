"""The change a year that a target asks for from now on, with the doubt in the newest figure."""

from dataclasses import dataclass

import numpy as np

from ropewalk.stats.arrays import Floats, Numbers, floats


@dataclass(frozen=True)
class Needed:
    """Change a year, shape (series,): ``pace`` from the newest figure, ``lower`` and ``upper`` from its 95%
    limits. NaN where no time is left or a number is missing."""

    pace: Floats
    lower: Floats
    upper: Floats


def needed_pace(newest: Numbers, lower: Numbers, upper: Numbers, target: Numbers, years: Numbers) -> Needed:
    """``newest`` with its limits (NaN for none), ``target`` and ``years`` left until its date: (series,).

    A straight line from where things stand to the target. The limits of the newest figure bound where things
    stand, so they bound the line: a greater figure leaves a smaller way to go. The target itself is exact.
    Limits of a figure that is itself missing bound nothing.
    """
    y, low, high, goal, left = np.broadcast_arrays(
        *(floats(a) for a in (newest, lower, upper, target, years))
    )
    time = np.where((left > 0) & ~np.isnan(y), left, np.nan)
    return Needed((goal - y) / time, (goal - high) / time, (goal - low) / time)
