"""The formulas of the methods and nothing else: no missing numbers, no checks, no parts, no named results.

What a method can be measured against; each answers as the method does on a table without fault.
"""

from typing import Final

import numpy as np
from scipy.special import gammaincinv, ndtri

from ropewalk.stats.arrays import Flags, Floats, Integers
from ropewalk.stats.chart_rules_kernel import LIMIT, NEAR, RUN, SCREEN
from ropewalk.stats.funnel import INNER, OUTER
from ropewalk.stats.life_expectancy import AGES
from ropewalk.stats.recent_trend import THRESHOLD
from ropewalk.stats.recent_trend_kernel import STILL

Z: Final = float(ndtri(0.975))
Answer = tuple[Floats | Integers, ...]


def byar(x: Floats, z: float = Z) -> tuple[Floats, Floats]:
    """Byar's limits of a count."""
    low = x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3
    return low, (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))) ** 3


def rate(x: Floats, n: Floats, group: Integers) -> Answer:
    """Sums by group and limits of each."""
    events, people = np.bincount(group, x), np.bincount(group, n)
    low, high = byar(np.maximum(events, 1))
    few = events < 10
    low[few] = np.where(events[few] > 0, gammaincinv(np.maximum(events[few], 1), 0.025), 0)
    high[few] = gammaincinv(events[few] + 1, 0.975)
    return events / people, low / people, high / people


def standardised(x: Floats, n: Floats, w: Floats) -> Answer:
    """Directly standardised rates with Dobson's limits."""
    total, each = x.sum(axis=1), w / n
    value = (x * each).sum(axis=1) / w.sum()
    error = np.sqrt((x * each**2).sum(axis=1) / total) / w.sum()
    low, high = byar(total)
    return tuple(1e5 * a for a in (value, value + error * (low - total), value + error * (high - total)))


def life(d: Floats, p: Floats) -> Answer:
    """Life expectancy without its variance's care for empty bands."""
    m, width = d / p, np.append(np.diff(AGES), 0.0)
    share = np.where(np.array(AGES) == 0, 0.1, 0.5)
    q = np.minimum(1, m * width / (1 + m * width * (1 - share)))
    alive = np.ones(m.shape)
    alive[:, 1:] = np.cumprod(1 - q[:, :-1], axis=1)
    lived = alive / m
    lived[:, :-1] = width[:-1] * (alive[:, 1:] + share[:-1] * (alive[:, :-1] - alive[:, 1:]))
    left = np.cumsum(lived[:, ::-1], axis=1)[:, ::-1] / alive
    var = (alive / 2) ** 2 * 4 / (d * m**2)
    years = (1 - share[:-1]) * width[:-1] + left[:, 1:]
    var[:, :-1] = (q**2 * (1 - q) / d * alive**2)[:, :-1] * years**2
    half = Z * np.sqrt(np.cumsum(var[:, ::-1], axis=1)[:, ::-1]) / alive
    return left, left - half, left + half


def slope(v: Floats, low: Floats, high: Floats, n: Floats) -> Answer:
    """Slope and relative index with exact normal limits, Fieller's of the ratio."""
    share = n / n.sum(axis=1, keepdims=True)
    middle = share.cumsum(axis=1) - share / 2
    centre = (share * middle).sum(axis=1, keepdims=True)
    h = share * (middle - centre) / (share * (middle - centre) ** 2).sum(axis=1, keepdims=True)
    g, error = share - h * centre, ((high - low) / 2) ** 2
    rise, start = (h * v).sum(axis=1), (g * v).sum(axis=1)
    half = np.sqrt((h**2 * error).sum(axis=1))
    a = start**2 - (g**2 * error).sum(axis=1)
    b = rise * start - (h * g * error).sum(axis=1)
    root = np.sqrt(b**2 - a * (rise**2 - half**2))
    return rise, rise - half, rise + half, 1 + rise / start, 1 + (b - root) / a, 1 + (b + root) / a


