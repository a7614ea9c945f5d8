"""Ranks as ranges, compiled: among a series' peers, and among all places of its kind.

Ends are turned so that more is better: the lower end of a figure of which less is better is minus its
upper limit. A figure without limits is both of its own ends.
"""

from typing import NamedTuple

import numpy as np

from ropewalk.findings.lookup_kernel import Named
from ropewalk.findings.window_kernel import Panels
from ropewalk.stats.arrays import Floats, Integers
from ropewalk.stats.compiled import compiled
from ropewalk.stats.peers_kernel import median, rank_group


class Ranked(NamedTuple):
    """To be filled, one entry a series: lowest and highest rank, of how many (0: none), and the median."""

    low: Integers
    high: Integers
    of: Integers
    median: Floats


@compiled
def ends(value: float, lower: float, upper: float, sign: float) -> tuple[float, float]:
    """Lower and upper end with better turned upwards."""
    if np.isnan(lower) or np.isnan(upper):
        lower = upper = value
    return (lower, upper) if sign > 0 else (-upper, -lower)


@compiled
def among_peers(
    chosen: Integers,
    slot: Integers,
    named: Named,
    latest: Panels,
    value: Floats,
    lower: Floats,
    upper: Floats,
    sign: Floats,
    into: Ranked,
) -> None:
    """Each chosen series' figure at its slot among its peers', (series, peers). ``sign``: of each measure."""
    last = latest.period.shape[1] - 1
    for row in range(len(chosen)):
        series, turn = chosen[row], sign[named.measure[chosen[row]]]
        own, column = latest.value[series, last - slot[row]], last - slot[row]
        low, high = ends(own, latest.lower[series, column], latest.upper[series, column], turn)
        there = better = worse = 0
        for at in range(value.shape[1]):
            if not np.isnan(value[row, at]):
                their_low, their_high = ends(value[row, at], lower[row, at], upper[row, at], turn)
                there += 1
                better += their_low > high
                worse += their_high < low
        into.low[row], into.high[row] = 1 + better, 1 + there - worse
        into.of[row] = 0 if np.isnan(own) else 1 + there


@compiled
def among_kind(
    order: Integers,
    start: Integers,
    named: Named,
    latest: Panels,
    kind: Integers,
    sign: Floats,
    into: Ranked,
) -> None:
    """Each series' newest figure among all of its kind with a figure for that period.

    ``order``: series by measure and breakdown; ``start``: where each such line begins in it, and at last
    its end. ``kind``: of each place, -1 for none: those are not ranked.
    """
    most, last = 0, latest.period.shape[1] - 1
    for line in range(len(start) - 1):
        most = max(most, start[line + 1] - start[line])
    low, high, lows, highs, value = (
        np.empty(most), np.empty(most), np.empty(most), np.empty(most), np.empty(most)
    )  # fmt: skip
    ranks, member = np.empty((2, most), np.int64), np.empty(most, np.int64)
    for series in order:
        into.of[series] = -1
    for line in range(len(start) - 1):
        for at in range(start[line], start[line + 1]):
            series = order[at]
            own, period = kind[named.place[series]], latest.period[series, last]
            if into.of[series] >= 0 or own < 0 or period < 0:
                continue
            count, turn = 0, sign[named.measure[series]]
            for other_at in range(start[line], start[line + 1]):
                other = order[other_at]
                column = last
                while column >= 0 and latest.period[other, column] > period:
                    column -= 1
                if kind[named.place[other]] != own or column < 0 or latest.period[other, column] != period:
                    continue
                value[count], member[count] = latest.value[other, column], other
                low[count], high[count] = ends(
                    value[count], latest.lower[other, column], latest.upper[other, column], turn
                )
                count += 1
            rank_group(low, high, count, lows, highs, ranks)
            middle = median(value, count)
            for place in range(count):
                other = member[place]
                if latest.period[other, last] == period:
                    into.low[other], into.high[other] = ranks[0, place], ranks[1, place]
                    into.of[other], into.median[other] = count, middle
