"""Fit the tables of stats/trend_tables.py. From the root, some minutes for each length:

    .venv/bin/python -m bench.fit_trend [--points 5 6 7 8 9 10] [--series 7000]

Prints weights and evidence, for series with errors and for series without.
"""

import argparse

import numpy as np
from scipy.special import logsumexp

from bench.fitting import Sample, calibrated, fit
from ropewalk.calibration.simulated.recipes import autoregression
from ropewalk.stats.trend_nodes_kernel import HEAVY
from ropewalk.stats.trend_tables import KNOWN, UNKNOWN

MEMORIES = (0.0, 0.25, 0.5)
PROCESSES = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 8.0, 20.0, 100.0)
CHANGED = ((0.0, 0.0), (1.0, 0.5), (1.0, 0.0), (2.0, 0.5), (4.0, 0.0), (4.0, 0.5))
HARDER = {5: 1.5, 6: 1.3, 7: 1.15, 8: 1.05}
"""Changes looked for are so many times larger in series this short."""


def made(rng: np.random.Generator, series: int, points: int, process: float, memory: float) -> np.ndarray:
    """Sampling error of one on a process; without process the sampling error itself lingers."""
    if process == 0:
        return autoregression(rng, series, points, memory)
    return rng.standard_normal((series, points)) + process * autoregression(rng, series, points, memory)


def likelihoods(y: np.ndarray, errors: np.ndarray | None, weight: float = 1.0) -> Sample:
    """What each node makes of each series, as trend_kernel does, by plain sums over points."""
    table = UNKNOWN if errors is None else KNOWN
    n, t = y.shape[1], np.arange(y.shape[1]) - (y.shape[1] - 1.0)
    shapes = [t, *((np.arange(n) >= at) * 1.0 for at in range(2, n - 1))]
    stable, changed = [], []
    for node, (spread, memory) in enumerate(zip(table.spread, table.memory, strict=True)):
        s2 = np.ones_like(y) if errors is None else errors**2
        variance = s2 if errors is None else s2 + spread**2 * s2.mean(axis=1, keepdims=True)

        def white(a: np.ndarray, variance: np.ndarray = variance, memory: float = memory) -> np.ndarray:
            z = a / np.sqrt(variance)
            fresh = (z[:, 1:] - memory * z[:, :-1]) / np.sqrt(1 - memory**2)
            return np.concatenate([z[:, :1], fresh], axis=1)

        one, value = white(np.ones_like(y)), white(y)
        size = (one**2).sum(axis=1)
        value = value - one * ((one * value).sum(axis=1) / size)[:, None]
        rest = (value**2).sum(axis=1)
        base = -0.5 * (np.log(variance).sum(axis=1) + (n - 1) * np.log(1 - memory**2) + np.log(size))
        kind = "t" if node == len(table.spread) - 1 else "normal"
        stable.append(base + _log(rest, n, "unknown" if errors is None else kind))
        each = []
        for shape in shapes:
            h = white(np.broadcast_to(shape, y.shape))
            h = h - one * ((one * h).sum(axis=1) / size)[:, None]
            left = rest - (h * value).sum(axis=1) ** 2 / (h**2).sum(axis=1)
            each.append(base + _log(left, n, "unknown" if errors is None else kind))
        steps = logsumexp(each[1:], axis=0) - np.log(len(each) - 1)
        changed.append(np.stack([each[0], steps]))
    return Sample(np.stack(stable, axis=1), np.moveaxis(np.stack(changed), (0, 1, 2), (2, 1, 0)), weight)


def _log(misfit: np.ndarray, n: int, kind: str) -> np.ndarray:
    if kind == "normal":
        return -misfit / 2
    if kind == "t":
        return -(HEAVY + n - 1) / 2 * np.log1p(misfit / HEAVY)
    return -(n - 1) / 2 * np.log(np.maximum(misfit, 1e-24))


def samples(points: int, series: int, *, limited: bool, rng: np.random.Generator) -> list[Sample]:
    """Stable series of every kind guarded against."""
    kinds = [(0.0, memory) for memory in MEMORIES]
    if limited:
        kinds += [(process, memory) for process in PROCESSES for memory in MEMORIES]
    found = []
    for process, memory in kinds:
        y = made(rng, series, points, process, memory)
        found.append(likelihoods(y, np.ones_like(y) if limited else None))
    return found


def uneven(points: int, series: int, rng: np.random.Generator) -> list[Sample]:
    """Samples that grow and shrink between half and twice the usual error."""
    found = []
    for process in (0.0, 1.0, 2.0, 4.0):
        errors = np.exp2(rng.uniform(-1, 1, (series, points)))
        y = errors * rng.standard_normal(errors.shape)
        y += process * autoregression(rng, series, points, 0.5)
        found.append(likelihoods(y, errors))
    return found


def changes(points: int, series: int, *, limited: bool, rng: np.random.Generator) -> list[Sample]:
    """Rises over the whole and steps half-way, at several sizes."""
    line, step = np.linspace(0, 1, points), (np.arange(points) >= (points + 1) // 2) * 1.0
    harder, found = HARDER.get(points, 1.0), []
    for process, memory in CHANGED if limited else [(0.0, memory) for memory in MEMORIES]:
        for shape, sizes, weight in ((line, (3.0, 4.5, 7.0), 1.3), (step, (2.4, 4.0), 0.7)):
            for size in sizes:
                y = made(rng, series, points, process, memory)
                y += size * harder * np.hypot(process, 1) * shape
                found.append(likelihoods(y, np.ones_like(y) if limited else None, weight))
    return found


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, nargs="+", default=[5, 6, 7, 8, 9, 10])
    parser.add_argument("--series", type=int, default=7_000)
    options = parser.parse_args()
    for points in options.points:
        for limited in (False, True):
            rng = np.random.default_rng(points)
            stable = samples(points, options.series, limited=limited, rng=rng)
            weights = fit(stable, changes(points, options.series // 3, limited=limited, rng=rng))
            more = samples(points, 10 * options.series, limited=limited, rng=rng)
            more += uneven(points, 10 * options.series, rng) if limited else []
            weights, evidence = calibrated(weights, more, 0.0460)
            print(points, "with errors" if limited else "without")
            print("  stable ", np.round(weights.stable, 3).tolist())
            print("  changed", np.round(weights.changed, 3).tolist())
            print("  evidence", np.round(evidence, 3).tolist(), flush=True)


if __name__ == "__main__":
    main()
