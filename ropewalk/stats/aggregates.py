"""Rates, proportions and means of groups of rows: counts are summed first, then the statistic is taken."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Floats, Integers, Numbers, floats, t_quantile
from ropewalk.stats.groups import Groups, Keys, grouped
from ropewalk.stats.intervals import Limits, proportion_limits, rate_limits
from ropewalk.stats.modes import Mode


@dataclass(frozen=True)
class GroupedLimits:
    """Fields of shape (groups,). ``group``: its key. ``events``, ``population``: sums. NaN where unknown."""

    group: Keys
    events: Floats
    population: Floats
    value: Floats
    lower: Floats
    upper: Floats


@dataclass(frozen=True)
class Means:
    """Fields of shape (groups,), NaN where unknown. ``deviation``: sample standard deviation, of two
    values or more. ``count``: rows, missing ones too."""

    group: Keys
    count: Integers
    total: Floats
    value: Floats
    deviation: Floats
    lower: Floats
    upper: Floats


def grouped_rate(
    events: Numbers,
    population: Numbers,
    group: npt.ArrayLike,
    *,
    multiplier: float = 1.0,
    confidence: float = 0.95,
    mode: Mode = "sound",
) -> GroupedLimits:
    """Rate of each group, M sum(x) / sum(n), with the limits of ``rate_limits``.

    ``events``, ``population``, ``group``: shape (rows,), a row a part of its group; keys are sorted.
    A missing or negative number anywhere in a group makes the group NaN, never nought; so do events
    among nobody. A part with nobody and no events changes nothing. ``as published``: a single group is
    not added up but comes back row by row. Source: PHEindicatormethods 2.1.0, phe_rate.
    """
    groups, x, n = _parts(events, population, group, mode)
    if not (x.size and x.min() >= 0 and n.min() > 0):  # a whole table without fault is seen at a glance
        np.putmask(x, (x < 0) | ((n == 0) & (x > 0)), np.nan)
    return _grouped(groups, x, n, rate_limits, multiplier, confidence)


def grouped_proportion(
    successes: Numbers,
    trials: Numbers,
    group: npt.ArrayLike,
    *,
    multiplier: float = 1.0,
    confidence: float = 0.95,
    mode: Mode = "sound",
) -> GroupedLimits:
    """Proportion of each group, M sum(x) / sum(n), with Wilson's limits.

    Shapes, missing rule and ``mode`` as in ``grouped_rate``; a part with x > n also makes its group NaN.
    Source: PHEindicatormethods 2.1.0, phe_proportion.
    """
    groups, x, n = _parts(successes, trials, group, mode)
    np.putmask(x, (x < 0) | (x > n), np.nan)
    return _grouped(groups, x, n, proportion_limits, multiplier, confidence)


class _Method(Protocol):
    def __call__(self, x: Numbers, n: Numbers, /, *, multiplier: Numbers, confidence: float) -> Limits: ...


def _parts(
    events: Numbers, population: Numbers, group: npt.ArrayLike, mode: Mode
) -> tuple[Groups, Floats, Floats]:
    groups = grouped(group)
    if mode == "as published" and len(groups.keys) == 1:
        groups = Groups(np.asarray(group), np.arange(len(groups.codes), dtype=np.int64))
    n = floats(population)
    if not (n.size and n.min() >= 0):
        np.putmask(n, n < 0, np.nan)  # a fresh copy, not the caller's
    return groups, floats(events), n


def _grouped(
    groups: Groups, x: Floats, n: Floats, method: _Method, multiplier: float, confidence: float
) -> GroupedLimits:
    events, population = groups.total(x), groups.total(n)
    found = method(events, population, multiplier=multiplier, confidence=confidence)
    return GroupedLimits(groups.keys, events, population, found.value, found.lower, found.upper)


def mean_limits(values: Numbers, group: npt.ArrayLike, *, confidence: float = 0.95) -> Means:
    """Mean of each group with Student's t limits, mean +- t s / sqrt(n).

    ``values``, ``group``: shape (rows,); keys are sorted. A missing value makes its group NaN. One value
    has no limits. Sums are taken about the group's first value, so the mean of equal values is exactly
    that value and its limits are the value. Sources: Altman et al. (2000) Statistics with Confidence,
    p. 28; PHEindicatormethods 2.1.0, phe_mean.
    """
    groups, v = grouped(group), floats(values)
    count = groups.count()
    start = v[groups.first()]
    mean = start + groups.total(v - start[groups.codes]) / count
    more = np.where(count > 1, count - 1, np.nan)
    deviation = np.sqrt(groups.total((v - mean[groups.codes]) ** 2) / more)
    half = t_quantile(confidence, count - 1) * deviation / np.sqrt(count)
    return Means(
        groups.keys,
        count.astype(np.int64),
        groups.total(v),
        mean,
        deviation,
        mean - half,
        mean + half,
    )
