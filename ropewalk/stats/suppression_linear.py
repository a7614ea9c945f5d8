"""What a reader can work out of the hidden cells of any table, by linear programming.

For tables that are no plain rows and columns: three ways, nested totals, two tables that share cells. One
pair of small programs a cell, so slower than flows; where a program's answer is in fractions, another in
whole numbers follows, because the reader knows that people come whole.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import linprog

from ropewalk.stats.arrays import Floats, Integers
from ropewalk.stats.suppression_search import Gaps

_TINY: Final = 1e-7
_UNBOUNDED: Final = 3


@dataclass(frozen=True)
class _Way:
    """How ``far`` a cell can go one way in fractions and in ``whole`` numbers, and what each cell, were it
    hidden, ``adds`` to that: shape (cells,)."""

    far: float
    whole: float
    adds: Floats


class LinearReader:
    """One who sees all but the hidden cells and knows ``relations``: (sums, cells), each adds up to nought.

    ``counts``: (cells,), non-negative whole numbers. ``floor``: no hidden cell is below it.
    """

    def __init__(self, counts: Floats, relations: Floats, floor: int) -> None:
        self._room_down = np.maximum(counts - floor, 0.0)
        self._relations = relations

    def gaps(self, hidden: Floats, cells: Integers, enough: float) -> Gaps:
        """How far down and up each of ``cells`` could be; searching stops at ``enough``."""
        n = len(hidden)
        down, up, need = (np.zeros(len(cells)) for _ in range(3))
        cut = np.zeros((len(cells), n))
        whole = bool((np.abs(hidden - np.rint(hidden)) < _TINY).all())
        for k, cell in enumerate(cells):  # over cells to protect: two small programs each
            above = self._furthest(hidden, int(cell), 1, enough, whole)
            below = self._furthest(hidden, int(cell), -1, enough, whole)
            down[k], up[k] = below.whole, above.whole
            if above.far + below.far >= enough > down[k] + up[k]:  # fractions would do: hide one more, any
                cut[k], need[k] = 1.0 - np.rint(hidden), 1.0
                continue
            cut[k] = above.adds + below.adds
            need[k] = enough - below.adds[cell]
            cut[k, cell] = 0.0
            cut[k] = np.minimum(cut[k], need[k])
        return Gaps(down, up, cut, need)

    def _furthest(self, hidden: Floats, cell: int, way: int, enough: float, whole: bool) -> _Way:
        low, high = self._bounds(hidden, enough, whole)
        high[cell] = min(high[cell], enough)
        low[cell] = max(low[cell], -enough)
        aim = np.zeros(len(hidden))
        aim[cell] = -way
        found = self._program(aim, low, high, 0)
        if found.status == _UNBOUNDED:
            return _Way(np.inf, np.inf, np.zeros(len(hidden)))
        if found.x is None:  # the solver gave up: nothing is known to be safe
            return _Way(0.0, 0.0, np.zeros(len(hidden)))
        prices = found.eqlin.marginals if len(self._relations) else np.zeros(0)
        rest = aim - prices @ self._relations
        rest[np.abs(rest) < _TINY] = 0.0
        with np.errstate(invalid="ignore"):
            adds = np.where(rest > 0, rest * self._room_down, np.where(rest < 0, np.inf, 0.0))
        far = float(abs(found.x[cell]))
        if not whole or np.abs(found.x - np.rint(found.x)).max() < _TINY:
            return _Way(far, far, adds)
        return _Way(far, float(abs(self._program(aim, low, high, 1).x[cell])), adds)

    def _bounds(self, hidden: Floats, enough: float, whole: bool) -> tuple[Floats, Floats]:
        if whole:
            shut = hidden < 0.5
            return np.where(shut, 0.0, -self._room_down), np.where(shut, 0.0, np.inf)
        return -np.minimum(self._room_down, enough) * hidden, enough * hidden

    def _program(self, aim: Floats, low: Floats, high: Floats, whole: int):  # type: ignore[no-untyped-def]
        return linprog(
            aim,
            A_eq=self._relations if len(self._relations) else None,
            b_eq=np.zeros(len(self._relations)) if len(self._relations) else None,
            bounds=np.stack([low, high], axis=1),
            integrality=np.full(len(aim), whole) if whole else None,
        )
