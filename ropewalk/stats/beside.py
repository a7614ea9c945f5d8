"""One change beside the changes of others: does it lie further out than they scatter? By ranks, and by t."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.stats.arrays import Flags, Floats, Integers, Numbers, floats, t_quantile, t_two_sided

_ROUNDS: Final = 60
_TIE: Final = 1e-9


@dataclass(frozen=True)
class Beside:
    """Fields (rows,), NaN where fewer than three others have a change, or none of all differ.

    ``excess``: own change less the others' weighted mean ``usual``, with limits and two-sided ``p_value``.
    ``rank_p``: share of all units, the row's own among them, that lie at least as far out as it does.
    ``others``: how many there are.
    """

    excess: Floats
    lower: Floats
    upper: Floats
    p_value: Floats
    rank_p: Floats
    usual: Floats
    others: Integers


def beside(
    change: Numbers,
    variance: Numbers,
    changes: Numbers,
    variances: Numbers,
    *,
    confidence: float = 0.95,
) -> Beside:
    """``change``, ``variance``: (rows,) own change and its sampling variance; ``changes``, ``variances``:
    (rows, others). A missing change is no unit. Where any unit's variance is missing all count as nought:
    the scatter of the changes then takes it all.

    Changes scatter with variance tau2 + v; tau2 solves Q = others - 1 over the others (Paule and Mandel
    1982), nought where Q(0) is less. Limits are those of a further draw: t on others - 1, variance tau2 + v +
    that of the mean (Higgins, Thompson and Spiegelhalter 2009, JRSS A 172:137, with one more degree of
    freedom, exact where v is nought). ``rank_p`` compares distances from the mean over all units, own
    included, each over its own error: where the row's unit is like any other it is at most p in a share p of
    cases, whatever the distribution (Abadie, Diamond and Hainmueller 2010, JASA 105:493).
    """
    own, theirs = floats(change), floats(changes)
    every = np.concatenate([own[:, None], theirs], axis=1)
    every_v = np.concatenate([floats(variance)[:, None], floats(variances)], axis=1)
    there = ~np.isnan(every) & ~np.isnan(own)[:, None]
    every_v = _whole(every_v, there)
    others = there[:, 1:].sum(axis=1, dtype=np.int64)
    centre, size = _scale(every, there)
    y = np.where(there, (every - centre[:, None]) / size[:, None], 0.0)
    v = np.where(there, every_v / size[:, None] ** 2, 0.0)
    mean, tau2, mean_v = _pooled(y[:, 1:], v[:, 1:], there[:, 1:])
    df = np.where((others >= 3) & np.isfinite(size), others - 1.0, np.nan)
    excess, error = y[:, 0] - mean, np.sqrt(tau2 + v[:, 0] + mean_v)
    with np.errstate(divide="ignore", invalid="ignore"):
        p_value = t_two_sided(excess / error, df)
    # Others that do not scatter at all leave nothing to measure chance by.
    good = ~np.isnan(p_value) & (error > _TIE)
    half = t_quantile(confidence, df) * error
    unit = np.where(good, size, np.nan)
    return Beside(
        excess * unit,
        (excess - half) * unit,
        (excess + half) * unit,
        np.where(good, p_value, np.nan),
        np.where(good, _rank(y, v, there), np.nan),
        centre + mean * unit,
        others,
    )


def _whole(variance: Floats, there: Flags) -> Floats:
    known = ((variance >= 0) | ~there).all(axis=1, keepdims=True)
    return np.where(known & there, variance, 0.0)


def _scale(every: Floats, there: Flags) -> tuple[Floats, Floats]:
    count = np.maximum(there.sum(axis=1), 1)
    centre = np.where(there, every, 0.0).sum(axis=1) / count
    size = np.where(there, np.abs(every - centre[:, None]), 0.0).max(axis=1, initial=0.0)
    return centre, np.where(size > 1e-12 * np.abs(centre), size, np.inf)


def _pooled(y: Floats, v: Floats, there: Flags) -> tuple[Floats, Floats, Floats]:
    """Mean, tau2 and the mean's variance of each row's units."""
    df = np.maximum(there.sum(axis=1) - 1.0, 1.0)
    low = np.zeros(len(y))
    high = np.where(there, y**2, 0.0).sum(axis=1) * 4 / df + 1e-300
    enough = _spread(y, v, there, low)[1] <= df
    for _ in range(_ROUNDS):  # over halvings, never over rows
        middle = (low + high) / 2
        over = _spread(y, v, there, middle)[1] > df
        low, high = np.where(over, middle, low), np.where(over, high, middle)
    tau2 = np.where(enough, 0.0, (low + high) / 2)
    mean, _, weight = _spread(y, v, there, tau2)
    with np.errstate(divide="ignore"):
        return mean, tau2, np.where(weight > 0, 1 / weight, 0.0)


def _spread(y: Floats, v: Floats, there: Flags, tau2: Floats) -> tuple[Floats, Floats, Floats]:
    """Weighted mean, Q and total weight. Units known exactly weigh alike, and all there is."""
    total = v + tau2[:, None]
    weight = np.where(there, 1 / np.maximum(total, 1e-18), 0.0)
    every = weight.sum(axis=1)
    mean = (weight * y).sum(axis=1) / np.where(every > 0, every, 1.0)
    return mean, (weight * (y - mean[:, None]) ** 2).sum(axis=1), every


def _rank(y: Floats, v: Floats, there: Flags) -> Floats:
    mean, tau2, _ = _pooled(y, v, there)
    out = np.abs(y - mean[:, None]) / np.sqrt(np.maximum(v + tau2[:, None], 1e-18))
    as_far = there & (out >= out[:, :1] * (1 - _TIE) - _TIE)
    return np.asarray(as_far.sum(axis=1) / np.maximum(there.sum(axis=1), 1))
