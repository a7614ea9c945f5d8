"""Small-area rates drawn towards the rate of all areas, the more so the fewer people stand behind them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Flags, Floats, Numbers, floats
from ropewalk.stats.groups import grouped
from ropewalk.stats.modes import Mode


@dataclass(frozen=True)
class Shrunk:
    """Fields of shape (areas,), NaN where unknown. ``value``: the shrunk rate. ``raw``: x / n. ``own``:
    weight of the area's own rate, from 0 (all drawn in) to 1. ``overall``, ``between``: the family's rate
    and the variance of true rates between its areas, as estimated."""

    value: Floats
    raw: Floats
    own: Floats
    overall: Floats
    between: Floats


def marshall(
    events: Numbers, population: Numbers, family: npt.ArrayLike | None = None, *, multiplier: float = 1.0
) -> Shrunk:
    """Empirical Bayes rates of Marshall's global kind for counts (Poisson), times a multiplier.

    ``events`` x, ``population`` n: shape (areas,); ``family``: whole numbers or words of that shape, each
    family alone (all one by default). b = sum(x) / sum(n), s2 = sum(n (x/n - b)^2) / sum(n), a = s2 -
    b m / sum(n) over the m areas, nought if below; value = b + c (x/n - b), c = a / (a + b / n). An
    area with a missing or negative count or without people is NaN and does not count.
    Sources: Marshall (1991) Applied Statistics 40:283; spdep 1.3-5, EBest(family = "poisson").
    """
    x, n = floats(events), floats(population)
    f = _family(x, n, (x >= 0) & (n > 0), family)
    with np.errstate(all="ignore"):  # numbers beyond all sense overflow, and come out as missing
        between = np.maximum(f.spread - f.overall / f.mean, 0.0)
        own = _share(between, f.overall / f.people)
    return _shrunk(f, own, between, multiplier)


def martuzzi(
    events: Numbers,
    population: Numbers,
    family: npt.ArrayLike | None = None,
    *,
    multiplier: float = 1.0,
    mode: Mode = "sound",
) -> Shrunk:
    """Empirical Bayes proportions of the global kind for shares (binomial), times a multiplier.

    Arguments, families and the missing rule as in ``marshall``; events above the population are missing too.
    With b, s2 as there, n' the mean population and v = b (1 - b): a = s2 - v / n', nought if below; value = b
    + c (x/n - b), c = n a / (n a + v - s2). ``as published``: a may be below nought, and areas are then
    pushed away from b, or beyond it, instead of drawn in. Sources: Martuzzi and Elliott (1996) Stat Med
    15:1867; spdep 1.3-5, EBest(family = "binomial").
    """
    x, n = floats(events), floats(population)
    f = _family(x, n, (x >= 0) & (n > 0) & (x <= n), family)
    with np.errstate(all="ignore"):
        chance = f.overall * (1 - f.overall)
        between = f.spread - chance / f.mean
        if mode == "sound":
            between = np.maximum(between, 0.0)
        own = _share(f.people * between, chance - f.spread)
    return _shrunk(f, own, between, multiplier)


@dataclass(frozen=True)
class _Family:
    """Of shape (areas,): ``raw`` rates, ``people`` and, of the area's family, the rate of all, the spread of
    rates about it, and the mean population; NaN where an area cannot be used."""

    raw: Floats
    people: Floats
    overall: Floats
    spread: Floats
    mean: Floats


def _family(x: Floats, n: Floats, usable: Flags, family: npt.ArrayLike | None) -> _Family:
    groups = grouped(np.zeros(len(x), dtype=np.int64) if family is None else family)
    at = groups.codes
    x0, n0 = np.where(usable, x, 0.0), np.where(usable, n, 0.0)
    raw = np.where(usable, x, np.nan) / np.where(usable, n, 1.0)
    people, areas = groups.total(n0), groups.total(usable.astype(np.float64))
    people = np.where(people > 0, people, np.nan)
    with np.errstate(all="ignore"):
        overall = (groups.total(x0) / people)[at]
        spread = (groups.total(n0 * np.nan_to_num(raw - overall) ** 2) / people)[at]
        mean = (people / areas)[at]
    return _Family(raw, np.where(usable, n, np.nan), overall, spread, mean)


def _share(between: Floats, chance: Floats) -> Floats:
    """between / (between + chance), nought where there is neither."""
    total = between + chance
    return np.where(total == 0, 0.0, between / np.where(total == 0, 1.0, total))


def _shrunk(f: _Family, own: Floats, between: Floats, multiplier: float) -> Shrunk:
    with np.errstate(all="ignore"):
        value = np.where(np.isfinite(between), f.overall + own * (f.raw - f.overall), np.nan)
    return Shrunk(
        value * multiplier,
        f.raw * multiplier,
        own,
        f.overall * multiplier,
        between * multiplier**2,
    )