def chart(y: Floats) -> Answer:
    """Individuals chart: centre, limits, and the first of its four rules that each point breaks."""
    centre = y.mean(axis=1, keepdims=True)
    ranges = np.abs(np.diff(y, axis=1))
    average = ranges.mean(axis=1, keepdims=True)
    kept = ranges < SCREEN * average
    average = (ranges * kept).sum(axis=1, keepdims=True) / kept.sum(axis=1, keepdims=True)
    low, high = centre - LIMIT * average, centre + LIMIT * average
    over, under = y > centre, y < centre
    outside = (y > high) | (y < low)
    near = (np.abs(y - centre) > NEAR * average) & ~outside
    step = np.diff(y, axis=1, prepend=np.nan)
    rising, falling = _members(_all(step > 0, RUN - 1), RUN), _members(_all(step < 0, RUN - 1), RUN)
    two = near.astype(np.int8)
    two[:, 2:] += two[:, 1:-1] + two[:, :-2]
    three = near & _members((_all(over, 3) | _all(under, 3)) & (two >= 2), 3)
    run = _members(_all(over, RUN) | _all(under, RUN), RUN)
    side = 1 - over
    cause = np.where(run, 7 + side, 0)
    cause = np.where(three, 5 + side, cause)
    cause = np.where(rising, 3, np.where(falling, 4, cause))
    return centre[:, 0], low[:, 0], high[:, 0], np.where(outside, 1 + side, cause)


def _all(flags: Flags, count: int) -> Flags:
    """Whether a point and the ``count`` - 1 before it are all true."""
    out = flags.copy()
    for back in range(1, count):
        out[:, back:] &= flags[:, :-back]
    out[:, : count - 1] = False
    return out


def _members(ends: Flags, count: int) -> Flags:
    """Whether a point or one of the ``count`` - 1 after it ends a run."""
    out = ends.copy()
    for ahead in range(1, count):
        out[:, :-ahead] |= ends[:, ahead:]
    return out


def trend(x: Floats, n: Floats, t: Floats) -> Answer:
    """Recent trend in shares, the newest five: chi-squared, slope and label (2 none, 3 up, 4 down)."""
    x, n, t = x[:, -5:], n[:, -5:], t[-5:]
    y = np.log(x / (n - x))
    chi, rise = _armitage(x, n, t), _line(y, t)
    holds = chi > THRESHOLD
    for out in range(5):
        kept = np.arange(5) != out
        holds &= (np.sign(_line(y[:, kept], t[kept])) == np.sign(rise)) & (
            _armitage(x[:, kept], n[:, kept], t[kept]) > STILL
        )
    return chi, rise, np.where(holds, np.where(rise < 0, 4, 3), 2)


def _armitage(x: Floats, n: Floats, t: Floats) -> Floats:
    total = n.sum(axis=1)
    p = x.sum(axis=1) / total
    away = t - ((n * t).sum(axis=1) / total)[:, None]
    return np.asarray((x * away).sum(axis=1) ** 2 / (p * (1 - p) * (n * away**2).sum(axis=1)))


def _line(y: Floats, t: Floats) -> Floats:
    away = t - t.mean()
    return np.asarray((y * away).sum(axis=1) / (away**2).sum())


def funnel(x: Floats, n: Floats) -> Answer:
    """Funnel of a rate: the pooled rate against each place's own limits, 95% and 99.8%."""
    pooled = x.sum(axis=1, keepdims=True) / n.sum(axis=1, keepdims=True)
    label = np.ones(x.shape, dtype=np.int64)
    for step, confidence in enumerate((INNER, OUTER)):
        low, high = byar(np.maximum(x, 1), float(ndtri(0.5 + confidence / 2)))
        few = x < 10
        low[few] = np.where(x[few] > 0, gammaincinv(np.maximum(x[few], 1), 0.5 - confidence / 2), 0)
        high[few] = gammaincinv(x[few] + 1, 0.5 + confidence / 2)
        label = np.where(high / n < pooled, 2 + step, np.where(low / n > pooled, 4 + step, label))
    return pooled[:, 0], label
