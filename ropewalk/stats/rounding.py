"""Tables whose small counts are rounded, so that all still adds up and totals move as little as can be."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from ropewalk.stats.arrays import Floats, Integers, Numbers, floats
from ropewalk.stats.suppression_tables import LARGEST

Which: TypeAlias = Literal["small", "all"]


@dataclass(frozen=True)
class Rounded:
    """``parts``: (cells,), rounded. ``totals``: (sums,), of rounded cells. ``moved``: (sums,), how far
    each is from the sum of the counts as they were. All NaN where the counts are none."""

    parts: Floats
    totals: Floats
    moved: Floats


@dataclass(frozen=True)
class RoundedTable:
    """Shape (rows + 1, columns + 1), totals last; ``moved``: rounded less true; NaN where it is none."""

    counts: Floats
    moved: Floats


def round_table(inner: Numbers, *, base: int = 5, which: Which = "small") -> RoundedTable:
    """A two-way table rounded, with its row and column totals and the total of all.

    ``inner``: (rows, columns) counts without totals. The missing rule and the rest as in ``round_parts``. The
    choice is a flow in a network whose cheapest answer is in whole numbers of itself: it is found at once.
    """
    v = floats(inner)
    rows, columns = v.shape
    totals = np.vstack(
        [np.repeat(np.eye(rows), columns, axis=1), np.tile(np.eye(columns), rows), np.ones(v.size)]
    )
    found = round_parts(v.ravel(), totals, base=base, which=which)
    return RoundedTable(
        _table(found.parts, found.totals, v.shape), _table(found.parts - v.ravel(), found.moved, v.shape)
    )


def round_parts(parts: Numbers, totals: Numbers, *, base: int = 5, which: Which = "small") -> Rounded:
    """Counts rounded to a multiple of ``base`` next to them, so that the totals move least.

    ``parts``: (cells,), whole numbers, not below nought. ``totals``: (sums, cells), 1 for each cell of a sum.
    ``which``: "small" rounds counts from 1 to base - 1, to nought or base, and leaves the others alone; "all"
    rounds every count, each to one of its two neighbours. A multiple of the base stays. Totals are the sums
    of what is shown, so they add up, and no count or total from 1 to base - 1 is left. Least: the sum over
    totals of how far they move, then the same over cells. A missing, negative, broken or vast count makes
    all NaN: its table could not add up. Rounding hides a count among its neighbours; it does not
    hide a total that is itself secret. Sources: Cox (1987) JASA 82:520 for controlled rounding; Langsrud and
    Heldal (2018) in Privacy in Statistical Databases for rounding small counts alone.
    """
    v, sums = floats(parts), np.atleast_2d(floats(totals))
    if not ((v >= 0) & (v == np.floor(v)) & (v < LARGEST)).all():
        return Rounded(np.full(v.shape, np.nan), *(np.full(len(sums), np.nan) for _ in range(2)))
    lower = np.floor(v / base) * base
    loose = (v > lower) if which == "all" else (v > 0) & (v < base)
    chosen: Integers = np.flatnonzero(loose)
    up = np.zeros(len(v))
    if len(chosen):
        up[chosen] = _choose(v[chosen] - lower[chosen], sums[:, chosen], base)
    rounded = np.where(loose, lower + base * up, v)
    return Rounded(rounded, sums @ rounded, sums @ (rounded - v))


def _choose(over: Floats, sums: Floats, base: int) -> Floats:
    """1 for each cell to round up. ``over``: how far each is above the multiple below it.

    A total with n cells rounded up moves by |base n - c|. Only whole n count, so the cost is drawn straight
    between whole numbers: ``base`` a step down from the one below c / base, something between the two
    around it, ``base`` a step up from there. That leaves no room for answers in fractions.
    """
    cells, rows = len(over), len(sums)
    moved = sums @ over
    below = np.floor(moved / base)
    step = np.abs(base * (below + 1) - moved) - np.abs(base * below - moved)
    # Cells come second: together they weigh less than one person moved in a total.
    own = (np.abs(base - over) - over) / (base * (cells + 1))
    cost = np.concatenate([own, np.full(rows, base), step, np.full(rows, base)])
    one = np.eye(rows)
    balance = np.hstack([sums, one, -one, -one])  # n + down - between - up = below
    high = np.concatenate([np.ones(cells), np.full(rows, np.inf), np.ones(rows), np.full(rows, np.inf)])
    found = milp(
        cost,
        integrality=np.concatenate([np.ones(cells), np.zeros(3 * rows)]),
        bounds=Bounds(np.zeros(len(cost)), high),
        constraints=LinearConstraint(balance, below, below),
    )
    return np.rint(np.asarray(found.x, dtype=np.float64)[:cells])


def _table(parts: Floats, totals: Floats, shape: tuple[int, ...]) -> Floats:
    rows, columns = shape
    out = np.empty((rows + 1, columns + 1))
    out[:-1, :-1] = parts.reshape(shape)
    out[:-1, -1], out[-1, :-1], out[-1, -1] = totals[:rows], totals[rows : rows + columns], totals[-1]
    return out
