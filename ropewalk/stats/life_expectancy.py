"""Period life expectancy at the start of each age band, from deaths and people in twenty bands."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.stats.arrays import Flags, Floats, Numbers, floats, normal_quantile
from ropewalk.stats.modes import Mode

AGES: Final = (0, 1, *range(5, 95, 5))
"""First age of each band: under one, one to four, then five years each, ninety and over."""
LEAST_PEOPLE: Final = 5_000
WIDEST: Final = 10.0
"""Years: an expectancy whose 95% limits lie further from it than this is withheld."""
_FIRST_YEAR: Final = 0.1
"""Share of the first year lived by those who die in it; half of the band in every other."""


@dataclass(frozen=True)
class LifeExpectancy:
    """Fields of shape (groups, 20), years from the band's first age, NaN where unknown or withheld.

    ``population``, ``deaths``: people and deaths of that age and over, shape (groups, 20).
    ``suppressed``: the numbers are all there but may not be shown (rules in ``life_expectancy``)."""

    value: Floats
    lower: Floats
    upper: Floats
    population: Floats
    deaths: Floats
    suppressed: Flags


@dataclass(frozen=True)
class _Table:
    """A life table: ``chance`` of dying in the band, ``alive`` at its start (of one), years ``lived``."""

    chance: Floats
    alive: Floats
    lived: Floats
    width: Floats
    share: Floats


def life_expectancy(
    deaths: Numbers, population: Numbers, *, confidence: float = 0.95, mode: Mode = "sound"
) -> LifeExpectancy:
    """Abridged life table (Chiang II) with Silcocks' variance, for every group and age at once.

    ``deaths``, ``population``: shape (groups, 20), bands as in ``AGES``, whole years of people. With m =
    deaths / people, n years in the band and a = 0.1 below one year, else 0.5: q = n m / (1 + n m (1 - a)),
    1 where deaths reach people / (n a); the last band's years are l / m. Variance: q^2 (1 - q) / deaths of
    each band, and 4 / (deaths m^2) of the last. Withheld (value and limits: their midpoint is the value):
    whole groups with deaths below nought, nobody in a band, more deaths than people, 5,000 people or
    fewer; single ages where 1.96 errors exceed ten years; no deaths in the last band. A missing
    number makes its group NaN, and so is an age that nobody reaches. Any other number of columns is a
    ValueError. ``as published``: limits of single
    withheld ages stay, a missing death count lets everyone die, ages that nobody reaches have 0 years.
    Sources: Chiang (1968) Introduction to Stochastic Processes in Biostatistics, ch. 9; Silcocks et al.
    (2001) J Epidemiol Community Health 55:38; PHEindicatormethods 2.1.0, phe_life_expectancy.
    """
    d, p = floats(deaths), floats(population)
    if d.shape != p.shape or d.ndim != 2 or d.shape[1] != len(AGES):
        raise ValueError(f"Deaths and people must have {len(AGES)} columns each, one for each band in AGES")
    refused = ((d < 0) | (p <= 0) | (d > p)).any(axis=1, keepdims=True)
    refused = refused | (np.where(np.isnan(p), 0.0, p).sum(axis=1, keepdims=True) <= LEAST_PEOPLE)
    missing = (np.isnan(d) | np.isnan(p)).any(axis=1, keepdims=True)
    if mode == "as published":
        missing = np.isnan(p).any(axis=1, keepdims=True)  # a band that is not there
    out = refused | missing
    with np.errstate(all="ignore"):
        value, error = _expectancy(_table(d, p), d, p)
        half = normal_quantile(confidence) * error
        wide = normal_quantile(0.95) * error > WIDEST
        lower, upper = value - half, value + half
    hidden = wide | np.isinf(value)
    if mode == "sound":
        hidden |= np.isnan(error)
        lower, upper = np.where(hidden, np.nan, lower), np.where(hidden, np.nan, upper)
    return LifeExpectancy(
        np.where(out | hidden, np.nan, value),
        np.where(out, np.nan, lower),
        np.where(out, np.nan, upper),
        _from_here_on(p),
        _from_here_on(d),
        (out | hidden) & ~missing,
    )


def _table(d: Floats, p: Floats) -> _Table:
    m = d / p
    width = np.broadcast_to(np.append(np.diff(np.array(AGES, dtype=np.float64)), 0.0), m.shape).copy()
    width[:, -1] = 2 / m[:, -1]
    share = np.broadcast_to(np.where(np.array(AGES) == 0, _FIRST_YEAR, 0.5), m.shape)
    chance = np.where(d <= p / width / share, m * width / (1 + m * width * (1 - share)), 1.0)
    alive = np.ones(m.shape)
    alive[:, 1:] = np.cumprod(1 - chance[:, :-1], axis=1)
    dying = alive[:, :-1] - alive[:, 1:]
    lived = alive / m
    lived[:, :-1] = width[:, :-1] * (alive[:, 1:] + share[:, :-1] * dying)
    return _Table(chance, alive, lived, width, share)


def _expectancy(table: _Table, d: Floats, p: Floats) -> tuple[Floats, Floats]:
    """Years left at the start of each band and their standard error."""
    q, alive = table.chance, table.alive
    value = np.where(alive == 0, 0.0, _from_here_on(table.lived) / alive)
    dying = np.append(alive[:, :-1] - alive[:, 1:], alive[:, -1:], axis=1)
    variance = np.where(dying == 0, 0.0, q**2 * (1 - q) / d)
    variance[:, -1] = 4 / (d[:, -1] * (d[:, -1] / p[:, -1]) ** 2)
    years = (1 - table.share[:, :-1]) * table.width[:, :-1] + value[:, 1:]
    weighted = variance * (alive / 2) ** 2
    weighted[:, :-1] = variance[:, :-1] * alive[:, :-1] ** 2 * years**2
    return value, np.sqrt(_from_here_on(weighted) / alive**2)


def _from_here_on(a: Floats) -> Floats:
    return np.asarray(np.cumsum(a[:, ::-1], axis=1)[:, ::-1])
