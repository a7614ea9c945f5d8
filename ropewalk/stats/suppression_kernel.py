"""Ranges of hidden cells as largest flows and least cuts, compiled; see suppression_flows.py."""

from typing import Final

import numpy as np

from ropewalk.stats.arrays import Flags, Floats, Integers
from ropewalk.stats.compiled import compiled

_NOTHING: Final = 1e-9
"""Room below this is a rounding of shares of cells."""


@compiled
def gaps(
    counts: Integers, share: Floats, floor: int, cells: Integers, enough: float
) -> tuple[Floats, Floats, Floats, Floats]:
    """Fields of ``suppression_search.Gaps``, two inequalities a cell; arguments as ``TableReader.gaps``."""
    rows, columns = counts.shape
    network = _network(counts, share, floor, enough)
    down, up = np.zeros(len(cells)), np.zeros(len(cells))
    cut, need = np.zeros((2 * len(cells), rows * columns)), np.zeros(len(cells))
    for k in range(len(cells)):
        r, c = cells[k] // columns, cells[k] % columns
        start, end = _ends(r, c, rows, columns)
        rest = network.copy()
        rest[start, end] = rest[end, start] = 0.0
        forth = rest.copy()
        up[k] = _flow(forth, end, start, enough)
        most = min(enough, float(counts[r, c] - floor))
        down[k] = _flow(rest, start, end, most)
        # Where the cell's own count is what keeps it from being smaller, no other cell can help.
        alone = down[k] >= most
        need[k] = enough - (most if alone else 0.0)
        # Of many least cuts, the one nearest to the start of the flow and the one nearest to its end.
        for far in range(2):
            one = cut[2 * k + far]
            _add_cut(one, counts, floor, _reached(forth, end, start, far), r, c, need[k])
            if not alone:
                _add_cut(one, counts, floor, _reached(rest, start, end, far), r, c, need[k])
            one[:] = np.minimum(one, need[k])
    return down, up, cut, need


@compiled
def _ends(r: int, c: int, rows: int, columns: int) -> tuple[int, int]:
    """Knots from which and to which an increase of the cell flows."""
    if (r == rows - 1) == (c == columns - 1):
        return r, rows + c
    return rows + c, r


@compiled
def _network(counts: Integers, share: Floats, floor: int, enough: float) -> Floats:
    """Room from knot to knot: as much as is asked for an increase, down to the floor for a decrease."""
    rows, columns = counts.shape
    room = np.zeros((rows + columns, rows + columns))
    for r in range(rows):
        for c in range(columns):
            if share[r, c] > _NOTHING:
                start, end = _ends(r, c, rows, columns)
                room[start, end] = enough * share[r, c]
                room[end, start] = min(float(counts[r, c] - floor), enough) * share[r, c]
    return room


@compiled
def _flow(room: Floats, start: int, end: int, most: float) -> float:
    """Largest flow up to ``most``, along the shortest ways first; ``room`` is left with what remains."""
    before = np.empty(len(room), np.int64)
    total = 0.0
    while total < most and _search(room, start, end, before):
        amount, at = most - total, end
        while at != start:
            amount = min(amount, room[before[at], at])
            at = before[at]
        at = end
        while at != start:
            if room[before[at], at] < np.inf:
                room[before[at], at] -= amount
            room[at, before[at]] += amount
            at = before[at]
        total += amount
    return total


@compiled
def _search(room: Floats, start: int, end: int, before: Integers) -> bool:
    """Whether a way leads from start to end; ``before``: last step to each knot, -1 if not reached."""
    queue = np.empty(len(room), np.int64)
    before[:] = -1
    before[start], queue[0], head, tail = start, start, 0, 1
    while head < tail and before[end] < 0:
        at = queue[head]
        head += 1
        for to in range(len(room)):
            if room[at, to] > _NOTHING and before[to] < 0:
                before[to], queue[tail] = at, to
                tail += 1
    return bool(before[end] >= 0)


@compiled
def _reached(room: Floats, start: int, end: int, far: int) -> Flags:
    """The start's side of a least cut: knots reached from the start, or (``far``) not reaching the end."""
    before = np.empty(len(room), np.int64)
    if far:
        _search(room.T, end, start, before)
        return before < 0
    _search(room, start, end, before)
    return before >= 0


@compiled
def _add_cut(
    cut: Floats, counts: Integers, floor: int, reached: Flags, own_row: int, own_column: int, need: float
) -> None:
    """Add the room that each cell has, or would have were it hidden, out of the reached side."""
    rows, columns = counts.shape
    for r in range(rows):
        for c in range(columns):
            start, end = _ends(r, c, rows, columns)
            if (r == own_row and c == own_column) or reached[start] == reached[end]:
                continue
            cut[r * columns + c] += need if reached[start] else max(float(counts[r, c] - floor), 0.0)
