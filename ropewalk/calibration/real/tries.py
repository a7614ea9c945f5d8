"""Every forecast that can be held against what came: one row a cut and horizon."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from ropewalk.calibration.real.cuts import HORIZONS, Cuts, blocks
from ropewalk.findings import rules
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Flags, Floats, Integers
from ropewalk.findings.prospect import expect, yearly
from ropewalk.findings.widths import widths_of
from ropewalk.findings.window import Window
from ropewalk.stats.arrays import normal_quantile, t_quantile
from ropewalk.stats.forecast import Predictive, drift, last_value
from ropewalk.stats.outlook import Outlook

NOMINAL: Final = (0.8, 0.95)
CENTRAL: Final = (0.5, 0.8, 0.95)
LEVELS: Final = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
"""Quantiles over which pinball loss is averaged: the middle and both ends of the CENTRAL intervals."""
METHODS: Final = ("six ways", "drift", "last value")
OFFSETS: Final = (-2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0)
"""Made-up targets: so many standard deviations of the series from its value at the cut."""


@dataclass(frozen=True)
class Tries:
    """One entry a forecast with an outcome. ``covered``: (tries, NOMINAL); ``loss``: (tries, METHODS), in
    units of the series' mean absolute step; ``chance`` and ``reached``: (tries, OFFSETS), of reaching at
    least the made-up target. ``off``: distance from the middle, in errors before they were widened for the
    kind of indicator, with ``df`` degrees of freedom. ``measure``: number of the indicator."""

    measure: Integers
    horizon: Integers
    heldout: Flags
    covered: Flags
    loss: Floats
    chance: Floats
    reached: Flags
    off: Floats
    df: Floats


def try_all(cuts: Cuts, measures: Measures, progress: Callable[[int, int], None]) -> Tries:
    """Forecast from every cut, by the shipped method and two simple ones, as the engine would have."""
    parts, done = [], 0
    for window in blocks(cuts, measures):
        parts += [_tried(cuts, measures, window, column) for column in range(len(HORIZONS))]
        done += len(window.chosen)
        progress(done, len(cuts))
    columns = ([getattr(part, field.name) for part in parts] for field in fields(Tries))
    return Tries(*(np.concatenate(column) for column in columns))


def _tried(cuts: Cuts, measures: Measures, window: Window, column: int) -> Tries:
    rows, years = window.chosen, HORIZONS[column]
    found = expect(cuts.points, measures, window, np.full(len(rows), float(years)))
    outcome = cuts.outcome[rows, column]
    (value, _, _), times = yearly(cuts.points, window)
    steps = years * 12 / np.maximum(window.step, 12.0)
    simple = (drift(value, times, float(years), least=rules.LEAST_POINTS), last_value(value, steps))
    quantiles = np.stack([_of_outlook(found), *(_of_predictive(other) for other in simple)], axis=1)
    # What never moved has no prospect, so its forecast is nobody's.
    keep = np.flatnonzero(~np.isnan(outcome) & (found.ahead.error > 0))
    came = outcome[keep, None]
    own = quantiles[keep, 0]
    inside = [(came[:, 0] >= own[:, at]) & (came[:, 0] <= own[:, -1 - at]) for at in (1, 0)]
    chance, target = _made_up(found, value)
    return Tries(
        measure=cuts.points.series.measure[rows[keep]],
        horizon=np.full(len(keep), years),
        heldout=cuts.heldout[rows[keep], column],
        covered=np.stack(inside, axis=1),
        loss=_pinball(quantiles[keep], came) / cuts.unit[rows[keep], None],
        chance=chance[keep],
        reached=came >= target[keep],
        off=_off(cuts, measures, found, outcome, rows, steps)[keep],
        df=found.ahead.df[keep],
    )


def _off(
    cuts: Cuts, measures: Measures, found: Outlook, outcome: Floats, rows: Integers, steps: Floats
) -> Floats:
    widen, growth = (each[cuts.points.series.measure[rows]] for each in widths_of(measures))
    with np.errstate(divide="ignore", invalid="ignore"):
        off = np.abs(found.scale.to(outcome) - found.ahead.mean) / found.ahead.error
    return np.asarray(off * widen * np.maximum(steps, 1.0) ** growth)


def _pinball(quantiles: Floats, came: Floats) -> Floats:
    """Twice the mean over LEVELS of (p - 1[y < q]) (y - q): (tries, methods).

    Source: Koenker and Bassett (1978) Econometrica 46:33; twice, so that the middle gives absolute error."""
    off = came[:, :, None] - quantiles
    level = np.array(LEVELS)
    return np.asarray(2 * np.maximum(level * off, (level - 1) * off).mean(axis=2))


def _of_outlook(found: Outlook) -> Floats:
    ends = [found.interval(confidence) for confidence in CENTRAL[::-1]]
    return np.stack([*(e[0] for e in ends), found.mean, *(e[1] for e in ends[::-1])], axis=1)


def _of_predictive(found: Predictive) -> Floats:
    # One z or t a level and number of points, not a series: both are dear.
    df = np.nan_to_num(found.df, nan=0.0, posinf=0.0).astype(np.int64)
    of_df = np.arange(df.max(initial=0) + 1)
    half = [np.where(np.isinf(found.df), normal_quantile(c), t_quantile(c, of_df)[df]) for c in CENTRAL]
    sides = np.stack([*(-h for h in half[::-1]), 0.0 * df, *half], axis=1)
    return np.asarray(found.mean[:, None] + sides * found.error[:, None])


def _made_up(found: Outlook, value: Floats) -> tuple[Floats, Floats]:
    """Chances of made-up targets, and the targets."""
    there = ~np.isnan(value)
    count = np.maximum(there.sum(axis=1), 2)
    middle = np.where(there, value, 0.0).sum(axis=1) / count
    spread = np.sqrt(np.where(there, (value - middle[:, None]) ** 2, 0.0).sum(axis=1) / (count - 1))
    target = value[:, -1:] + np.array(OFFSETS) * spread[:, None]
    return np.stack([found.at_least(column) for column in target.T], axis=1), target
