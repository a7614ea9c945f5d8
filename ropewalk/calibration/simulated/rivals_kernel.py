"""What two published rules see in a series, before any threshold: so that thresholds can be moved.

Compiled twins of stats/recent_trend.py and of the newest point's flags of stats/chart_rules.py; tests hold
them to those.
"""

import numpy as np

from ropewalk.stats.arrays import Floats
from ropewalk.stats.compiled import compiled

NEWEST, SECOND, THIRD, RUN = range(4)
SEEN = 4
_POINTS = 5
_RUN = 7


@compiled
def slope_evidence(value: Floats, weight: Floats, trials: float) -> Floats:
    """Chi-squared of the newest five points' trend; nought where its sign changes without one of them.

    ``value``, ``weight``: (series, points), oldest first, none missing; ``weight``: inverse variances. With
    ``trials`` the values are counts out of so many: chi-squared is Cochran and Armitage's, the sign that of
    the slope of logits.
    """
    series, points = value.shape
    found = np.zeros(series)
    for row in range(series):
        y, w = value[row, points - _POINTS :], weight[row, points - _POINTS :]
        slope, chi = _armitage(y, trials) if trials > 0 else _slope(y, w, -1)
        held = slope != 0
        for without in range(_POINTS):
            less = _logit_slope(y, trials, without) if trials > 0 else _slope(y, w, without)[0]
            held = held and less * slope > 0
        found[row] = chi if held else 0.0
    return found


@compiled
def _slope(y: Floats, w: Floats, without: int) -> tuple[float, float]:
    total = middle = level = 0.0
    for at in range(_POINTS):
        weight = 0.0 if at == without else w[at]
        total, middle, level = total + weight, middle + weight * at, level + weight * y[at]
    spread = cross = 0.0
    for at in range(_POINTS):
        weight = 0.0 if at == without else w[at]
        away = at - middle / total
        spread, cross = spread + weight * away * away, cross + weight * away * (y[at] - level / total)
    # Rounding of a level series is no slope.
    slope = cross / spread
    slope = 0.0 if abs(slope) <= 1e-12 * np.abs(y).max() else slope
    return slope, slope * slope * spread


@compiled
def _logit_slope(x: Floats, trials: float, without: int) -> float:
    """Unweighted slope of the logits; half a case is added where nobody or everybody is one."""
    more = 0.5 if x.min() == 0 or x.max() == trials else 0.0
    logits = np.empty(_POINTS)
    for at in range(_POINTS):
        logits[at] = np.log((x[at] + more) / (trials - x[at] + more))
    return _slope(logits, np.ones(_POINTS), without)[0]


@compiled
def _armitage(x: Floats, trials: float) -> tuple[float, float]:
    share = x.sum() / (_POINTS * trials)
    if share <= 0 or share >= 1:
        return 0.0, 0.0
    cross = spread = 0.0
    for at in range(_POINTS):
        away = at - (_POINTS - 1) / 2
        cross, spread = cross + x[at] * away, spread + trials * away * away
    return _logit_slope(x, trials, -1), cross * cross / (share * (1 - share) * spread)


@compiled
def newest_on_chart(value: Floats, screen: float) -> Floats:
    """Of the newest point of an individuals chart: (series, SEEN).

    NEWEST: its distance from the centre in average moving ranges, up positive; SECOND and THIRD: the same of
    the two before it; RUN: one where it ends seven points rising, falling or on one side of the centre.
    ``value``: (series, points), oldest first, none missing; ``screen``: moving ranges of this many averages
    are left out of the average, once.
    """
    series, points = value.shape
    found = np.zeros((series, SEEN))
    for row in range(series):
        y = value[row]
        centre = y.sum() / points
        average = _average_range(y, screen)
        for back in range(min(3, points)):
            away = y[points - 1 - back] - centre
            found[row, back] = away / average if average > 0 else 0.0
        found[row, RUN] = 1.0 if _ends_run(y, centre) else 0.0
    return found


@compiled
def _average_range(y: Floats, screen: float) -> float:
    first = 0.0
    for at in range(1, len(y)):
        first += abs(y[at] - y[at - 1]) / (len(y) - 1)
    kept, count = 0.0, 0
    for at in range(1, len(y)):
        if abs(y[at] - y[at - 1]) < screen * first:
            kept, count = kept + abs(y[at] - y[at - 1]), count + 1
    return kept / count if count and kept > 0 else first


@compiled
def _ends_run(y: Floats, centre: float) -> bool:
    if len(y) < _RUN:
        return False
    above = below = rising = falling = True
    for back in range(_RUN):
        at = len(y) - 1 - back
        above, below = above and y[at] > centre, below and y[at] < centre
        if back < _RUN - 1:
            rising, falling = rising and y[at] > y[at - 1], falling and y[at] < y[at - 1]
    return above or below or rising or falling
