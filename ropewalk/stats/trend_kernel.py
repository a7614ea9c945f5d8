"""One series at a time, compiled: how much better a rise or a step explains it than no change does.

Each *node* is one belief about what moves a stable series: how large its process variance is beside its
sampling variance, and how long a bad year lingers. The evidence for a change is the weighted likelihood of
all nodes with a line or a step in them, over that of all nodes without one. The last node of series with
errors does not know its variance but has a distribution of it, so that no process is too large for it; that
of series without errors knows nothing of it at all. The weights are in trend_tables.py.
"""

import math

import numpy as np

from ropewalk.stats.arrays import VAST, Floats, Integers
from ropewalk.stats.compiled import compiled

SLOPE, ERROR, P_VALUE, LEVEL, OLDEST, PROCESS = range(6)
FOUND = 6
FEWEST = 5
MOST = 10
"""Fewest and most points that the tables know; of longer series the newest are used."""
NULL, LINE, STEP = range(3)
HEAVY = 2.0
"""Degrees of freedom of the last node's t distribution; the fewer, the larger a process it allows for."""
_Y, _T, _S, _GAP, _WHITE_ONE, _WHITE_T, _WHITE_Y, _START = range(8)
_NOTHING = 1e-24
"""Sums of squares below this, in units of a series' own range, are rounding."""
_ENOUGH = 2  # points on each side of a step: one alone is an outlier, not a new level


@compiled
def trends(
    values: Floats,
    times: Floats,
    errors: Floats,
    steps: Floats,
    least: int,
    known: tuple[Floats, Floats, Floats, Floats],
    unknown: tuple[Floats, Floats, Floats, Floats],
    log_p: Floats,
) -> tuple[Floats, Integers]:
    """Each row's answers, columns SLOPE to PROCESS, NaN where there are none; and how many points it has.

    ``values``, ``times``, ``errors``: (series, points), NaN as missing; ``steps``: (series,). ``known`` and
    ``unknown``: a Table's spread, memory, weights and evidence. ``log_p``: of the evidence's columns.
    """
    series, most = values.shape
    found = np.full((series, FOUND), np.nan)
    count = np.zeros(series, dtype=np.int64)
    work = np.empty((8, most))
    splits = np.empty(most)
    for row in range(series):
        n, limited = _gather(values[row], times[row], errors[row], steps[row], work)
        count[row] = n
        if n >= least:
            centre, size = _standardise(work, n, limited)
            table = known if limited else unknown
            _judge(work, splits, n, limited, table, log_p, found[row])
            _restore(found[row], centre, size)
    return found, count


@compiled
def _gather(values: Floats, times: Floats, errors: Floats, step: float, work: Floats) -> tuple[int, bool]:
    """The usable points' values, times from the newest, errors and steps since the point before, in the
    first rows of ``work``; how many there are, and whether all of them have an error."""
    n, limited, left = 0, True, 0
    unit = step if step > 0 else 1.0
    for at in range(len(values)):
        left += abs(values[at]) < VAST and abs(times[at]) < VAST
    left -= MOST
    for at in range(len(values)):
        if abs(values[at]) < VAST and abs(times[at]) < VAST:
            left -= 1
            if left >= 0:
                continue
            work[_Y, n], work[_T, n], work[_S, n] = values[at], times[at], errors[at]
            limited = limited and errors[at] > 0 and errors[at] < VAST
            # Two points at one time would be told apart by rounding alone.
            work[_GAP, n] = max((times[at] - work[_T, n - 1]) / unit, 0.01) if n else np.inf
            n += 1
    newest = work[_T, n - 1] if n else 0.0
    for at in range(n):
        work[_T, at] -= newest
    return n, limited


@compiled
def _standardise(work: Floats, n: int, limited: bool) -> tuple[float, float]:
    """Values in units of the series' own range, errors as variances in the same unit.

    A slope in millions of pounds and one in thousandths of a per cent then meet the same tolerances, and
    squares neither overflow nor vanish. Beyond a billion times the range, or below a billionth of it, an
    error says no more, and would leave the sums without digits.
    """
    low, high = work[_Y, :n].min(), work[_Y, :n].max()
    largest, size = max(abs(low), abs(high)), high / 2 - low / 2
    if size <= 1e-12 * largest:
        size = largest if largest > 0 else 1.0
    centre = low / 2 + high / 2
    for at in range(n):
        y = (work[_Y, at] - centre) / size
        work[_Y, at] = 0.0 if abs(y) <= 1e-12 else y
        work[_S, at] = min(max(work[_S, at] / size, 1e-9), 1e9) ** 2 if limited else 0.0
    return centre, size


