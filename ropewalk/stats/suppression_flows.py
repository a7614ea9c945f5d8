"""What a reader can work out of the hidden cells of a table with totals, as flows in a small network.

Every row and every column of a table, its totals too, adds up to nought once the two margins are counted
as negative. Make each row and each column a knot and each hidden cell a rope between its two: what a reader
cannot tell apart are then the ways in which an amount may go round the knots, up along some cells and down
along others. A cell can be larger by as much as can flow back from its end to its start through the other
hidden cells, and a least cut shows which cells, were they hidden too, would let more through. Flows of
whole numbers are as large as flows of fractions, so this is exact for counts. Source: Gusfield (1988) SIAM
Journal on Computing 17:552; Ford and Fulkerson (1956) Canadian Journal of Mathematics 8:399.
"""

import numpy as np

from ropewalk.stats.arrays import Floats, Integers
from ropewalk.stats.suppression_kernel import gaps
from ropewalk.stats.suppression_search import Gaps


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
        return Gaps(*gaps(self._counts, share, self._floor, cells, float(enough)))
