"""What the shipped rule finds, beside two published rules set to raise exactly as many false alarms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.calibration.simulated.blocks import Progress, generator, made, nobody
from ropewalk.calibration.simulated.classes import StableClass
from ropewalk.calibration.simulated.false_alarms import number_of
from ropewalk.calibration.simulated.rivals import (
    WIDEST,
    ChartCut,
    chart_cut,
    comparable,
    control_chart,
    recent_trend,
    slope_cut,
)
from ropewalk.calibration.simulated.shipped import judge
from ropewalk.findings import rules
from ropewalk.stats.arrays import Floats
from ropewalk.vocabulary.calibration import ClassPower

LENGTHS: Final = {
    "yearly": (5, 6, 7, 8, 10, 20),
    "rolling": (13, 30),
    "monthly": (25, 36, 60),
    "quarterly": (13, 20, 40),
}
"""Points at which power is looked at: the shortest, some between, and one that is longer than the window."""
SIZES: Final = {"rise": (3.0, 6.0), "step": (2.5, 5.0), "newest": (3.0, 5.0), "half-year": (1.5, 3.0)}
"""Sizes of change, in standard deviations of a point."""
RAREST: Final = 0.001
"""Rules are compared at no fewer false alarms than this: where the shipped rule raises fewer, all are set to
this, or too few alarms would be left to set a threshold by."""


@dataclass(frozen=True)
class Stable:
    """What every rule sees in the stable series of a class. ``ours``: p-values, 1 where there is none."""

    which: StableClass
    ours: Floats
    trend: Floats | None
    chart: Floats


@dataclass(frozen=True)
class Cuts:
    """Thresholds: ``ours`` a p-value, ``trend`` a chi-squared, ``chart`` a limit."""

    alarms: float
    ours: float
    trend: float | None
    chart: ChartCut


def power(
    classes: Sequence[StableClass],
    *,
    series: int,
    seed: int,
    progress: Progress = nobody,
) -> tuple[ClassPower, ...]:
    """Power of three rules in every class, at two sizes of each change."""
    looked_at = [stable for stable in classes if stable.before or stable.points in LENGTHS[stable.rhythm]]
    seen = []
    for done, stable in enumerate(looked_at):
        progress(f"power: {stable.name}", done, 2 * len(looked_at))
        seen.append(_see(stable, np.zeros(stable.points), number_of(stable, series), seed, "power"))
    everywhere = _everywhere(seen)
    found: list[ClassPower] = []
    for done, one in enumerate(seen):
        progress(f"power: {one.which.name}", len(seen) + done, 2 * len(looked_at))
        found += _powers(one, everywhere, max(series // 4, 1), seed)
    return tuple(found)


def changes_of(stable: StableClass) -> Iterator[tuple[str, Floats]]:
    """The changes looked for in a class, one standard deviation large at the newest point."""
    newest = np.arange(stable.points, dtype=np.float64) - float(stable.points - stable.window)
    yield "rise", np.clip(newest / (stable.window - 1), 0.0, 1.0)
    yield "step", np.where(newest >= (stable.window + 1) // 2, 1.0, 0.0)
    if stable.half_year:
        yield "newest", np.where(newest >= stable.window - 1, 1.0, 0.0)
        yield "half-year", np.where(newest >= stable.window - stable.half_year, 1.0, 0.0)


def _see(stable: StableClass, change: Floats, series: int, seed: int, purpose: str) -> Stable:
    ours, trends, charts = [], [], []
    for block in made(stable, series, change, generator(seed, stable, purpose)):
        verdicts = judge(stable, block)
        # What cannot be said is not called, however small its p-value.
        ours.append(np.where(verdicts.silent, 1.0, verdicts.p_value))
        plain = comparable(stable, block)
        trends.append(recent_trend(stable, plain))
        charts.append(control_chart(plain))
    known = [trend for trend in trends if trend is not None]
    return Stable(
        stable, np.concatenate(ours), np.concatenate(known) if known else None, np.concatenate(charts)
    )


def _cuts(stable: Stable) -> Cuts:
    shipped = float((stable.ours < rules.SURE).mean())
    alarms = max(shipped, RAREST)
    # The shipped cut itself where it raises enough alarms; else the p-value below which RAREST of them lie.
    ours = rules.SURE if shipped >= RAREST else float(np.quantile(stable.ours, RAREST, method="higher"))
    trend = None if stable.trend is None else slope_cut(stable.trend, alarms)
    return Cuts(alarms, ours, trend, chart_cut(stable.chart, alarms))


def _everywhere(seen: Sequence[Stable]) -> Cuts:
    """The cuts that keep each rule's false alarms at 5% in the worst class."""
    trends = [slope_cut(stable.trend, rules.SURE) for stable in seen if stable.trend is not None]
    charts = [chart_cut(stable.chart, rules.SURE) for stable in seen]
    worst = ChartCut(max(cut.limit for cut in charts), min(cut.runs for cut in charts))
    return Cuts(rules.SURE, rules.SURE, max(trends, default=None), worst)


def _powers(stable: Stable, everywhere: Cuts, series: int, seed: int) -> Iterator[ClassPower]:
    which, cuts = stable.which, _cuts(stable)
    series = number_of(which, series)
    for change, shape in changes_of(which):
        for size in SIZES[change]:
            seen = _see(which, size * shape, series, seed, f"{change} {size:g}")
            limited = seen.trend is not None and cuts.trend is not None and everywhere.trend is not None
            yield ClassPower(
                name=which.name,
                rhythm=which.rhythm,
                points=which.points,
                series=series,
                change=change,
                size=size,
                alarms=cuts.alarms,
                ours=float((seen.ours < cuts.ours).mean()),
                error=float(np.sqrt(0.25 / series)),
                recent_trend=_beyond(seen.trend, cuts.trend) if limited else None,
                recent_trend_cut=cuts.trend if limited else None,
                recent_trend_everywhere=_beyond(seen.trend, everywhere.trend) if limited else None,
                control_chart=cuts.chart.power(seen.chart),
                control_chart_cut=None if cuts.chart.limit >= WIDEST else cuts.chart.limit,
                control_chart_everywhere=everywhere.chart.power(seen.chart),
            )


def _beyond(evidence: Floats | None, cut: float | None) -> float:
    return float((evidence > cut).mean()) if evidence is not None and cut is not None else float("nan")
