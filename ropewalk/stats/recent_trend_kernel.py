"""Slope and chi-squared of five points, and of each four of them: the loops of ``recent_trend``, compiled."""

import math

import numpy as np

from ropewalk.stats.arrays import Flags, Floats
from ropewalk.stats.compiled import compiled

STILL = 3.841458820694124
"""Chi-squared (95%) that sound mode asks of the trend without any one of its points."""
ROUNDING = 1e-12


@compiled
def armitage(x: Floats, n: Floats, t: Floats, there: Flags, out: int, sound: bool) -> float:
    """Cochran and Armitage's chi-squared of the points that are there, without the one numbered ``out``."""
    total, cases, moment = 0.0, 0.0, 0.0
    for at in range(len(x)):
        if there[at] and at != out:
            total, cases, moment = total + n[at], cases + x[at], moment + n[at] * t[at]
    if sound and total > 0 and (cases == 0 or cases == total):
        return 0.0
    p, middle, top, square = cases / total, moment / total, 0.0, 0.0
    for at in range(len(x)):
        if there[at] and at != out:
            away = t[at] - middle
            top, square = top + x[at] * away, square + n[at] * away**2
    return top**2 / (p * (1 - p) * square)


@compiled
def line(y: Floats, w: Floats, t: Floats, there: Flags, out: int) -> tuple[float, float]:
    """Weighted slope, and sum w (t - tw)^2; rounding of a level series is no slope."""
    total, moment, level, size = 0.0, 0.0, 0.0, 0.0
    for at in range(len(y)):
        if there[at] and at != out:
            total, moment, level = total + w[at], moment + w[at] * t[at], level + w[at] * y[at]
            size = max(size, abs(y[at])) if not math.isnan(y[at]) else math.nan
    middle, level, rise, square, furthest = moment / total, level / total, 0.0, 0.0, 0.0
    for at in range(len(y)):
        if there[at] and at != out:
            away = t[at] - middle
            rise, square = rise + w[at] * away * (y[at] - level), square + w[at] * away**2
            furthest = max(furthest, abs(away))
    slope = rise / square
    return (0.0 if abs(slope) * furthest <= ROUNDING * size else slope), square


@compiled
def trends(
    counts: Floats,
    series: Floats,
    t: Floats,
    there: Flags,
    shares: bool,
    sound: bool,
    found: Floats,
    holds: Flags,
) -> None:
    """Fill ``found`` (2, series): chi-squared and slope; and ``holds`` (series,): whether the slope keeps its
    sign without any one point and, in sound mode, the trend is then still plain.

    ``counts``: (2, series, points), events and people of ``shares``, else not looked at; ``series``: (2,
    series, points), values and weights.
    """
    for s in range(len(t)):
        x, n, y, w, when, is_there = counts[0, s], counts[1, s], series[0, s], series[1, s], t[s], there[s]
        keeps = True
        for out in range(-1, t.shape[1]):
            slope, information = line(y, w, when, is_there, out)
            chi = armitage(x, n, when, is_there, out, sound) if shares else slope**2 * information
            if out < 0:
                found[0, s], found[1, s] = chi, slope
            else:
                keeps = keeps and np.sign(slope) == np.sign(found[1, s]) and (not sound or chi > STILL)
        holds[s] = keeps
