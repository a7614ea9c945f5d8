"""How long the methods take on whole tables, beside a bare NumPy floor. From the root:

    .venv/bin/python bench/methods.py [--series 10000] [--repeat 7]

Prints one line of JSON a task: seconds of ours, seconds of the floor (the bare formulas with nothing
checked, nothing missing and no named result), their ratio, and seconds of the R program on two cores as
measured once for the same sizes. Best of several runs; numbers are made up from a seed, and the two answers
are compared before they are timed.
"""

import argparse
import json
import time
from collections.abc import Callable

import numpy as np
from scipy.special import gammaincinv, ndtri

from ropewalk.stats.aggregates import grouped_rate
from ropewalk.stats.inequality import slope_index
from ropewalk.stats.life_expectancy import AGES, life_expectancy
from ropewalk.stats.standardised import direct_rate

Z = float(ndtri(0.975))
Answer = tuple[np.ndarray, ...]


def byar(x: np.ndarray) -> Answer:
    """Byar's limits of a count."""
    low = x * (1 - 1 / (9 * x) - Z / (3 * np.sqrt(x))) ** 3
    return low, (x + 1) * (1 - 1 / (9 * (x + 1)) + Z / (3 * np.sqrt(x + 1))) ** 3


def floor_rate(x: np.ndarray, n: np.ndarray, group: np.ndarray) -> Answer:
    """Sums by group and limits of each."""
    events, people = np.bincount(group, x), np.bincount(group, n)
    low, high = byar(np.maximum(events, 1))
    few = events < 10
    low[few] = np.where(events[few] > 0, gammaincinv(np.maximum(events[few], 1), 0.025), 0)
    high[few] = gammaincinv(events[few] + 1, 0.975)
    return events / people, low / people, high / people


def floor_dsr(x: np.ndarray, n: np.ndarray, w: np.ndarray) -> Answer:
    """Directly standardised rates with Dobson's limits."""
    total, each = x.sum(axis=1), w / n
    value = (x * each).sum(axis=1) / w.sum()
    error = np.sqrt((x * each**2).sum(axis=1) / total) / w.sum()
    low, high = byar(total)
    return tuple(1e5 * a for a in (value, value + error * (low - total), value + error * (high - total)))


def floor_life(d: np.ndarray, p: np.ndarray) -> Answer:
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


def floor_slope(v: np.ndarray, low: np.ndarray, high: np.ndarray, n: np.ndarray) -> Answer:
    """Slope and relative index with exact normal limits, Fieller's of the ratio."""
    share = n / n.sum(axis=1, keepdims=True)
    middle = share.cumsum(axis=1) - share / 2
    centre = (share * middle).sum(axis=1, keepdims=True)
    h = share * (middle - centre) / (share * (middle - centre) ** 2).sum(axis=1, keepdims=True)
    g, error = share - h * centre, ((high - low) / 2) ** 2
    slope, start = (h * v).sum(axis=1), (g * v).sum(axis=1)
    half = np.sqrt((h**2 * error).sum(axis=1))
    a = start**2 - (g**2 * error).sum(axis=1)
    b = slope * start - (h * g * error).sum(axis=1)
    root = np.sqrt(b**2 - a * (slope**2 - half**2))
    return slope, slope - half, slope + half, 1 + slope / start, 1 + (b - root) / a, 1 + (b + root) / a


def best(run: Callable[[], object], repeat: int) -> float:
    """Shortest of several runs, in seconds."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def tasks(series: int) -> dict[str, tuple[Callable[[], Answer], Callable[[], Answer], float]]:
    """Name: ours, the floor, seconds in R."""
    rng = np.random.default_rng(7)
    group = np.repeat(np.arange(series), 20)
    n = rng.integers(200, 5000, group.size).astype(np.float64)
    x = rng.poisson(n * 10 ** rng.uniform(-4, -2, series)[group]).astype(np.float64)
    n19 = rng.integers(500, 9000, (series, 19)).astype(np.float64)
    x19, w19 = rng.poisson(n19 * 0.01).astype(np.float64), np.linspace(5000, 1000, 19)
    p = rng.integers(900, 5000, (series // 10, 20)).astype(np.float64)
    d = 1.0 + rng.poisson(p * np.geomspace(1e-4, 0.2, 20))
    v = np.sort(rng.uniform(60, 90, (series // 10, 10)), axis=1)
    limits = v, v - 1, v + 1, rng.integers(900, 5000, v.shape).astype(np.float64)

    def slopes() -> Answer:
        found = slope_index(*limits)
        return three(found, "slope_") + three(found, "ratio_")

    def three(found: object, prefix: str = "") -> Answer:
        names = (prefix.rstrip("_") or "value", f"{prefix}lower", f"{prefix}upper")
        return tuple(getattr(found, name) for name in names)

    return {
        f"rate grouped, {series} groups of 20 rows": (
            lambda: three(grouped_rate(x, n, group)),
            lambda: floor_rate(x, n, group),
            12.4,
        ),
        f"standardised rate, {series} x 19": (
            lambda: three(direct_rate(x19, n19, w19)),
            lambda: floor_dsr(x19, n19, w19),
            6.7,
        ),
        f"life expectancy, {series // 10} x 20": (
            lambda: three(life_expectancy(d, p)),
            lambda: floor_life(d, p),
            6.7,
        ),
        f"slope index, {series // 10} x 10": (
            slopes,
            lambda: floor_slope(*limits),
            0.6 * (series // 10),
        ),
    }


def main() -> None:
    """Compare, time and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=7)
    asked = parser.parse_args()
    for name, (ours, floor, r_seconds) in tasks(asked.series).items():
        for found, wanted in zip(ours(), floor(), strict=True):
            shown = ~np.isnan(found)
            np.testing.assert_allclose(found[shown], wanted[shown], rtol=1e-7, atol=1e-9)
        mine, bare = best(ours, asked.repeat), best(floor, asked.repeat)
        line = {"task": name, "seconds": round(mine, 5), "floor": round(bare, 5)}
        print(json.dumps(line | {"ratio": round(mine / bare, 2), "r_seconds": r_seconds}))


if __name__ == "__main__":
    main()
