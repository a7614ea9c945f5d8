"""How long single methods take on whole tables, beside bare NumPy formulas on the same tables."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from ropewalk.benchmarks import floor_formulas as bare
from ropewalk.benchmarks.floor_formulas import Answer
from ropewalk.stats.aggregates import grouped_rate
from ropewalk.stats.chart_rules import control_chart
from ropewalk.stats.funnel import significance
from ropewalk.stats.inequality import slope_index
from ropewalk.stats.life_expectancy import life_expectancy
from ropewalk.stats.recent_trend import proportion_trend
from ropewalk.stats.standardised import direct_rate

SEED: Final = 7
R_SERIES: Final = 10_000
_PLACES: Final = 150


@dataclass(frozen=True)
class Task:
    """``ours`` and ``floor`` give the same answers. ``r_seconds``: the R program, on two cores, as measured
    once for ``R_SERIES`` series (life expectancy and slope: a tenth of them)."""

    name: str
    ours: Callable[[], Answer]
    floor: Callable[[], Answer]
    r_seconds: float


def measure(series: int, repeat: int) -> list[dict[str, Any]]:
    """One dictionary a task: name, seconds, floor_seconds, ratio, r_seconds (of the R program).

    ``series``: groups or series of each table (a tenth of them where R itself took seconds a thousand);
    ``repeat``: runs, ours and the floor by turns, of which the shortest counts, in seconds of this process's
    own work. Numbers are made up from a seed. Raises AssertionError when an answer of ours is not the
    floor's.
    """
    found = []
    for task in tasks(series):
        _compare(task)
        ours, floor = _shortest(task, repeat)
        r_seconds = round(task.r_seconds * series / R_SERIES, 2)
        line = {"name": task.name, "seconds": round(ours, 6), "floor_seconds": round(floor, 6)}
        found.append(line | {"ratio": round(ours / floor, 2), "r_seconds": r_seconds})
    return found


def _compare(task: Task) -> None:
    for found, wanted in zip(task.ours(), task.floor(), strict=True):
        shown = ~np.isnan(found)
        np.testing.assert_allclose(found[shown], wanted[shown], rtol=1e-7, atol=1e-9, err_msg=task.name)


def _shortest(task: Task, repeat: int) -> tuple[float, float]:
    best = [np.inf, np.inf]
    for _ in range(repeat):
        for at, run in enumerate((task.ours, task.floor)):
            start = time.process_time()
            run()
            best[at] = min(best[at], time.process_time() - start)
    return best[0], best[1]


def tasks(series: int) -> list[Task]:
    """The tables, and each method on them beside its formulas."""
    rng = np.random.default_rng(SEED)
    few = max(series // 10, 1)
    return [
        _rate(rng, series),
        _standardised(rng, series),
        _life(rng, few),
        _slope(rng, few),
        _chart(rng, series),
        _trend(rng, series),
        _funnel(rng, max(24 * few // _PLACES, 1)),
    ]


def _limited(found: Any, prefix: str = "") -> Answer:
    names = (prefix.rstrip("_") or "value", f"{prefix}lower", f"{prefix}upper")
    return tuple(getattr(found, name) for name in names)


def _rate(rng: np.random.Generator, series: int) -> Task:
    group = np.repeat(np.arange(series), 20)
    n = rng.integers(200, 5000, group.size).astype(np.float64)
    x = rng.poisson(n * 10 ** rng.uniform(-4, -2, series)[group]).astype(np.float64)
    name = f"rate grouped, {series} groups of 20 rows"
    return Task(name, lambda: _limited(grouped_rate(x, n, group)), lambda: bare.rate(x, n, group), 12.4)


def _standardised(rng: np.random.Generator, series: int) -> Task:
    n = rng.integers(500, 9000, (series, 19)).astype(np.float64)
    x, w = rng.poisson(n * 0.01).astype(np.float64), np.linspace(5000, 1000, 19)
    name = f"standardised rate, {series} x 19"
    return Task(name, lambda: _limited(direct_rate(x, n, w)), lambda: bare.standardised(x, n, w), 6.7)


def _life(rng: np.random.Generator, groups: int) -> Task:
    p = rng.integers(900, 5000, (groups, 20)).astype(np.float64)
    d = (1 + rng.poisson(p * np.geomspace(1e-4, 0.2, 20))).astype(np.float64)
    name = f"life expectancy, {groups} x 20"
    return Task(name, lambda: _limited(life_expectancy(d, p)), lambda: bare.life(d, p), 6.7)


def _slope(rng: np.random.Generator, groups: int) -> Task:
    v = np.sort(rng.uniform(60, 90, (groups, 10)), axis=1)
    n = rng.integers(900, 5000, v.shape).astype(np.float64)

    def ours() -> Answer:
        found = slope_index(v, v - 1, v + 1, n)
        return _limited(found, "slope_") + _limited(found, "ratio_")

    name = f"slope index, {groups} x 10"
    return Task(name, ours, lambda: bare.slope(v, v - 1, v + 1, n), 600.0)


def _chart(rng: np.random.Generator, series: int) -> Task:
    y = rng.normal(50, 5, (series, 24)) + np.where(rng.random((series, 1)) < 0.3, np.linspace(0, 12, 24), 0)

    def ours() -> Answer:
        found = control_chart(y, improvement=1)
        return found.centre[:, 0], found.lower[:, 0], found.upper[:, 0], found.cause

    return Task(f"control chart, {series} x 24", ours, lambda: bare.chart(y), 41.0)


def _trend(rng: np.random.Generator, series: int) -> Task:
    t = np.arange(10.0)
    n = rng.integers(500, 9000, (series, 10)).astype(np.float64)
    level = rng.uniform(0.1, 0.5, (series, 1)) * (1 + rng.normal(0, 0.03, (series, 1)) * t)
    x = (1 + rng.binomial((n - 2).astype(np.int64), np.clip(level, 0.02, 0.98))).astype(np.float64)

    def ours() -> Answer:
        found = proportion_trend(x, n, t)
        return found.chi_square, found.slope, found.label

    return Task(f"recent trend, {series} x 10", ours, lambda: bare.trend(x, n, t), 64.0)


def _funnel(rng: np.random.Generator, funnels: int) -> Task:
    n = rng.integers(2_000, 90_000, (funnels, _PLACES)).astype(np.float64)
    x = rng.poisson(n * rng.gamma(40, 1e-3 / 40, n.shape)).astype(np.float64)

    def ours() -> Answer:
        found = significance(x, n, kind="rate")
        return found.pooled, found.label

    return Task(f"funnel significance, {funnels} x {_PLACES}", ours, lambda: bare.funnel(x, n), 16.7)
