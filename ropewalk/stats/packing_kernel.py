"""Points chosen and moved to the right end of their rows, compiled; see ``points``."""

import math

import numpy as np

from ropewalk.stats.arrays import Flags, Floats, Integers
from ropewalk.stats.compiled import compiled


@compiled
def choose(start: Floats, end: Floats, chosen: Flags) -> None:
    """Points backwards from the newest, so that no two periods overlap."""
    for row in range(start.shape[0]):
        limit = math.inf
        for point in range(start.shape[1] - 1, -1, -1):
            take = end[row, point] <= limit
            chosen[row, point] = take
            limit = start[row, point] if take else limit


@compiled
def pack(chosen: Flags, index: Integers, there: Flags, count: Integers) -> None:
    """Columns of the newest chosen points of each row, at the right end of ``index``; before them, in order
    too, the last columns that are not chosen."""
    rows, width, most = chosen.shape[0], chosen.shape[1], index.shape[1]
    for row in range(rows):
        used = 0
        for point in range(width):
            used += chosen[row, point]
        used = min(used, most)
        mine, rest = most, most - used
        for point in range(width - 1, -1, -1):
            if chosen[row, point] and mine > most - used:
                mine -= 1
                index[row, mine], there[row, mine] = point, True
            elif not chosen[row, point] and rest > 0:
                rest -= 1
                index[row, rest], there[row, rest] = point, False
        count[row] = used


@compiled
def take(values: Floats, index: Integers, there: Flags, into: Floats) -> None:
    """The cells of each row that ``index`` names, NaN where ``there`` is not so."""
    for row in range(index.shape[0]):
        for column in range(index.shape[1]):
            into[row, column] = values[row, index[row, column]] if there[row, column] else np.nan