@compiled
def _rounding(work: Floats, n: int) -> float:
    """Sum of squares that rounding alone leaves: the values are known to the smallest step between two of
    them at best. Without it 98, 98, 98, 99, 99 would be a step without any scatter, and beyond doubt."""
    least = np.inf
    for at in range(n):
        for other in range(at):
            apart = abs(work[_Y, at] - work[_Y, other])
            if 1e-9 < apart < least:
                least = apart
    return n * least * least / 12


@compiled
def _restore(found: Floats, centre: float, size: float) -> None:
    for which in (SLOPE, ERROR, PROCESS):
        found[which] *= size
    found[LEVEL] = centre + found[LEVEL] * size


@compiled
def _judge(
    work: Floats,
    splits: Floats,
    n: int,
    limited: bool,
    table: tuple[Floats, Floats, Floats, Floats],
    log_p: Floats,
    found: Floats,
) -> None:
    """All nodes' evidence, and the line's answers averaged over the nodes by how well each fits."""
    spread, memory, weights, evidence = table
    row = n - FEWEST
    mean = work[_S, :n].sum() / n if limited else 0.0
    still, moved, lined = (-np.inf, 0.0), (-np.inf, 0.0), (-np.inf, 0.0)
    slope = level = square = variance = process = rest = 0.0
    least = 0.0 if limited else _rounding(work, n)
    for node in range(len(spread)):
        extra = spread[node] ** 2 * mean if limited else 1.0
        nu = (HEAVY if node == len(spread) - 1 else np.inf) if limited else 0.0
        base = _whiten(work, n, extra, memory[node])
        one, rest, a, b, information, left = _line(work, n)
        if not information > 0:
            return
        base -= math.log(one) / 2
        still = _add(still, weights[row, NULL, node] + base + _log_density(rest + least, n, nu))
        line = weights[row, LINE, node] + base + _log_density(left + least, n, nu)
        step = weights[row, STEP, node] + base + _steps(work, splits, n, one, rest, least, nu)
        moved = _add(_add(moved, line), step)
        # Each node's answers count by its share of the lines' likelihood.
        before, lined = lined, _add(lined, line)
        keep = before[1] * math.exp(before[0] - lined[0]) / lined[1] if before[1] > 0 else 0.0
        share, scale = 1 - keep, _scale(left, n, nu)
        slope, level = keep * slope + share * b, keep * level + share * a
        square, variance = keep * square + share * b * b, keep * variance + share * scale / information
        process = keep * process + share * max(scale * (extra + mean) - mean, 0.0)
    if limited or rest > _NOTHING:
        log_ratio = moved[0] + math.log(moved[1]) - still[0] - math.log(still[1])
        found[P_VALUE] = math.exp(_log_p_value(log_ratio, evidence[row], log_p))
        found[SLOPE], found[LEVEL], found[OLDEST] = slope, level, work[_T, 0]
        found[ERROR] = math.sqrt(variance + max(square - slope * slope, 0.0))
        found[PROCESS] = math.sqrt(process)


@compiled
def _whiten(work: Floats, n: int, extra: float, memory: float) -> float:
    """Points made independent with variance one; and half the logarithm of what that shrank them by.

    Whitening a first-order autoregression needs only the point before. A step's first whitened point is
    kept apart (_START): after it a step is whitened like a constant.
    """
    logs, product = 0.0, 1.0
    before, last, r, fresh, scale = 0.0, -1.0, 0.0, 1.0, 1.0
    for at in range(n):
        gap = work[_GAP, at]
        if at and gap != last:  # most series have one gap throughout
            r = memory if gap == 1.0 else memory**gap
            fresh, last = 1 - r * r, gap
            scale = 1 / math.sqrt(fresh)
        variance = work[_S, at] + extra
        product *= variance * fresh
        if not 1e-100 < product < 1e100:
            logs, product = logs + math.log(product), 1.0
        size = 1 / math.sqrt(variance)
        weight, drag = scale * size, r * scale * before
        work[_START, at] = weight
        work[_WHITE_ONE, at] = weight - drag
        past = at - 1 if at else 0
        work[_WHITE_T, at] = weight * work[_T, at] - drag * work[_T, past]
        work[_WHITE_Y, at] = weight * work[_Y, at] - drag * work[_Y, past]
        before = size
    return -(logs + math.log(product)) / 2


