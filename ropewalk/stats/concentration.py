"""Concentration index: how far an outcome gathers among those ranked low or high."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Floats, Numbers, floats
from ropewalk.stats.groups import Groups, Keys, grouped
from ropewalk.stats.modes import Mode


@dataclass(frozen=True)
class Concentration:
    """Fields of shape (groups,), from -1 (all among the lowest ranked) to 1; NaN where unknown.

    ``relative``: the index itself. ``generalised``: times the mean, in the outcome's unit.
    ``erreygers``: 4 mean / (top - bottom) times the index, for an outcome that cannot leave its bounds.
    ``wagstaff``: index / (1 - mean), for a proportion."""

    group: Keys
    mean: Floats
    relative: Floats
    generalised: Floats
    erreygers: Floats
    wagstaff: Floats


def concentration_index(
    outcome: Numbers,
    rank: Numbers,
    weight: Numbers,
    group: npt.ArrayLike,
    *,
    bounds: tuple[float, float] | None = None,
    mode: Mode = "sound",
) -> Concentration:
    """2 sum(w (y - mean)(R - 1/2)) / mean, w summing to one, R the middle of each row's own share.

    All of shape (rows,). ``outcome`` y; ``rank``: what people are ordered by, lowest first; ``weight``:
    how many people a row stands for, above nought. A missing number makes its group NaN. People of
    equal rank share the middle of their joint stretch, so the order of rows does not matter; ``as
    published`` gives them one after another in row order. ``bounds``: lowest and highest value that the
    outcome can have, for ``erreygers``; without it that is NaN (``as published``: the lowest and
    highest seen, so the index changes with the sample). No variance is given: the usual one for
    grouped rows can fall below nought. Sources: Kakwani et al. (1997) J Econometrics 77:87, eq. 3;
    Erreygers (2009) J Health Econ 28:504, eq. 32; Wagstaff (2005) Health Econ 14:429; rineq 0.3.0,
    method "direct".
    """
    groups = grouped(group)
    y, r, w = floats(outcome), floats(rank), floats(weight)
    w = np.where((w > 0) & ~np.isnan(r), w, np.nan)
    share = w / groups.total(w)[groups.codes]
    middle = _middle(groups, r, share, shared=mode == "sound")
    mean = groups.total(share * y)
    with np.errstate(divide="ignore", invalid="ignore"):
        generalised = 2 * groups.total(share * (y - mean[groups.codes]) * (middle - 0.5))
        relative = generalised / mean
        erreygers = 4 * generalised / _span(groups, y, bounds, mode)
        wagstaff = relative / (1 - mean)
    relative = np.where(mean > 0, relative, np.nan)
    between = (mean > 0) & (mean < 1)
    return Concentration(
        groups.keys,
        mean,
        relative,
        generalised,
        np.where(np.isinf(erreygers), np.nan, erreygers),
        np.where(between, wagstaff, np.nan),
    )


def _span(groups: Groups, y: Floats, bounds: tuple[float, float] | None, mode: Mode) -> Floats:
    if bounds is not None:
        return np.full(len(groups.keys), bounds[1] - bounds[0])
    low, high = np.full(len(groups.keys), np.inf), np.full(len(groups.keys), -np.inf)
    np.minimum.at(low, groups.codes, y)
    np.maximum.at(high, groups.codes, y)
    return high - low if mode == "as published" else np.full(len(groups.keys), np.nan)


def _middle(groups: Groups, rank: Floats, share: Floats, *, shared: bool) -> Floats:
    """Middle of each row's stretch of people ordered by rank, from 0 to 1 within its group."""
    order = np.lexsort((rank, groups.codes))
    own, r, s = groups.codes[order], rank[order], share[order]
    new = np.r_[True, own[1:] != own[:-1]]
    if shared:
        new |= np.r_[True, r[1:] != r[:-1]]
    else:
        new[:] = True
    block = np.cumsum(new) - 1
    size = np.bincount(block, weights=s)
    of = own[new]
    # Running sums start anew in each group: a missing share must not reach the next one.
    start = np.searchsorted(of, np.arange(len(groups.keys)))
    running = np.cumsum(np.where(np.isnan(size), 0.0, size))
    before = running - np.where(np.isnan(size), 0.0, size)
    before = before - before[start][of]
    out = np.empty(len(rank))
    out[order] = (before + size / 2)[block]
    return out
