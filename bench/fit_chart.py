"""Fit the tables of stats/chart_tables.py. From the root, some minutes for each length:

    .venv/bin/python -m bench.fit_chart [--season 12] [--points 25 30 36] [--series 3500]

Prints weights and evidence. The tables have one weight a node and one a change, whose sum is used; here they
are fitted apart, which asks no more of the reader and finds no less.
"""

import argparse

import numpy as np

from bench.fitting import Sample, calibrated, fit
from ropewalk.calibration.simulated.recipes import autoregression
from ropewalk.findings import rules
from ropewalk.stats.chart_kernel import NULL, evidence
from ropewalk.stats.chart_tables import NODE_MEMORIES, NODE_SEASONS

SEASONS = (0.0, 0.5, 1.0, 3.0, "random", 20.0)
MEMORIES = (0.0, 0.25, 0.5)
CHANGED = ((0.0, 0.0), (0.0, 3.0), (0.0, 20.0), (0.3, 0.0), (0.5, 1.0), (0.5, 0.0), (0.3, 3.0))


def made(
    rng: np.random.Generator, series: int, points: int, season: int, memory: float, size: float | str
) -> np.ndarray:
    """An autoregression with a yearly wave of so many standard deviations, or a random level a month."""
    y, t = autoregression(rng, series, points, memory), np.arange(points)
    if size == "random":
        return y + rng.standard_normal((series, season))[:, t % season]
    return y + float(size) * np.sin(2 * np.pi * t / season)


def likelihoods(y: np.ndarray, season: int) -> Sample:
    """What each node of the shipped kernel makes of each series."""
    steps = np.broadcast_to(np.arange(y.shape[1]) * 1.0, y.shape).copy()
    logs, *_ = evidence(y, steps, season, _stretch(season), y.shape[1], 5, NODE_MEMORIES, NODE_SEASONS)
    return Sample(logs[:, NULL], logs[:, :NULL])


def _stretch(season: int) -> int:
    return rules.STRETCH_MONTHS if season == 12 else rules.STRETCH_QUARTERS


def shapes(points: int, season: int) -> list[tuple[np.ndarray, float]]:
    """Changes looked for, with a middling size of each."""
    t, harder = np.arange(points), 1.0 if season == 12 else 1.25
    return [
        (np.linspace(0, 1, points), 4 * harder * (1.3 if points in (13, 25) else 1.0)),
        ((t >= (points + 1) // 2) * 1.0, 3 * harder),
        ((t == points - 1) * 1.0, 4.0),
        ((t >= points - _stretch(season)) * 1.0, 2.2 * harder),
    ]


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--season", type=int, default=12)
    parser.add_argument("--points", type=int, nargs="+", default=[25, 30, 36])
    parser.add_argument("--series", type=int, default=3_500)
    options = parser.parse_args()
    season, series = options.season, options.series
    kinds = [(memory, size) for size in SEASONS for memory in MEMORIES]
    for points in options.points:
        rng = np.random.default_rng(points)
        stable = [likelihoods(made(rng, series, points, season, *kind), season) for kind in kinds]
        changed = [
            likelihoods(made(rng, series // 4, points, season, *kind) + f * size * shape, season)
            for shape, size in shapes(points, season)
            for kind in CHANGED
            for f in (0.8, 1.35)
        ]
        weights = fit(stable, changed)
        more = [likelihoods(made(rng, 6 * series, points, season, *kind), season) for kind in kinds]
        weights, evidence_at = calibrated(weights, more, 0.0440)
        print(season, points)
        print("  stable  ", np.round(weights.stable, 3).tolist())
        print("  changed ", np.round(weights.changed, 3).tolist())
        print("  evidence", np.round(evidence_at, 3).tolist(), flush=True)


if __name__ == "__main__":
    main()
