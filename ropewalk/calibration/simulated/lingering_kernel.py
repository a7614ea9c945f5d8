"""First-order autoregression, compiled."""

import math

from ropewalk.stats.arrays import Floats
from ropewalk.stats.compiled import compiled


@compiled
def linger(noise: Floats, memory: float) -> None:
    """Turn independent standard normal numbers, (series, points), into an autoregression of variance one, in
    place."""
    fresh = math.sqrt(1 - memory * memory)
    for row in range(noise.shape[0]):
        for at in range(1, noise.shape[1]):
            noise[row, at] = memory * noise[row, at - 1] + fresh * noise[row, at]
