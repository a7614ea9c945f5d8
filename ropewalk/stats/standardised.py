"""Directly standardised rates: what a place's rate would be if its people were of standard ages."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.stats.arrays import Flags, Floats, Numbers, floats
from ropewalk.stats.intervals import rate_limits
from ropewalk.stats.modes import Mode

LEAST_EVENTS: Final = 10
"""Below this many events a standardised rate says more about chance than about the place: it is withheld."""


@dataclass(frozen=True)
class StandardisedRate:
    """Fields of shape (groups,). ``events``, ``population``: totals. ``value``, ``lower``, ``upper``: per
    multiplier, NaN where unknown or withheld. ``suppressed``: withheld for fewer than ten events."""

    events: Floats
    population: Floats
    value: Floats
    lower: Floats
    upper: Floats
    suppressed: Flags


def direct_rate(
    events: Numbers,
    population: Numbers,
    standard: Numbers,
    *,
    multiplier: float = 100_000.0,
    confidence: float = 0.95,
    mode: Mode = "sound",
) -> StandardisedRate:
    """M sum(w x / n) / sum(w) of each group, with Dobson's limits on Byar's limits of the total.

    ``events`` x, ``population`` n, ``standard`` w: shapes that broadcast to (groups, cells), a cell an age
    band, say. A cell that is missing in all three is not there (groups may have fewer bands); any other
    missing number, x < 0, n <= 0 or w < 0 makes its group NaN. ``as published``: a missing x counts as
    nought. limits = value + sqrt(V / O) (Byar(O) - O), O = sum(x), V = M^2 sum(w^2 x / n^2) / sum(w)^2.
    Below ten events value and limits are withheld. Sources: Dobson et al. (1991) Stat Med 10:457, eq. 6
    and 7; PHEindicatormethods 2.1.0, calculate_dsr.
    """
    weights = floats(standard)
    x, n, w = np.broadcast_arrays(floats(events), floats(population), weights)
    if np.isnan(weights).any():
        x, n, w = _without_absent(x, n, w)
    if mode == "as published":
        x = np.nan_to_num(x)
    return _rate(x, x, n, w, multiplier, confidence)


def direct_rate_of_repeated_events(
    people: Numbers,
    frequencies: Numbers,
    population: Numbers,
    standard: Numbers,
    *,
    multiplier: float = 100_000.0,
    confidence: float = 0.95,
    mode: Mode = "sound",
) -> StandardisedRate:
    """The same where one person may have several events, so that events are not independent.

    ``people``: (groups, frequencies, cells), how many people had exactly that many events.
    ``frequencies``: (frequencies,), whole numbers. ``population``, ``standard``: broadcast to (groups,
    cells). Events x = sum(f people); the variance counts f^2 for each person instead of f. Missing
    rule, limits and withholding as in ``direct_rate``. Source: Fingertips public health technical
    guidance, chapter on directly standardised rates; PHEindicatormethods 2.1.0, independent_events.
    """
    often, f = floats(people), floats(frequencies)
    shape = (often.shape[0], often.shape[2])
    n, w = np.broadcast_to(floats(population), shape), np.broadcast_to(floats(standard), shape)
    absent = np.isnan(often).all(axis=1) & np.isnan(n) & np.isnan(w)
    if mode == "as published":
        often = np.nan_to_num(often)
    often = np.where(absent[:, None, :], 0.0, often)
    # A negative count must not be balanced by a positive one.
    often = np.where(often >= 0, often, np.nan)
    x, squares = np.einsum("gfc,f->gc", often, f), np.einsum("gfc,f->gc", often, f**2)
    n, w = np.where(absent, np.inf, n), np.where(absent, 0.0, w)
    return _rate(x, squares, n, w, multiplier, confidence)


def _without_absent(x: Floats, n: Floats, w: Floats) -> tuple[Floats, Floats, Floats]:
    absent = np.isnan(w) & np.isnan(n) & np.isnan(x)
    # No events, no people and no weight: such a cell adds nothing to any sum.
    return np.where(absent, 0.0, x), np.where(absent, np.inf, n), np.where(absent, 0.0, w)


def _rate(
    x: Floats, squares: Floats, n: Floats, w: Floats, multiplier: float, confidence: float
) -> StandardisedRate:
    with np.errstate(all="ignore"):  # numbers beyond all sense overflow, and come out as missing
        each = w / n
        total, weight, people = x.sum(axis=1), w.sum(axis=1), n.sum(axis=1)
        if np.isinf(people).any():  # cells that are not there
            people = np.where(np.isinf(n), 0.0, n).sum(axis=1)
        value = np.einsum("ij,ij->i", x, each) / weight * multiplier
        error = np.sqrt(np.einsum("ij,ij,ij->i", squares, each, each)) / weight * multiplier
    good = _usable(x, n, w) & np.isfinite(value) & np.isfinite(error)
    few = good & (total < LEAST_EVENTS)
    shown = good & ~few
    byar = rate_limits(np.where(shown, total, np.nan), 1.0, confidence=confidence)
    step = np.where(shown, error, np.nan) / np.sqrt(np.where(shown, total, 1.0))
    return StandardisedRate(
        np.where(good, total, np.nan),
        np.where(good, people, np.nan),
        np.where(shown, value, np.nan),
        np.where(shown, value, np.nan) + step * (byar.lower - total),
        np.where(shown, value, np.nan) + step * (byar.upper - total),
        few,
    )


def _usable(x: Floats, n: Floats, w: Floats) -> Flags:
    """Groups without a missing or impossible number; a whole table without any is seen at a glance."""
    if x.size and x.min() >= 0 and n.min() > 0 and w.min() >= 0:
        return np.ones(len(x), dtype=np.bool_)
    return np.asarray(((x >= 0) & (n > 0) & (w >= 0)).all(axis=1))
