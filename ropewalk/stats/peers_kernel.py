"""Medians, standings and ranks of many small groups, compiled; see ``peers``."""

import math

import numpy as np

from ropewalk.stats.arrays import Floats, Integers
from ropewalk.stats.compiled import compiled
from ropewalk.stats.limits_kernel import clean

LEAST_FOR_MEDIAN = 3
_SHORT = 40
"""Up to so many numbers are put in order in the plainest way, which is faster for few and slow for many."""


@compiled
def put_in_order(numbers: Floats, count: int) -> None:
    """The first ``count`` numbers ascending, in place; none is NaN."""
    if count > _SHORT:
        _put_many_in_order(numbers, count)
        return
    # Each number sinks through those before it; without a branch, as guesses at one would often be wrong.
    for at in range(1, count):
        number = numbers[at]
        for before in range(at):
            other = numbers[before]
            numbers[before], number = min(other, number), max(other, number)
        numbers[at] = number


@compiled
def _put_many_in_order(numbers: Floats, count: int) -> None:
    """Shell's sort with gaps that shrink by 5/11 (Gonnet and Baeza-Yates 1991): short, and fast to some
    thousand numbers."""
    gap = count
    while gap > 1:
        gap = max(gap * 5 // 11, 1)
        for at in range(gap, count):
            number, back = numbers[at], at
            while back >= gap and numbers[back - gap] > number:
                numbers[back] = numbers[back - gap]
                back -= gap
            numbers[back] = number


@compiled
def median(numbers: Floats, count: int) -> float:
    """Of the first ``count`` numbers, which are put in order; NaN of none. Halved first: no sum overflows."""
    if count == 0:
        return math.nan
    put_in_order(numbers, count)
    return float(numbers[(count - 1) // 2] / 2 + numbers[count // 2] / 2)


@compiled
def middles(value: Floats, lower: Floats, upper: Floats, into: Floats, peers: Integers) -> None:
    """Median of each row, and of its lower and upper limits, into the rows of ``into``; how many have a
    value into ``peers``."""
    rows, columns = value.shape
    every, v, low, high = np.empty(columns), np.empty(columns), np.empty(columns), np.empty(columns)
    for row in range(rows):
        there = limited = 0
        for at in range(columns):
            one = clean(value[row, at])
            if np.isnan(one):
                continue
            every[there] = one
            there += 1
            low[limited], high[limited] = clean(lower[row, at]), clean(upper[row, at])
            if low[limited] <= one and one <= high[limited]:
                v[limited] = one
                limited += 1
        sure = limited >= LEAST_FOR_MEDIAN and 2 * limited >= there
        peers[row] = there
        if sure:
            into[0, row] = median(v, limited)
            into[1, row], into[2, row] = median(low, limited), median(high, limited)
        else:
            into[0, row] = median(every, there) if there >= LEAST_FOR_MEDIAN else math.nan
            into[1, row] = into[2, row] = math.nan


@compiled
def counts_below(value: Floats, others: Floats, into: Integers) -> None:
    """How many of each row of ``others`` are below, level with and above its ``value``, into three rows."""
    for row in range(len(value)):
        one = clean(value[row])
        below = level = above = 0
        for at in range(others.shape[1]):
            other = clean(others[row, at])
            below, level, above = below + (other < one), level + (other == one), above + (other > one)
        into[0, row], into[1, row], into[2, row] = below, level, above


@compiled
def how_many_below(ordered: Floats, count: int, number: float, or_level: bool) -> int:
    """How many of the first ``count`` numbers, which ascend, are below ``number``, or level with it."""
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        if ordered[middle] < number or (or_level and ordered[middle] == number):
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def rank_group(low: Floats, high: Floats, count: int, lows: Floats, highs: Floats, into: Integers) -> None:
    """Lowest and highest rank that the limits leave open to each of ``count`` members, 1 the highest, into
    two rows. ``lows``, ``highs``: room for as many."""
    for at in range(count):
        lows[at], highs[at] = low[at], high[at]
    put_in_order(lows, count)
    put_in_order(highs, count)
    for at in range(count):
        surely_higher = count - how_many_below(lows, count, high[at], True)
        surely_lower = how_many_below(highs, count, low[at], False)
        into[0, at], into[1, at] = 1 + surely_higher, count - surely_lower


@compiled
def rank_groups(order: Integers, start: Integers, low: Floats, high: Floats, into: Integers) -> None:
    """Ranks and size of group of every member, into three rows. ``order``: members by group; ``start``:
    where each group begins in it, and at last its end."""
    most = 0
    for group in range(len(start) - 1):
        most = max(most, start[group + 1] - start[group])
    a, b, lows, highs = np.empty(most), np.empty(most), np.empty(most), np.empty(most)
    ranks = np.empty((2, most), np.int64)
    for group in range(len(start) - 1):
        first, count = start[group], start[group + 1] - start[group]
        for at in range(count):
            a[at], b[at] = low[order[first + at]], high[order[first + at]]
        rank_group(a, b, count, lows, highs, ranks)
        for at in range(count):
            member = order[first + at]
            into[0, member], into[1, member], into[2, member] = ranks[0, at], ranks[1, at], count
