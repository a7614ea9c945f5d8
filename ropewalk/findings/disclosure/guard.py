"""Which further cells to hide, so that no hidden one can be worked out from all that readers see.

A pattern is safe for a cell when there are two whole tables, both of which fit everything that is shown, in
which the cell differs by as much as is needed. Each cell gets two such tables, found by a program of whole
numbers that hides as little as it can; every cell in which they differ from the true one is hidden. So safety
is not tested afterwards: the two tables are the proof, and hiding more never takes it away. Sources: Kelly,
Golden and Assad (1992) Networks 22:397; Fischetti and Salazar (2000) Management Science 46:1008.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, vstack

from ropewalk.findings.disclosure.system import NODES, Flags, Floats, Integers, System, filled

HOPS: Final = (1, 2, 4, 1_000_000)
"""How far from a cell others are looked for that could guard it: sums of its own, sums of those, ..."""
_FREE: Final = 1e-6
_WHOLE: Final = 1e-6


@dataclass(frozen=True)
class Guarded:
    """(cells,). ``hidden``: all that must be; ``refused``: those of tables that hide all, as nothing less, or
    not even that, is safe; ``told``: cells that readers can work out already, whatever is hidden now."""

    hidden: Flags
    refused: Flags
    told: Flags


def guard(system: System, hidden: Flags, need: npt.NDArray[np.int64]) -> Guarded:
    """``hidden``: (cells,), must be, for their size or because earlier releases hid them. ``need``: how far
    apart the two tables' numbers of each must lie; nought where it need not be guarded."""
    wanted = (need > 0) & hidden & ~system.fixed
    value, bad = filled(system, wanted)
    work = _Work(system, value, (hidden | system.latent) & ~system.fixed)
    work.refuse(bad)
    work.hide_broken()
    told = np.zeros(len(value), dtype=np.bool_)
    tied = np.diff(csr_array(system.sums.T).indptr) > 0
    work.span[~tied] = np.inf
    for cell in np.flatnonzero(wanted):  # over cells to guard that no earlier pair of tables guards
        if work.span[cell] < need[cell] and not work.guarded(int(cell), int(need[cell])):
            work.refuse(work.part == work.part[cell])
            told[cell] = not work.guarded(int(cell), int(need[cell]))
    return Guarded(work.hidden & ~system.latent, work.refused, told)


class _Work:
    """A pattern that grows until it is safe. ``span``: (cells,), how far apart two tables are known to be."""

    def __init__(self, system: System, value: Floats, hidden: Flags) -> None:
        self.system, self.value, self.hidden = system, value, hidden
        self.refused = np.zeros(len(value), dtype=np.bool_)
        self.up, self.down = np.zeros(len(value)), np.zeros(len(value))
        self.span = np.zeros(len(value))
        self.of_cell = csr_array(system.sums.T)
        self.part = system.component()
        self.room_up = np.maximum(system.most - value, 0.0)
        self.room_down = value - np.where(value >= system.floor, system.floor, 0.0)

    def refuse(self, cells: Flags) -> None:
        """Hide all of these, noughts too."""
        self.refused |= cells & ~self.system.fixed
        self.hidden |= self.refused
        self.room_down = np.where(self.refused, self.value, self.room_down)

    def hide_broken(self) -> None:
        """Where parts come to more than their total and one of them is hidden, hide all of them."""
        kept = self.system.sums[np.flatnonzero(self.system.broken)]
        touched = (abs(kept) @ (self.hidden & ~self.system.latent).astype(np.float64)) > 0
        self.refuse(np.asarray((abs(kept[np.flatnonzero(touched)]).T @ np.ones(touched.sum())) > 0))

    def guarded(self, cell: int, need: int) -> bool:
        """Hide what guards a cell, the least that is found nearest to it. False when nothing does."""
        movable = ~self.system.fixed & (self.hidden | ~self.system.open_)
        before = -1
        for hops in HOPS:
            sums, cells = self._near(cell, hops, movable)
            if len(cells) == before:
                continue
            before = len(cells)
            found = self._tables(cell, need, sums, cells)
            if found is not None:
                self._hide(cells, found)
                return True
        return False

    def _near(self, cell: int, hops: int, movable: Flags) -> tuple[Integers, Integers]:
        """The sums within so many steps of a cell, and the cells whose sums all are among them."""
        system, of_cell = self.system.sums, self.of_cell
        sums = np.unique(of_cell[[cell]].indices)
        for _ in range(hops):
            cells = np.unique(system[sums].indices)
            wider = np.unique(of_cell[cells[movable[cells]]].indices)
            if len(wider) == len(sums):
                break
            sums = wider
        cells = np.unique(system[sums].indices)
        cells = cells[movable[cells]]
        inside = np.zeros(system.shape[0])
        inside[sums] = 1.0
        own = of_cell[cells]
        outside = np.diff(own.indptr) - (abs(own) @ inside)
        return sums.astype(np.int64), cells[outside < 0.5].astype(np.int64)

    def _tables(self, cell: int, need: int, sums: Integers, cells: Integers) -> Floats | None:
        """By how much each cell differs in the two tables, shape (2, cells); None when there are none."""
        n, at = len(cells), int(np.searchsorted(cells, cell))
        m = self.system.sums[sums][:, cells]
        zero = csr_array(m.shape)
        rows = vstack([hstack([m, -m, zero, zero]), hstack([zero, zero, m, -m])])
        apart = np.zeros(4 * n)
        apart[[at, n + at, 2 * n + at, 3 * n + at]] = (1, -1, -1, 1)
        cost = np.tile(np.where(self.hidden[cells], _FREE, self.system.cost[cells]), 4)
        high = np.tile(np.concatenate([self.room_up[cells], self.room_down[cells]]), 2)
        limits = [
            LinearConstraint(rows, 0.0, 0.0),
            LinearConstraint(csr_array(apart[None]), float(need), np.inf),
        ]
        for whole in (0, 1):  # fractions are quick and mostly come out whole
            found = milp(
                cost,
                integrality=np.full(4 * n, whole),
                bounds=Bounds(np.zeros(4 * n), high),
                constraints=limits,
                options={"node_limit": NODES} if whole else {},
            )
            if found.x is None:
                return None
            if np.abs(found.x - np.rint(found.x)).max(initial=0.0) < _WHOLE:
                break
        x = np.rint(found.x).reshape(4, n)
        moved = np.stack([x[0] - x[1], x[2] - x[3]])
        sound = not (m @ moved.T).any() and moved[0, at] - moved[1, at] >= need
        return moved if sound else None

    def _hide(self, cells: Integers, moved: Floats) -> None:
        self.hidden[cells[moved.any(axis=0)]] = True
        self.up[cells] = np.maximum(self.up[cells], moved.max(axis=0))
        self.down[cells] = np.maximum(self.down[cells], -moved.min(axis=0))
        self.span[cells] = self.up[cells] + self.down[cells]
        self.hide_broken()
