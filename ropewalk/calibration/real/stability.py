"""How often a verdict on direction changes when one more year arrives, and how often it must.

What must change: next year's figure is drawn from what the past leads one to expect, and the rule is asked
again. Where forecasts are calibrated, a rule whose verdicts really change as often as that is as steady as
the facts allow; one that changes more often reads more into a figure than is in it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from ropewalk.calibration.real.cuts import BLOCK, Cuts, blocks
from ropewalk.calibration.real.drawn import next_figure, with_newest
from ropewalk.findings import direction, rules
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Flags, Floats, Integers, Points
from ropewalk.findings.prospect import yearly
from ropewalk.findings.window import Window, is_charted, look
from ropewalk.vocabulary.calibration import Stability

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class _Pairs:
    """One entry a cut: verdicts of our rule and of the last two figures compared, at the cut, a year later,
    and a year later had that year's figure been the drawn one. ``limited``: whether limits are published."""

    ours: tuple[Integers, Integers, Integers]
    two: tuple[Floats, Floats, Floats]
    limited: Flags


def stability_rows(
    cuts: Cuts, measures: Measures, *, today: float, seed: int, progress: Progress
) -> tuple[Stability, ...]:
    """Of yearly series of which one way is better: our rule, and the last two figures compared."""
    pairs = _pairs(cuts, measures, today, np.random.default_rng(seed), progress)
    every = np.ones(len(pairs.limited), np.bool_)
    rows = []
    for which, chosen in (("", every), (", series with limits", pairs.limited)):
        for rule, verdicts, changes in (
            ("ours", pairs.ours, _differ),
            ("ours, from better to worse or back", pairs.ours, _turn),
            ("last two figures compared", pairs.two, _differ),
        ):
            now, then, drawn = (each[chosen] for each in verdicts)
            if len(now):
                flips, expected = changes(now, then).mean(), changes(now, drawn).mean()
                row = Stability(
                    rule=rule + which, flips=float(flips), expected=float(expected), count=len(now)
                )
                rows.append(row)
    return tuple(rows)


def _differ(one: Floats | Integers, other: Floats | Integers) -> Flags:
    return np.asarray(one != other, dtype=np.bool_)


def _turn(one: Floats | Integers, other: Floats | Integers) -> Flags:
    both = (one != direction.NO_CLEAR_CHANGE) & (other != direction.NO_CLEAR_CHANGE)
    return np.asarray(both & (one != other), dtype=np.bool_)


def _pairs(
    cuts: Cuts, measures: Measures, today: float, rng: np.random.Generator, progress: Progress
) -> _Pairs:
    size = len(cuts)
    ours, two, value = np.full(size, direction.CANNOT_SAY), np.full(size, np.nan), np.full(size, np.nan)
    limited = np.zeros(size, np.bool_)
    for window in _yearly_windows(cuts, measures):
        rows = window.chosen
        ours[rows] = direction.judge_trends(cuts.points, measures, window, today).verdict
        two[rows] = _last_step(cuts.points, window)
        value[rows] = next_figure(cuts, measures, window, rng)
        limited[rows] = ~np.isnan(window.panel.lower[:, -1])
        progress(int(rows[-1]) + 1, 2 * size)
    said = (ours != direction.CANNOT_SAY) & ~np.isnan(two)
    known = np.flatnonzero(_has_next(cuts, measures) & said & ~np.isnan(value))
    known = known[said[known + 1]]
    drawn, drawn_two = np.full(size, direction.CANNOT_SAY), np.full(size, np.nan)
    for at in range(0, len(known), BLOCK):
        rows = known[at : at + BLOCK]
        made = with_newest(cuts.points, rows + 1, value[rows])
        window = look(made, measures, np.arange(len(rows)), rules.SHALLOW, rules.WINDOW)
        drawn[rows] = direction.judge_trends(made, measures, window, today).verdict
        drawn_two[rows] = _last_step(made, window)
        progress(size + int(rows[-1]) + 1, 2 * size)
    known = known[drawn[known] != direction.CANNOT_SAY]
    return _Pairs(
        ours=(ours[known], ours[known + 1], drawn[known]),
        two=(two[known], two[known + 1], drawn_two[known]),
        limited=limited[known],
    )


def _has_next(cuts: Cuts, measures: Measures) -> Flags:
    """Which cuts are followed by one a year later, of indicators of which one way is better."""
    end = cuts.points.periods.end_month[cuts.points.period[cuts.points.stop - 1]]
    follows = (cuts.owner[1:] == cuts.owner[:-1]) & (np.abs(np.diff(end) - 12) < 0.5)
    return np.asarray(np.r_[follows, False] & (measures.sign[cuts.points.series.measure] != 0))


def _yearly_windows(cuts: Cuts, measures: Measures) -> Iterator[Window]:
    for window in blocks(cuts, measures):
        if not is_charted(cuts.points, measures, window.chosen[:1]).any():
            yield window


def _last_step(points: Points, window: Window) -> Floats:
    """Whether the newest separate figure is above (1), below (-1) or level with (0) the one before."""
    (value, _, _), _ = yearly(points, window)
    if value.shape[1] < 2:
        return np.full(len(value), np.nan)
    return np.sign(value[:, -1] - value[:, -2])
