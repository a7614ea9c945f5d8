"""Laney's charts and Anhoej's rules again, one series at a time."""

from itertools import groupby, pairwise
from math import comb, log2, sqrt

import numpy as np

from ropewalk.stats.process_charts import process_chart


def slow_laney(x: list[float], n: list[float], proportion: bool) -> tuple[float, list[float]]:
    """Centre, and the standard deviation of each point."""
    centre = sum(x) / sum(n)
    sd = [sqrt(centre * ((1 - centre) if proportion else 1) / size) for size in n]
    z = [(a / b - centre) / s for a, b, s in zip(x, n, sd, strict=True)]
    ranges = [abs(b - a) for a, b in pairwise(z)]
    average = sum(ranges) / len(ranges)
    ranges = [r for r in ranges if r < 3.267 * average]
    return centre, [s * sum(ranges) / len(ranges) / 1.128 for s in sd]


def slow_runs(y: list[float], centre: float) -> tuple[int, int, int, bool]:
    sides = [v > centre for v in y if abs(v - centre) > 1e-12]
    runs = [len(list(run)) for _, run in groupby(sides)]
    n, crossings = len(sides), len(runs) - 1
    total, least = 0.0, -1
    while total < 0.05:
        least += 1
        total += comb(n - 1, least) / 2 ** (n - 1)
    return n, max(runs), crossings, max(runs) > round(log2(n)) + 3 or crossings < least


def test_fast_and_slow_charts_agree() -> None:
    rng = np.random.default_rng(32)
    n = rng.integers(50, 500, (40, 30)) * 1.0
    p = np.clip(
        0.2 + 0.03 * rng.standard_normal((40, 30)) + rng.choice([0, 0.004], (40, 1)) * np.arange(30), 0, 1
    )
    x = np.floor(n * p)
    for kind in ("pp", "up"):
        found = process_chart(kind, x, n)  # type: ignore[arg-type]
        for i in range(40):
            centre, sd = slow_laney(x[i].tolist(), n[i].tolist(), kind == "pp")
            np.testing.assert_allclose(found.centre[i], centre, rtol=1e-12)
            np.testing.assert_allclose(found.lower[i], np.maximum(centre - 3 * np.array(sd), 0), atol=1e-12)
            runs = found.runs
            mine = (runs.useful[i, 0], runs.longest[i, 0], runs.crossings[i, 0], runs.signal[i, 0])
            assert mine == slow_runs((x[i] / n[i]).tolist(), centre)
        assert 0 < found.runs.signal[:, 0].sum() < 40
