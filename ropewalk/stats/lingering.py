"""Generalised least squares for series whose errors linger: any design, thousands of series at once.

NumPy again: statsmodels' GLSAR fits one series a call, and estimates a memory that short series cannot tell.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ropewalk.stats.arrays import Flags, Floats

_ROUNDS: Final = 50
_NOTHING: Final = 1e-20
"""Sums of squares below this, in units of a series' own range, are rounding."""


@dataclass(frozen=True)
class Panel:
    """``y``: (series, points); ``x``: (series, points, columns), nought where no point is ``there``.

    ``gap``: steps back to the point before, infinite for a series' first. ``sampling``: known variance of
    each point in the unit of y squared, nought where unknown. ``present``: (series, columns) that hold
    anything; ``df``: points less columns present, NaN where not above nought.
    """

    y: Floats
    x: Floats
    there: Flags
    gap: Floats
    sampling: Floats
    present: Flags
    df: Floats

    def rows(self, rows: Flags) -> "Panel":
        """The same for some series only."""
        return Panel(
            self.y[rows],
            self.x[rows],
            self.there[rows],
            self.gap[rows],
            self.sampling[rows],
            self.present[rows],
            self.df[rows],
        )


@dataclass(frozen=True)
class Fit:
    """``beta``: (series, columns); ``inverse``: its covariance were the variances given right; ``misfit``:
    weighted sum of squares, its expectation then being df; ``likely``: log restricted likelihood with a free
    scale."""

    beta: Floats
    inverse: Floats
    misfit: Floats
    likely: Floats


def panel_of(y: Floats, x: Floats, there: Flags, gap: Floats, sampling: Floats) -> Panel:
    """A panel with its empty columns and degrees of freedom counted."""
    present = np.asarray((x != 0).any(axis=1), dtype=np.bool_)
    df = there.sum(axis=1) - present.sum(axis=1).astype(np.float64)
    return Panel(y, x, there, gap, sampling, present, np.where(df > 0, df, np.nan))


def fit(panel: Panel, process: Floats, memory: Floats) -> Fit:
    """The fit for given process variances and memories (series,): point variance S + process, correlation of
    neighbours memory to the power of the steps between them. Whitening needs only the point before."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        r = memory[:, None] ** panel.gap
        weight = np.where(panel.there, 1 / np.sqrt(panel.sampling + process[:, None]), 0.0)
        weight = np.where(np.isfinite(weight), weight, 0.0)
        scale = np.where(panel.there, 1 / np.sqrt(1 - r**2), 0.0)
        x = _whiten(panel.x * weight[:, :, None], r[:, :, None], scale[:, :, None])
        y = _whiten((panel.y * weight)[:, :, None], r[:, :, None], scale[:, :, None])
    cross = np.swapaxes(x, 1, 2) @ x
    size = np.sqrt(np.maximum(np.einsum("sii->si", cross), 0.0))
    size = np.where(panel.present & (size > 0), size, 1.0)
    unit = cross / size[:, :, None] / size[:, None, :]
    at = np.arange(x.shape[2])
    # A column that a series lacks gets a one on the diagonal; the ridge does the same for columns that its
    # points cannot tell apart, whose error is then huge.
    unit[:, at, at] += np.where(panel.present, 1e-12, 1.0)
    inverse = np.linalg.inv(unit) / size[:, :, None] / size[:, None, :]
    beta = (inverse @ (np.swapaxes(x, 1, 2) @ y))[:, :, 0]
    rest = y[:, :, 0] - np.einsum("spc,sc->sp", x, beta)
    misfit = (rest**2).sum(axis=1)
    _, log_det = np.linalg.slogdet(unit)
    log_scale = np.log(np.where(panel.there, scale, 1.0)).sum(axis=1)
    with np.errstate(divide="ignore"):
        likely = log_scale - log_det / 2 - np.log(size).sum(axis=1) - panel.df / 2 * np.log(misfit)
    return Fit(beta, inverse, misfit, np.where(misfit > _NOTHING, likely, 0.0))


def _whiten(a: Floats, r: Floats, scale: Floats) -> Floats:
    out: Floats = a * scale
    out[:, 1:] -= (r * scale)[:, 1:] * a[:, :-1]
    return out


def process_variance(panel: Panel, memory_of: tuple[float, float]) -> tuple[Floats, Floats]:
    """Process variance with Q = df (Paule and Mandel 1982), nought where Q(0) is no more than that already,
    and the memory that goes with it: from the first of ``memory_of`` (all sampling error) to the second
    (all process), by the process's share of the variance. Both (series,)."""
    ones = np.ones(len(panel.df))
    bare = replace(panel, sampling=np.zeros_like(panel.sampling))
    with np.errstate(invalid="ignore"):
        alone = np.nan_to_num(fit(bare, ones, ones * memory_of[1]).misfit / panel.df)
    found, rows = alone.copy(), (panel.sampling > 0).any(axis=1) & (panel.df > 0)
    part = panel.rows(rows)
    low, high = np.zeros(rows.sum()), 2 * alone[rows]
    enough = fit(part, low, _memory(part, low, memory_of)).misfit <= part.df
    for _ in range(_ROUNDS if rows.any() else 0):  # over halvings, never over series
        middle = (low + high) / 2
        over = fit(part, middle, _memory(part, middle, memory_of)).misfit > part.df
        low, high = np.where(over, middle, low), np.where(over, high, middle)
    found[rows] = np.where(enough, 0.0, (low + high) / 2)
    return found, _memory(panel, found, memory_of)


def _memory(panel: Panel, process: Floats, memory_of: tuple[float, float]) -> Floats:
    total = np.where(panel.there, panel.sampling + process[:, None], 0.0).sum(axis=1)
    share = process * panel.there.sum(axis=1) / np.where(total > 0, total, 1.0)
    return np.asarray(memory_of[0] + (memory_of[1] - memory_of[0]) * np.clip(share, 0, 1))