@compiled
def _line(work: Floats, n: int) -> tuple[float, float, float, float, float, float]:
    """Of the whitened points: sum of ones, misfit of no change, a line's level at the newest point and slope,
    the information about that slope, and its misfit."""
    one = time = value = 0.0
    for at in range(n):
        one += work[_WHITE_ONE, at] ** 2
        time += work[_WHITE_ONE, at] * work[_WHITE_T, at]
        value += work[_WHITE_ONE, at] * work[_WHITE_Y, at]
    middle, level = time / one, value / one
    information = cross = rest = 0.0
    for at in range(n):
        t = work[_WHITE_T, at] - middle * work[_WHITE_ONE, at]
        y = work[_WHITE_Y, at] - level * work[_WHITE_ONE, at]
        information += t * t
        cross += t * y
        rest += y * y
    slope = cross / information if information > 0 else 0.0
    return one, rest, level - slope * middle, slope, information, max(rest - slope * cross, 0.0)


@compiled
def _steps(work: Floats, splits: Floats, n: int, one: float, rest: float, least: float, nu: float) -> float:
    """Logarithm of the mean density over all steps with at least two points on each side."""
    value = 0.0
    for at in range(n):
        value += work[_WHITE_ONE, at] * work[_WHITE_Y, at]
    ones = values = 0.0
    best = -np.inf
    for at in range(n - 1, _ENOUGH - 1, -1):
        start, white, y = work[_START, at], work[_WHITE_ONE, at], work[_WHITE_Y, at]
        if n - at >= _ENOUGH:
            along = ones + start * white
            information = ones + start * start - along * along / one
            cross = values + start * y - along * value / one
            left = rest - cross * cross / information if information > 0 else rest
            splits[at] = _log_density(max(left, 0.0) + least, n, nu)
            best = max(best, splits[at])
        ones, values = ones + white * white, values + white * y
    total = 0.0
    for at in range(_ENOUGH, n - _ENOUGH + 1):
        if splits[at] > best - 40:
            total += math.exp(splits[at] - best)
    return best + math.log(total / (n - 2 * _ENOUGH + 1))


@compiled
def _log_density(misfit: float, n: int, nu: float) -> float:
    """Of a misfit on n - 1 contrasts: normal (``nu`` infinite), t, or with nothing known of the variance."""
    if nu == np.inf:
        return -misfit / 2
    if nu > 0:
        return -(nu + n - 1) / 2 * math.log1p(misfit / nu)
    return -(n - 1) / 2 * math.log(misfit)


@compiled
def _scale(misfit: float, n: int, nu: float) -> float:
    """What a node's variance is multiplied with, after seeing the line's misfit."""
    return 1.0 if nu == np.inf else (nu + misfit) / (nu + n - 2)


@compiled
def _add(total: tuple[float, float], term: float) -> tuple[float, float]:
    """A sum of exponentials, held as its largest exponent and the sum over that; with one more term."""
    top, part = total
    if part == 0 or term > top:
        return term, 1.0 + (part * math.exp(top - term) if part > 0 else 0.0)
    return top, part + math.exp(term - top)


@compiled
def _log_p_value(log_ratio: float, evidence: Floats, log_p: Floats) -> float:
    """Between the tabled p-values straight in their logarithm, and straight on beyond them."""
    at = 0
    while at < len(evidence) - 2 and log_ratio > evidence[at + 1]:
        at += 1
    pace = (log_p[at + 1] - log_p[at]) / (evidence[at + 1] - evidence[at])
    return float(min(log_p[at] + pace * (log_ratio - evidence[at]), 0.0))
