"""What a reader can work out of the hidden cells of a table with totals, as flows in a small network.

Every row and every column of a table, its totals too, adds up to nought once the two margins are counted
as negative. Make each row and each column a knot and each hidden cell a rope between its two: what a reader
cannot tell apart are then the ways in which an amount may go round the knots, up along some cells and down
along others. A cell can be larger by as much as can flow back from its end to its start through the other
hidden cells, and a least cut shows which cells, were they hidden too, would let more through. Flows of
whole numbers are as large as flows of fractions, so this is exact for counts. Source: Gusfield (1988) SIAM
Journal on Computing 17:552; Ford and Fulkerson (1956) Canadian Journal of Mathematics 8:399.
"""

from typing import Final

import numpy as np
from numba import njit

from ropewalk.stats.arrays import Flags, Floats, Integers
from ropewalk.stats.suppression_search import Gaps

_NOTHING: Final = 1e-9
"""Room below this is a rounding of shares of cells."""


class TableReader:
    """One who sees a table of (rows + 1, columns + 1) counts, totals last, but for its hidden cells.

    ``counts``: non-negative whole numbers that add up. ``floor``: the reader knows that no hidden cell is
    below this. Cells are numbered along the rows, totals included.
    """

    def __init__(self, counts: Integers, floor: int) -> None:
        self._counts, self._floor = np.ascontiguousarray(counts), floor

    def gaps(self, hidden: Floats, cells: Integers, enough: float) -> Gaps:
        """How far down and up each of ``cells`` could be; searching stops at ``enough``.

        ``hidden``: shape (all cells,), 1 where hidden, 0 where shown; shares between bound the search.
        """
        share = np.ascontiguousarray(hidden).reshape(self._counts.shape)
        return Gaps(*_gaps(self._counts, share, self._floor, cells, float(enough)))


@njit(cache=True, nogil=True)
def _gaps(
    counts: Integers, share: Floats, floor: int, cells: Integers, enough: float
) -> tuple[Floats, Floats, Floats, Floats]:  # pragma: no cover - compiled
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


@njit(cache=True, nogil=True)
def _ends(r: int, c: int, rows: int, columns: int) -> tuple[int, int]:  # pragma: no cover - compiled
    """Knots from which and to which an increase of the cell flows."""
    if (r == rows - 1) == (c == columns - 1):
        return r, rows + c
    return rows + c, r


@njit(cache=True, nogil=True)
def _network(
    counts: Integers, share: Floats, floor: int, enough: float
) -> Floats:  # pragma: no cover - compiled
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


@njit(cache=True, nogil=True)
def _flow(room: Floats, start: int, end: int, most: float) -> float:  # pragma: no cover - compiled
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


@njit(cache=True, nogil=True)
def _search(room: Floats, start: int, end: int, before: Integers) -> bool:  # pragma: no cover - compiled
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


@njit(cache=True, nogil=True)
def _reached(room: Floats, start: int, end: int, far: int) -> Flags:  # pragma: no cover - compiled
    """The start's side of a least cut: knots reached from the start, or (``far``) not reaching the end."""
    before = np.empty(len(room), np.int64)
    if far:
        _search(room.T, end, start, before)
        return before < 0
    _search(room, start, end, before)
    return before >= 0


@njit(cache=True, nogil=True)
def _add_cut(
    cut: Floats, counts: Integers, floor: int, reached: Flags, own_row: int, own_column: int, need: float
) -> None:  # pragma: no cover - compiled
    """Add the room that each cell has, or would have were it hidden, out of the reached side."""
    rows, columns = counts.shape
    for r in range(rows):
        for c in range(columns):
            start, end = _ends(r, c, rows, columns)
            if (r == own_row and c == own_column) or reached[start] == reached[end]:
                continue
            cut[r * columns + c] += need if reached[start] else max(float(counts[r, c] - floor), 0.0)
