"""The fewest cells to hide: a mixed-integer search, with what a reader works out as its cutting planes.

Shared by every kind of table: what a reader can work out of a pattern is asked of a ``Reader``. The search
starts from what is plain (no cell may be the only hidden one of a sum), solves, asks the reader about every
cell to protect, adds one inequality for each that falls short, and solves again: first with shares of cells
allowed, which is quick and leaves the whole-number search little to do. Sources: Fischetti and Salazar (2000)
Management Science 46:1008 for the inequalities; Kelly, Golden and Assad (1992) Networks 22:397.
"""

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from ropewalk.stats.arrays import Flags, Floats, Integers

NODES: Final = 2_000
"""Branches after which a search takes what it has; counted, not timed, so all machines find the same."""
_RELAXED: Final = 40
_ROUNDS: Final = 100
_SURELY: Final = 1e-6
_CUT: Final = 1e-4


@dataclass(frozen=True)
class Gaps:
    """Of each cell asked about, shape (cells,): how far ``down`` and ``up`` from its count it could be for
    all that a reader can tell. Where both together fall short, every safe pattern has cut @ hidden >=
    ``need``, and this one has not. ``cut``: (cells times the inequalities there are of each, all cells)."""

    down: Floats
    up: Floats
    cut: Floats
    need: Floats


class Reader(Protocol):
    """Somebody who sees the shown cells, knows how cells add up, and does sums."""

    def gaps(self, hidden: Floats, cells: Integers, enough: float) -> Gaps:
        """``hidden``: (all cells,), 1 where hidden, 0 where shown, or a share between; ``cells``: which to
        ask about. Searching may stop at ``enough``."""


@dataclass(frozen=True)
class Task:
    """``counts``, ``cost``: (cells,). ``secret``: must be hidden. ``open_``: must be shown. ``relations``:
    (sums, cells), each adds up to nought. ``enough``: how wide a secret's range must be. ``floor``: no hidden
    cell is below it, and readers know."""

    counts: Floats
    cost: Floats
    secret: Flags
    open_: Flags
    relations: Floats
    enough: float
    floor: int
    gap: float


def fewest(task: Task, reader: Reader, nodes: int) -> tuple[Flags, bool] | None:
    """A safe pattern of least cost and whether it is known to be that; None where hiding all is not safe."""
    cells = np.flatnonzero(task.secret)
    most = np.where(task.open_, 0.0, 1.0)
    if not _safe(reader, most, cells, task.enough):
        return None
    rows = _plain(task)
    least, relaxed = np.zeros(len(rows)), True
    for turn in range(_RELAXED + _ROUNDS):
        share, sure = _solve(task, rows, least, 0 if relaxed else nodes)
        if share is None:
            break
        new, need = _broken(share, reader.gaps(share, cells, task.enough), task.enough)
        if not len(new) and _whole(share):
            pattern = share > 0.5
            return (pattern, True) if sure else (_show_again(task, reader, pattern), False)
        relaxed = relaxed and len(new) > 0 and turn < _RELAXED
        rows, least = np.vstack([rows, new]), np.concatenate([least, need])
    return _show_again(task, reader, most > 0.5), False


def _broken(share: Floats, gaps: Gaps, enough: float) -> tuple[Floats, Floats]:
    """Inequalities that every safe pattern keeps and this one does not; none if it is safe."""
    short = gaps.down + gaps.up < enough - _SURELY
    each = len(gaps.cut) // max(len(short), 1)
    short, wanted = np.repeat(short, each), np.repeat(gaps.need, each)
    cut = short & (gaps.cut @ share < wanted - _CUT)
    if _whole(share) and short.any() and not cut.any():  # lost by rounding: one more cell must be hidden
        return (1.0 - np.rint(share))[None], np.ones(1)
    found = np.unique(np.column_stack([gaps.cut[cut], wanted[cut]]), axis=0)
    return found[:, :-1], found[:, -1]


def _whole(share: Floats) -> bool:
    return bool((np.abs(share - np.rint(share)) < _SURELY).all())


def _plain(task: Task) -> Floats:
    """One inequality a cell of a sum: if it is hidden, so is another that could make up for it."""
    found = []
    for row in task.relations:  # over sums
        members = np.flatnonzero(row)
        same = row[members][:, None] * row[members] > 0
        # A cell at the floor can only be larger: one that counts the same way must then be smaller.
        fixed = task.counts[members] <= task.floor
        helps = ~(fixed[:, None] & fixed & same)
        np.fill_diagonal(helps, val=False)
        each = np.zeros((len(members), len(task.counts)))
        each[:, members] = helps
        each[np.arange(len(members)), members] = -1.0
        found.append(each)
    return np.concatenate(found) if found else np.zeros((0, len(task.counts)))


def _solve(task: Task, rows: Floats, least: Floats, nodes: int) -> tuple[Floats | None, bool]:
    """Shares of cells to hide (whole ones where ``nodes`` is not nought), and whether none cost less."""
    found = milp(
        task.cost,
        integrality=np.full(len(task.cost), int(nodes > 0)),
        bounds=Bounds(task.secret.astype(np.float64), 1.0 - task.open_),
        constraints=[LinearConstraint(rows, least, np.inf)] if len(rows) else [],
        options={"mip_rel_gap": task.gap} | ({"node_limit": nodes} if nodes else {}),
    )
    if found.x is None:
        return None, False
    share = np.asarray(found.x, dtype=np.float64)
    return np.rint(share) if nodes else share, bool(found.success)


def _safe(reader: Reader, hidden: Floats, cells: Integers, enough: float) -> bool:
    gaps = reader.gaps(hidden, cells, enough)
    return bool((gaps.down + gaps.up >= enough - _SURELY).all())


def _show_again(task: Task, reader: Reader, hidden: Flags) -> Flags:
    """The pattern without the cells that need not be hidden, dearest first."""
    cells = np.flatnonzero(task.secret)
    kept = hidden.astype(np.float64)
    spare = np.flatnonzero(hidden & ~task.secret)
    for cell in spare[np.argsort(-task.cost[spare], kind="stable")]:  # over spare cells, once
        kept[cell] = 0.0
        if not _safe(reader, kept, cells, task.enough):
            kept[cell] = 1.0
    return kept > 0.5
