"""Tables of counts as disclosure control sees them: cells, sums that tie them, and which are too small."""

from typing import Final

import numpy as np

from ropewalk.stats.arrays import Flags, Floats, Numbers, floats

LEAST: Final = 1
MOST: Final = 4
"""Counts from LEAST to MOST are secret unless told otherwise: with few people, each is known to the next."""
LARGEST: Final = 2**53
"""Whole numbers beyond this are no longer exact, and no counts of people."""


def small_counts(counts: Numbers, *, least: int = LEAST, most: int = MOST) -> Flags:
    """Cells that must be hidden for their size, any shape: ``least`` to ``most``. NaN is missing, not small.

    Nought is public by default: ``least`` = 0 hides it too. Source: Hundepool et al. (2012) Statistical
    Disclosure Control, section 5.2.
    """
    with np.errstate(invalid="ignore"):
        v = floats(counts)
        return np.asarray((v >= least) & (v <= most))


def with_totals(inner: Numbers) -> Floats:
    """The table with a column and a row of totals after its last ones; a missing cell makes its totals NaN.

    ``inner``: (rows, columns). Returns (rows + 1, columns + 1).
    """
    v = floats(inner)
    wide = np.hstack([v, v.sum(axis=1, keepdims=True)])
    return np.vstack([wide, wide.sum(axis=0, keepdims=True)])


def sums_of_table(shape: tuple[int, ...]) -> Floats:
    """Sums of a two-way table with totals last: (sums, cells along rows); row times cells is nought."""
    rows, columns = shape
    sign = np.ones(shape)
    sign[-1], sign[:, -1], sign[-1, -1] = -1.0, -1.0, 1.0
    by_row = np.repeat(np.eye(rows), columns, axis=1)
    by_column = np.tile(np.eye(columns), rows)
    return np.asarray(np.vstack([by_row, by_column]) * sign.ravel())


def adds_up(v: Floats, relations: Floats) -> bool:
    """Whether ``v``, (cells,), are whole counts, none missing, and every sum of ``relations`` is nought."""
    if not v.size or np.isnan(v).any() or np.isnan(relations).any():
        return False
    whole = (v >= 0) & (v == np.floor(v)) & (v < LARGEST)
    return bool(whole.all() and (np.abs(relations @ v) < 0.5).all())
