"""Small-area rates drawn towards the rate of all areas, the more so the fewer people stand behind them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Floats, Numbers, floats
from ropewalk.stats.groups import grouped


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
    usable = (x >= 0) & (n > 0)
    groups = grouped(np.zeros(len(x), dtype=np.int64) if family is None else family)
    at = groups.codes
    x0, n0 = np.where(usable, x, 0.0), np.where(usable, n, 0.0)
    raw = np.where(usable, x, np.nan) / np.where(usable, n, 1.0)
    people, areas = groups.total(n0), groups.total(usable.astype(np.float64))
    people = np.where(people > 0, people, np.nan)
    with np.errstate(all="ignore"):  # numbers beyond all sense overflow, and come out as missing
        overall = groups.total(x0) / people
        gap = raw - overall[at]
        spread = groups.total(n0 * np.nan_to_num(gap) ** 2) / people
        between = np.maximum(spread - overall * areas / people, 0.0)
        chance = overall[at] / np.where(usable, n, np.nan)
        total = between[at] + chance
        own = np.where(
            total > 0, between[at] / np.where(total > 0, total, 1.0), np.where(total == 0, 0.0, np.nan)
        )
        value = np.where(np.isfinite(between[at]), overall[at] + own * gap, np.nan)
    return Shrunk(
        value * multiplier,
        raw * multiplier,
        own,
        overall[at] * multiplier,
        between[at] * multiplier**2,
    )
