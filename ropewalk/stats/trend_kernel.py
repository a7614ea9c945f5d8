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
from ropewalk.stats.trend_nodes_kernel import (
    ENOUGH,
    GAP,
    HEAVY,
    LINE,
    NULL,
    STEP,
    S,
    T,
    Y,
    line,
    log_density,
    step_terms,
    variance_left,
    whiten,
)

SLOPE, ERROR, P_VALUE, LEVEL, OLDEST, PROCESS = range(6)
FOUND = FITS = 6
FEWEST = 5
MOST = 10
"""Fewest and most points that the tables know; of longer series the newest are used."""
NOTHING = 1e-24
"""Sums of squares below this, in units of a series' own range, are rounding."""


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
    nodes = max(len(known[0]), len(unknown[0]))
    terms, fits = np.empty((nodes, 2 + MOST)), np.empty((nodes, FITS))
    for row in range(series):
        n, limited = _gather(values[row], times[row], errors[row], steps[row], work)
        count[row] = n
        if n >= least:
            centre, size = _standardise(work, n, limited)
            table = known if limited else unknown
            _judge(work, n, limited, table, log_p, terms, fits, found[row])
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
            work[Y, n], work[T, n], work[S, n] = values[at], times[at], errors[at]
            limited = limited and errors[at] > 0 and errors[at] < VAST
            # Two points at one time would be told apart by rounding alone.
            work[GAP, n] = max((times[at] - work[T, n - 1]) / unit, 0.01) if n else np.inf
            n += 1
    newest = work[T, n - 1] if n else 0.0
    for at in range(n):
        work[T, at] -= newest
    return n, limited


@compiled
def _standardise(work: Floats, n: int, limited: bool) -> tuple[float, float]:
    """Values in units of the series' own range, errors as variances in the same unit.

    A slope in millions of pounds and one in thousandths of a per cent then meet the same tolerances, and
    squares neither overflow nor vanish. Beyond a billion times the range, or below a billionth of it, an
    error says no more, and would leave the sums without digits.
    """
    low, high = work[Y, :n].min(), work[Y, :n].max()
    largest, size = max(abs(low), abs(high)), high / 2 - low / 2
    if size <= 1e-12 * largest:
        size = largest if largest > 0 else 1.0
    centre = low / 2 + high / 2
    for at in range(n):
        y = (work[Y, at] - centre) / size
        work[Y, at] = 0.0 if abs(y) <= 1e-12 else y
        work[S, at] = min(max(work[S, at] / size, 1e-9), 1e9) ** 2 if limited else 0.0
    return centre, size


@compiled
def _rounding(work: Floats, n: int) -> float:
    """Sum of squares that rounding alone leaves: the values are known to the smallest step between two of
    them at best. Without it 98, 98, 98, 99, 99 would be a step without any scatter, and beyond doubt."""
    least = np.inf
    for at in range(n):
        for other in range(at):
            apart = abs(work[Y, at] - work[Y, other])
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
    n: int,
    limited: bool,
    table: tuple[Floats, Floats, Floats, Floats],
    log_p: Floats,
    terms: Floats,
    fits: Floats,
    found: Floats,
) -> None:
    """All nodes' evidence, and the line's answers averaged over the nodes by how well each fits."""
    spread, memory, weights, evidence = table
    row, nodes, splits = n - FEWEST, len(spread), n - 2 * ENOUGH + 1
    mean = work[S, :n].sum() / n if limited else 0.0
    least, rest = (0.0 if limited else _rounding(work, n)), 0.0
    for node in range(nodes):
        extra = spread[node] ** 2 * mean if limited else 1.0
        nu = (HEAVY if node == nodes - 1 else np.inf) if limited else 0.0
        product = whiten(work, n, extra, memory[node])
        one, rest, level, slope, information, left = line(work, n)
        if not information > 0:
            return
        base = -math.log(product * one) / 2
        terms[node, NULL] = weights[row, NULL, node] + base + log_density(rest + least, n, nu)
        terms[node, LINE] = weights[row, LINE, node] + base + log_density(left + least, n, nu)
        share = weights[row, STEP, node] + base - math.log(splits)
        step_terms(work, n, one, rest, least, nu, share, terms, node)
        variance = variance_left(left, n, nu)
        fits[node, SLOPE], fits[node, ERROR] = slope, variance / information
        fits[node, LEVEL], fits[node, PROCESS] = level, max(variance * (extra + mean) - mean, 0.0)
    if limited or rest > NOTHING:
        still = _log_sum(terms, nodes, NULL, LINE)
        log_ratio = _log_sum(terms, nodes, LINE, STEP + splits) - still
        found[P_VALUE] = math.exp(_log_p_value(log_ratio, evidence[row], log_p))
        _average(terms, nodes, fits, found)
        found[OLDEST] = work[T, 0]


@compiled
def _average(terms: Floats, nodes: int, fits: Floats, found: Floats) -> None:
    """The nodes' answers, each by its share of the lines' likelihood."""
    top, whole = terms[:nodes, LINE].max(), 0.0
    slope = level = square = variance = process = 0.0
    for node in range(nodes):
        share = math.exp(terms[node, LINE] - top)
        whole += share
        slope += share * fits[node, SLOPE]
        square += share * fits[node, SLOPE] ** 2
        level += share * fits[node, LEVEL]
        variance += share * fits[node, ERROR]
        process += share * fits[node, PROCESS]
    found[SLOPE], found[LEVEL] = slope / whole, level / whole
    found[ERROR] = math.sqrt(variance / whole + max(square / whole - (slope / whole) ** 2, 0.0))
    found[PROCESS] = math.sqrt(process / whole)


@compiled
def _log_sum(terms: Floats, nodes: int, first: int, stop: int) -> float:
    """Logarithm of the sum of some columns' exponentials; below 1e-17 of the largest they are passed over."""
    top, total = -np.inf, 0.0
    for node in range(nodes):
        for at in range(first, stop):
            top = max(top, terms[node, at])
    for node in range(nodes):
        for at in range(first, stop):
            if terms[node, at] > top - 40:
                total += math.exp(terms[node, at] - top)
    return top + math.log(total)


@compiled
def _log_p_value(log_ratio: float, evidence: Floats, log_p: Floats) -> float:
    """Between the tabled p-values straight in their logarithm, and straight on beyond them."""
    at = 0
    while at < len(evidence) - 2 and log_ratio > evidence[at + 1]:
        at += 1
    pace = (log_p[at + 1] - log_p[at]) / (evidence[at + 1] - evidence[at])
    return float(min(log_p[at] + pace * (log_ratio - evidence[at]), 0.0))
