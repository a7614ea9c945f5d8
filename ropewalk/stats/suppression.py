"""Which cells of a table of counts to hide, so that no small one can be worked out from the rest."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Flags, Floats, Integers, Numbers, floats
from ropewalk.stats.suppression_flows import TableReader
from ropewalk.stats.suppression_linear import LinearReader
from ropewalk.stats.suppression_search import NODES, Reader, Task, fewest
from ropewalk.stats.suppression_tables import adds_up, small_counts, sums_of_table

State: TypeAlias = Literal["fewest", "safe", "refused"]


@dataclass(frozen=True)
class Suppression:
    """Fields of the table's shape but ``state``. ``hidden``: show none of these. ``secret``: those among them
    that had to be; the others only guard them. ``counts``: what may be shown, NaN where hidden.
    ``lower``, ``upper``: what a reader can work out of each cell (upper may be infinite; NaN if refused).
    ``state``: fewest: safe, and no pattern hides fewer cells; safe: the search was cut short, so one might;
    refused: no pattern is safe, or the table is none (see ``suppress_table``), and all is hidden."""

    hidden: Flags
    secret: Flags
    counts: Floats
    lower: Floats
    upper: Floats
    state: State


@dataclass(frozen=True)
class Ranges:
    """What a reader can work out of each cell: it is from ``lower`` to ``upper`` (infinite where that has no
    end), of the table's shape. Both are the count of a shown cell; NaN where the table is none."""

    lower: Floats
    upper: Floats


def suppress_table(
    counts: Numbers,
    secret: npt.ArrayLike | None = None,
    *,
    width: float = 1.0,
    noughts_shown: bool = True,
    rule_known: bool = True,
    nodes: int = NODES,
) -> Suppression:
    """The fewest cells of a two-way table with totals that keep the secret ones secret.

    ``counts``: (rows + 1, columns + 1), totals last, whole numbers. ``secret``: flags of that shape
    (``small_counts`` if none); give what an earlier release hid as well, and it stays hidden. A reader sees
    the rest, and knows how totals add up and that counts are whole and not below nought. Where
    ``noughts_shown``, no nought is hidden but a secret one; a reader to whom that rule is known
    (``rule_known``) knows then that what is hidden is one or more. Safe is a pattern under which every
    secret cell could have been any of ``width`` + 1 neighbouring counts or more: with 1, none can be told
    exactly. No other hidden cell can be told exactly either, or it would be shown. Of the patterns with
    fewest cells, one whose cells are small is taken. A table with a missing, negative, broken or vast
    count, or that does not add up, is refused: all is hidden. ``nodes``: see ``suppression_search.NODES``.
    It does not guard against one who is himself a hidden count of one, nor against one who knows this
    method and asks which tables would have led to another pattern.
    Sources: Gusfield (1988) SIAM J Comput 17:552; Fischetti and Salazar (2000) Manag Sci 46:1008.
    """
    v = floats(counts)
    marked = small_counts(v) if secret is None else np.asarray(secret, dtype=np.bool_)
    relations = sums_of_table(v.shape)
    if not adds_up(v.ravel(), relations):
        return _refused(marked)
    floor = _floor(v, marked, noughts_shown and rule_known)
    reader = TableReader(v.astype(np.int64), floor)
    return _suppressed(v, marked, relations, reader, width, floor, noughts_shown, nodes)


def suppress_related(
    counts: Numbers,
    relations: Numbers,
    secret: npt.ArrayLike | None = None,
    *,
    width: float = 1.0,
    noughts_shown: bool = True,
    rule_known: bool = True,
    nodes: int = NODES,
) -> Suppression:
    """The same for cells that add up in any way: three-way tables, nested totals, tables that share cells.

    ``counts``, ``secret``: (cells,). ``relations``: (sums, cells); each row times the counts is nought: 1 for
    each part and -1 for their total. Give a plain two-way table to ``suppress_table``, which is faster.
    """
    v, sums = floats(counts), np.atleast_2d(floats(relations))
    marked = small_counts(v) if secret is None else np.asarray(secret, dtype=np.bool_)
    if not adds_up(v, sums):
        return _refused(marked)
    floor = _floor(v, marked, noughts_shown and rule_known)
    reader = LinearReader(v, sums, floor)
    return _suppressed(v, marked, sums, reader, width, floor, noughts_shown, nodes)


def ranges_of_table(counts: Numbers, hidden: npt.ArrayLike, *, rule_known: bool = True) -> Ranges:
    """What a reader of ``suppress_table``'s kind can work out of a two-way table with totals.

    ``counts``: (rows + 1, columns + 1), totals last; ``hidden``: flags of that shape, from whatever rule;
    ``rule_known`` as there. A table that is none (missing, negative, broken or vast counts, wrong totals)
    has no ranges: NaN. Exact for whole numbers. Source: Gusfield (1988) SIAM J Comput 17:552.
    """
    v, kept = floats(counts), np.asarray(hidden, dtype=np.bool_)
    if not adds_up(v.ravel(), sums_of_table(v.shape)):
        return Ranges(np.full(v.shape, np.nan), np.full(v.shape, np.nan))
    return _worked_out(v, kept, TableReader(v.astype(np.int64), _floor(v, kept, rule_known)))


def _floor(v: Floats, hidden: Flags, rule_known: bool) -> int:
    """Below which a reader knows no hidden cell to be: one, unless a hidden nought breaks the rule."""
    return int(rule_known and not (hidden & (v == 0)).any())


def _refused(secret: Flags) -> Suppression:
    unknown = np.full(secret.shape, np.nan)
    return Suppression(np.ones(secret.shape, dtype=np.bool_), secret, unknown, unknown, unknown, "refused")


def _suppressed(
    v: Floats,
    secret: Flags,
    relations: Floats,
    reader: Reader,
    width: float,
    floor: int,
    noughts_shown: bool,
    nodes: int,
) -> Suppression:
    flat = v.ravel()
    open_ = (flat == 0) & ~secret.ravel() & noughts_shown
    # Fewer cells come first: what the size of all cells adds is less than half a cell.
    size = np.log1p(flat) / np.log1p(max(flat.max(), 1.0)) / (2 * len(flat) + 2)
    gap = 0.45 / (1 + (~open_).sum())
    task = Task(flat, 1 + size, secret.ravel(), open_, relations, width, floor, gap)
    found = fewest(task, reader, nodes) if secret.any() else (secret.ravel(), True)
    if found is None:
        return _refused(secret)
    hidden, sure = found[0].reshape(v.shape), found[1]
    known = _worked_out(v, hidden, reader)
    state: State = "fewest" if sure else "safe"
    return Suppression(hidden, secret, np.where(hidden, np.nan, v), known.lower, known.upper, state)


def _worked_out(v: Floats, hidden: Flags, reader: Reader) -> Ranges:
    cells: Integers = np.flatnonzero(hidden)
    gaps = reader.gaps(hidden.ravel().astype(np.float64), cells, np.inf)
    lower, upper = v.copy(), v.copy()
    lower.flat[cells] -= gaps.down
    upper.flat[cells] += gaps.up
    return Ranges(lower, upper)
