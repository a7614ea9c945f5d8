"""Next year's figure drawn from what the past leads one to expect, and series that end with it."""

from dataclasses import replace

import numpy as np

from ropewalk.calibration.real.cuts import Cuts
from ropewalk.findings import rules
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Floats, Integers, Points, newest
from ropewalk.findings.prospect import expect
from ropewalk.findings.window import Window


def next_figure(cuts: Cuts, measures: Measures, window: Window, rng: np.random.Generator) -> Floats:
    """Next year's figure, drawn from what each series leads one to expect; NaN where that is nothing."""
    found = expect(cuts.points, measures, window, np.ones(len(window.chosen)))
    known = (found.ahead.error > 0) & (found.ahead.df > 0)
    luck = rng.standard_t(np.where(known, found.ahead.df, 1.0))
    drawn = found.scale.back(found.ahead.mean + luck * found.ahead.error)
    return np.where(known, drawn, np.nan)


def with_newest(points: Points, chosen: Integers, value: Floats) -> Points:
    """The chosen series with another newest value, its limits as far away as before."""
    panel = newest(points, chosen, rules.SHALLOW)
    moved = np.where(np.arange(panel.value.shape[1]) == panel.value.shape[1] - 1, 1.0, 0.0)
    shift = (value - panel.value[:, -1])[:, None] * moved
    there = panel.period >= 0
    stop = np.cumsum(there.sum(axis=1))
    series = points.series
    mine = replace(
        series,
        key=np.arange(len(chosen)),
        measure=series.measure[chosen],
        place=series.place[chosen],
        breakdown=series.breakdown[chosen],
        withheld=series.withheld[chosen],
    )
    return replace(
        points,
        series=mine,
        first=np.r_[0, stop[:-1]],
        stop=stop,
        period=panel.period[there],
        value=(panel.value + shift)[there],
        lower=(panel.lower + shift)[there],
        upper=(panel.upper + shift)[there],
        provisional=panel.provisional[there],
    )
