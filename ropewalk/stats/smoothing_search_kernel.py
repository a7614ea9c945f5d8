"""The lowest point of a misfit in a few dimensions, by Nelder and Mead's simplex. Compiled.

SciPy's searches take one series a call from Python, a thousand times the cost of what is searched; see
docs/decisions/0010. The steps are those of Nash (1990), Compact Numerical Methods, algorithm 19, with R's
starting simplex and test for stopping, because where a search begins and ends is part of a published number.
"""

from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats
from ropewalk.stats.compiled import compiled
from ropewalk.stats.smoothing_states_kernel import DAMPED, TREND, run

SLOWEST: Final = 1e-4
FASTEST: Final = 0.9999
DAMP_MOST: Final = 0.8
DAMP_LEAST: Final = 0.98
BY_SQUARES: Final = 0
BY_LIKELIHOOD: Final = 1
_PERFECT: Final = -1e10
_OUTSIDE: Final = 1e35
_TOLERANCE: Final = 2.0**-26  # the square root of the smallest step from one


@compiled
def unpacked(p: Floats, shape: int) -> tuple[float, float, float, float, float]:
    """alpha, beta, phi, level and slope from what is searched for: of a level, alpha and level alone."""
    if shape == DAMPED:
        return p[0], p[1], p[2], p[3], p[4]
    if shape == TREND:
        return p[0], p[1], 1.0, p[2], p[3]
    return p[0], 0.0, 1.0, p[1], 0.0


@compiled
def misfit(p: Floats, y: Floats, shape: int, times: bool, rule: int, sound: bool) -> float:
    """Mean squared error, or minus twice the log likelihood but for a constant; infinite out of bounds, and
    in sound mode where errors that multiply meet a forecast of nought or below."""
    alpha, beta, phi, level, slope = unpacked(p, shape)
    if not SLOWEST <= alpha <= FASTEST:
        return np.inf
    if shape >= TREND and not SLOWEST <= beta <= min(alpha, FASTEST):
        return np.inf
    if shape == DAMPED and not DAMP_MOST <= phi <= DAMP_LEAST:
        return np.inf
    squares, logs, _, _, positive = run(y, times, alpha, beta, phi, level, slope)
    if sound and times and not positive:
        return np.inf
    if rule == BY_SQUARES:
        return squares / len(y)
    size = max(len(y) * np.log(squares) + (2 * logs if times else 0.0), _PERFECT)
    return np.inf if np.isnan(size) else size


@compiled
def _value(p: Floats, y: Floats, shape: int, times: bool, rule: int, sound: bool) -> float:
    found = misfit(p, y, shape, times, rule, sound)
    return found if np.isfinite(found) else _OUTSIDE


@compiled
def _simplex(start: Floats, corners: Floats) -> float:
    """Fill one corner a row: the start, then one step along each axis; gives the sum of the steps."""
    step, size = 0.0, 0.0
    for at in start:
        step = max(step, 0.1 * abs(at))
    step = step if step > 0 else 0.1
    for corner in range(len(start) + 1):
        _mix(corners[corner], start, 1.0, start, 0.0)
    for axis in range(len(start)):
        length = step
        while corners[axis + 1, axis] == start[axis]:
            corners[axis + 1, axis] = start[axis] + length
            length *= 10
        size += length
    return size


@compiled
def _mix(into: Floats, a: Floats, much: float, b: Floats, little: float) -> None:
    """``into`` becomes much a + little b. (Written out: whole-array sums take seconds more to compile.)"""
    for at in range(len(into)):
        into[at] = much * a[at] + little * b[at]


@compiled
def _ends(values: Floats, low: int) -> tuple[int, int]:
    """Lowest and highest corner; of equal ones the first found, beginning with the lowest so far."""
    high = low
    bottom = top = values[low]
    for at in range(len(values)):
        if values[at] < bottom:
            low, bottom = at, values[at]
        if values[at] > top:
            high, top = at, values[at]
    return low, high


@compiled
def _middle(corners: Floats, high: int, into: Floats) -> None:
    """The middle of all corners but the highest."""
    for axis in range(len(into)):
        into[axis] = -corners[high, axis]
        for at in range(len(corners)):
            into[axis] += corners[at, axis]
        into[axis] /= len(into)


@compiled
def _shrink(corners: Floats, low: int) -> float:
    """Draw every corner half-way to the lowest, in place, and say how far they then lie from it."""
    size = 0.0
    for at in range(len(corners)):
        for axis in range(corners.shape[1]):
            if at != low:
                corners[at, axis] = 0.5 * (corners[at, axis] - corners[low, axis]) + corners[low, axis]
                size += abs(corners[at, axis] - corners[low, axis])
    return size


@compiled
def lowest(
    start: Floats, y: Floats, shape: int, times: bool, rule: int, sound: bool, most: int
) -> tuple[Floats, float]:
    """Best point and its misfit after at most about ``most`` looks; the start itself if out of bounds."""
    n = len(start)
    corners, values = np.empty((n + 1, n)), np.empty(n + 1)
    size = _simplex(start, corners)
    middle, across, beyond = np.empty(n), np.empty(n), np.empty(n)
    near, looks, low, again = -1.0, 0, -1, True
    while looks <= most:
        for at in range(n + 1 if again else 0):
            if at != low:
                values[at] = _value(corners[at], y, shape, times, rule, sound)
                looks += 1
        again = False
        if low < 0:
            near = _TOLERANCE * (abs(values[0]) + _TOLERANCE)
        low, high = _ends(values, max(low, 0))
        if values[0] == _OUTSIDE and looks == n + 1:
            return corners[0], np.inf
        if values[high] <= values[low] + near:
            break
        _middle(corners, high, middle)
        _mix(across, middle, 2.0, corners[high], -1.0)
        reached = _value(across, y, shape, times, rule, sound)
        forward, inside = reached < values[low], reached < values[high]
        if forward:
            _mix(beyond, across, 2.0, middle, -1.0)
        if inside:
            _mix(corners[high], across, 1.0, across, 0.0)
            values[high] = reached
        if not forward:
            _mix(beyond, corners[high], 0.5, middle, 0.5)
        further = _value(beyond, y, shape, times, rule, sound)
        looks += 2
        if further < values[high]:
            _mix(corners[high], beyond, 1.0, beyond, 0.0)
            values[high] = further
        elif not inside:
            smaller = _shrink(corners, low)
            if not smaller < size:
                break
            size, again = smaller, True
    return corners[low].copy(), values[low]
