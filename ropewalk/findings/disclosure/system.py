"""What a reader of everything ever shown faces: cells that he knows, cells that he does not, and sums."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, csc_array, csr_array
from scipy.sparse.csgraph import connected_components

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NODES: Final = 2_000
"""Branches after which a search gives up; counted, not timed, so that all machines find the same."""
LATENT: Final = 1e6
"""What a cell that nobody is shown weighs less than one that is: nothing is lost by hiding it."""


@dataclass(frozen=True)
class System:
    """``sums``: (sums, cells), each comes to nought. ``value``: (cells,), whole. ``floor``, ``most``: what a
    reader knows a cell not to be below or above. ``fixed``: known to readers already. ``open_``: shown
    whatever happens, as noughts are. ``latent``: never shown to anybody. ``broken``: (sums,), such as do not
    hold. ``cost``: (cells,), what hiding it loses."""

    sums: csr_array
    value: Floats
    floor: Floats
    most: Floats
    fixed: Flags
    open_: Flags
    latent: Flags
    broken: Flags
    cost: Floats

    def component(self) -> Integers:
        """The number of the table that each cell belongs to: cells that sums tie together, known ones out."""
        loose = np.flatnonzero(~self.fixed)
        kept = self.sums[:, loose]
        # Sums and cells as knots of one net: cells far apart are then tied by few ropes.
        net = block_array([[None, kept], [kept.T, None]]) if kept.shape[0] else csr_array((len(loose),) * 2)
        part = np.full(len(self.value), -1, dtype=np.int64)
        part[loose] = connected_components(net, directed=False)[1][kept.shape[0] :]
        return part


def assembled(cells: pl.DataFrame, sums: pl.DataFrame) -> System:
    """``cells``: one row a cell, in order of its number: number (null: unknown), floor, most, fixed, open.
    ``sums``: see ``sums.SCHEMA``; cells without a number are added behind the others."""
    which, count, latent = _numbered(cells.height, sums)
    matrix = csr_array(
        (sums["sign"].to_numpy().astype(np.float64), (sums["sum"].to_numpy(), which)),
        shape=(int(sums["sum"].max()) + 1 if sums.height else 0, count),  # type: ignore[arg-type]
    )
    more, most = count - cells.height, cells["most"].cast(pl.Float64).fill_null(np.inf)
    number = cells["number"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    value = np.concatenate([number, np.full(more, np.nan)])
    broken = np.zeros(matrix.shape[0], dtype=np.bool_)
    broken[sums.filter("broken")["sum"].to_numpy()] = True
    size = np.log1p(np.nan_to_num(value)) / np.log1p(max(np.nanmax(value, initial=1.0), 1.0))
    return System(
        sums=matrix,
        value=value,
        floor=np.concatenate([cells["floor"].cast(pl.Float64).to_numpy(), np.zeros(more)]),
        most=np.concatenate([most.to_numpy(), np.full(more, np.inf)]),
        fixed=np.concatenate([cells["fixed"].to_numpy(), np.zeros(more, dtype=np.bool_)]),
        open_=np.concatenate([cells["open"].to_numpy(), np.zeros(more, dtype=np.bool_)]),
        latent=np.concatenate([np.zeros(cells.height, dtype=np.bool_), latent]),
        broken=broken,
        cost=np.where(np.arange(count) >= cells.height, 1 / LATENT, 1.0 + size),
    )


def _numbered(cells: int, sums: pl.DataFrame) -> tuple[Integers, int, Flags]:
    """The number of each row's cell: those without one get numbers of their own, one a piece, one a rest."""
    bare = sums["cell"].is_null()
    key = pl.when(pl.col("piece").is_null()).then(-pl.col("sum") - 1).otherwise("piece")
    own = sums.filter(bare).select(key.rank("dense").cast(pl.Int64).alias("own"))["own"]
    which = sums["cell"].fill_null(-1).to_numpy().copy()
    which[bare.to_numpy()] = cells + own.to_numpy() - 1
    count = cells + int(own.max() or 0)  # type: ignore[arg-type]
    return which, count, np.ones(count - cells, dtype=np.bool_)


def filled(system: System, wanted: Flags) -> tuple[Floats, Flags]:
    """The cells' values, unknown ones by any whole numbers that fit; and the cells of tables that none fit.

    ``wanted``: the cells whose tables are looked at; unknown cells of other tables are nought.
    """
    value, bad = system.value.copy(), np.zeros(len(system.value), dtype=np.bool_)
    unknown = np.isnan(value)
    part = system.component()
    for table in np.unique(part[wanted & ~system.fixed]):  # over tables with something to hide
        mine = np.flatnonzero((part == table) & unknown)
        if len(mine):
            found = _fitting(system, mine)
            bad[part == table] |= found is None
            value[mine] = 0.0 if found is None else found
    return np.where(np.isnan(value), 0.0, value), bad


def _fitting(system: System, mine: Integers) -> Floats | None:
    columns = csc_array(system.sums[:, mine])
    rows = np.flatnonzero(np.diff(csr_array(columns).indptr))
    rest = system.sums[rows] @ np.nan_to_num(system.value)
    found = milp(
        np.ones(len(mine)),
        integrality=np.ones(len(mine)),
        bounds=Bounds(np.zeros(len(mine)), np.full(len(mine), np.inf)),
        constraints=LinearConstraint(columns[rows], -rest, -rest),
        options={"node_limit": NODES},
    )
    return None if found.x is None else np.rint(found.x)
