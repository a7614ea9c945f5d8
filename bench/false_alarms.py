"""How often the tests of direction raise a false alarm, and what they find. From the root:

    .venv/bin/python -m bench.false_alarms [--series 20000]

The figures of docs/decisions/0005. Stable series of each class are made from a seed; a verdict of change on
one of them is a false alarm. "before" are the usual tests on the same series, for comparison: least squares
with t quantiles, and weighted least squares that trusts the published limits alone.
"""

import argparse

import numpy as np
from scipy.special import ndtr, stdtr

from ropewalk.stats.chart import now
from ropewalk.stats.intervals import proportion_limits, rate_limits
from ropewalk.stats.standard_errors import from_limits
from ropewalk.stats.trend import trend

Panel = np.ndarray


def lingering(rng: np.random.Generator, series: int, points: int, memory: float) -> Panel:
    """First-order autoregression with variance one."""
    noise = rng.standard_normal((series, points))
    out = noise.copy()
    for at in range(1, points):
        out[:, at] = memory * out[:, at - 1] + np.sqrt(1 - memory**2) * noise[:, at]
    return out


def least_squares(y: Panel, errors: Panel | None) -> Panel:
    """p-values of the usual tests: scatter alone (t), or published errors alone (normal)."""
    t = np.arange(y.shape[1]) - (y.shape[1] - 1) / 2
    weight = np.ones_like(y) if errors is None else 1 / errors**2
    total = weight.sum(1)
    t0, y0 = (weight * t).sum(1) / total, (weight * y).sum(1) / total
    spread = (weight * (t - t0[:, None]) ** 2).sum(1)
    slope = (weight * (t - t0[:, None]) * (y - y0[:, None])).sum(1) / spread
    if errors is not None:
        return 2 * ndtr(-np.abs(slope) * np.sqrt(spread))
    rest = ((y - y0[:, None] - slope[:, None] * (t - t0[:, None])) ** 2).sum(1) / (y.shape[1] - 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        return 2 * stdtr(y.shape[1] - 2.0, -np.abs(slope) / np.sqrt(rest / spread))


def yearly(rng: np.random.Generator, series: int, points: int) -> dict[str, tuple[Panel, Panel | None]]:
    """Classes of stable yearly series: values, and sampling errors where they are published."""
    shape = (series, points)
    one = np.ones(shape)
    sampled = rng.standard_normal(shape)
    poisson, binomial = rng.poisson(12, shape) * 1.0, rng.binomial(200, 0.08, shape) * 1.0
    rates, shares = rate_limits(poisson, 1.0), proportion_limits(binomial, 200)
    return {
        "normal, no limits": (sampled, None),
        "normal, no limits, AR(1) 0.25": (lingering(rng, *shape, 0.25), None),
        "normal, no limits, AR(1) 0.5": (lingering(rng, *shape, 0.5), None),
        "sampling error only, limits": (sampled, one),
        "process as large as error, AR(1) 0.5, limits": (lingering(rng, *shape, 0.5) + sampled, one),
        "process twice the error, AR(1) 0.5, limits": (2 * lingering(rng, *shape, 0.5) + sampled, one),
        "process four times the error, AR(1) 0.5, limits": (4 * lingering(rng, *shape, 0.5) + sampled, one),
        "AR(1) 0.5 with limits of its whole spread": (lingering(rng, *shape, 0.5), one),
        "Poisson 12, limits": (poisson, from_limits(rates.value, rates.lower, rates.upper, scale="log")),
        "Poisson 12, no limits": (poisson, None),
        "binomial 200 x 0.08, limits": (
            shares.value,
            from_limits(shares.value, shares.lower, shares.upper, scale="logit"),
        ),
    }


def trends(rng: np.random.Generator, series: int) -> None:
    """False alarms of the trend, and of the usual test on the same series; then what each rise is found."""
    lengths = (5, 6, 7, 8, 10)
    print("| stable yearly series | " + " | ".join(f"n = {n}" for n in lengths) + " |")
    print("|---|" + "---|" * len(lengths))
    made = {n: yearly(rng, series, n) for n in lengths}
    for name in made[5]:
        cells = []
        for n in lengths:
            y, errors = made[n][name]
            times = np.broadcast_to(np.arange(n) * 1.0, y.shape)
            ours = np.nanmean(trend(y, times, errors).p_value < 0.05)
            before = np.nanmean(least_squares(y, errors) < 0.05)
            cells.append(f"{100 * ours:.1f} ({100 * before:.0f})")
        print(f"| {name} | " + " | ".join(cells) + " |")
    for name in ("normal, no limits", "sampling error only, limits", "normal, no limits, AR(1) 0.5"):
        cells = []
        for n in lengths:
            y, errors = made[n][name]
            times = np.broadcast_to(np.arange(n) * 1.0, y.shape)
            rise = np.linspace(0, 5, n)
            cells.append(f"{100 * np.nanmean(trend(y + rise, times, errors).p_value < 0.05):.0f}")
        print(f"| *found:* rise of 5 sd over the window, {name} | " + " | ".join(cells) + " |")


def charts(rng: np.random.Generator, series: int) -> None:
    """False alarms of the seasonal chart, and what jumps it finds."""
    head = "AR(1) 0 | 0.25 | 0.5 | stretch up 1.5 sd | newest up 4 sd | rise of 5 sd"
    print(f"\n| stable, with a season | {head} |")
    print("|---|---|---|---|---|---|---|")
    for season, points, stretch, least in (
        (12, 25, 6, 25),
        (12, 30, 6, 25),
        (12, 36, 6, 25),
        (4, 13, 4, 13),
        (4, 16, 4, 13),
        (4, 20, 4, 13),
    ):
        steps = np.broadcast_to(np.arange(points), (series, points))
        wave = 3 * np.sin(2 * np.pi * np.arange(points) / season)

        def rate(y: Panel) -> str:
            found = now(y + wave, steps, season=season, stretch=stretch, least=least)  # noqa: B023
            return f"{100 * (found.p_value < 0.05).mean():.1f}"

        cells = [rate(lingering(rng, series, points, memory)) for memory in (0.0, 0.25, 0.5)]
        shifted, jumped = lingering(rng, series, points, 0.0), lingering(rng, series, points, 0.0)
        shifted[:, -stretch:] += 1.5
        jumped[:, -1] += 4
        risen = lingering(rng, series, points, 0.0) + np.linspace(0, 5, points)
        print(
            f"| {'months' if season == 12 else 'quarters'}, n = {points} | "
            + " | ".join([*cells, rate(shifted), rate(jumped), rate(risen)])
            + " |"
        )


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    trends(rng, options.series)
    charts(rng, options.series // 4)


if __name__ == "__main__":
    main()
