"""What a calibration is held against, bar by bar: met or not, by how much, and where it is furthest off."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ropewalk.vocabulary.calibration import OVERALL, Calibration, ClassPower, Coverage

ALARMS: Final = 0.05
"""Most false alarms that any class of stable series may raise."""
NEAR: Final = 0.03 + 1e-9
"""How far the covered share may lie from the nominal one, and a little for how halves are written."""
BASELINES: Final = ("drift", "last value")


@dataclass(frozen=True)
class Bar:
    """One bar. ``asked``: what must hold, in plain words; ``met`` of ``count`` cases do; ``found``: the case
    that is furthest off, or nearest to being so."""

    asked: str
    met: int
    count: int
    found: str

    @property
    def is_met(self) -> bool:
        """Whether every case holds."""
        return self.met == self.count


def bars(calibration: Calibration) -> tuple[Bar, ...]:
    """Every bar that the calibration has figures for."""
    return tuple(
        bar
        for bar in (
            *_alarms(calibration),
            *_power(calibration.power),
            *_coverage(calibration.coverage, heldout=False),
            *_coverage(calibration.coverage, heldout=True),
            *_pinball(calibration),
        )
        if bar.count
    )


def _alarms(calibration: Calibration) -> Iterator[Bar]:
    rates = calibration.simulated
    worst = max(rates, key=lambda rate: rate.called, default=None)
    found = f"most: {worst.called:.1%} of {worst.name}, {worst.points} points" if worst else ""
    asked = f"No more than {ALARMS:.0%} of series that are in truth stable are called better or worse"
    yield Bar(asked, sum(rate.called <= ALARMS for rate in rates), len(rates), found)


def _power(rows: Iterable[ClassPower]) -> Iterator[Bar]:
    every = list(rows)
    for other, words in (("recent_trend", "Fingertips trend"), ("control_chart", "control-chart rules")):
        beside = [(row, getattr(row, other)) for row in every if getattr(row, other) is not None]
        # Two standard errors of simulation are allowed for: less cannot be told from the luck of a draw.
        met = sum(theirs - row.ours <= 2 * 2**0.5 * row.error for row, theirs in beside)
        row, theirs = max(beside, key=lambda pair: pair[1] - pair[0].ours, default=(None, 0.0))
        where = f"{row.name}, {row.points} points, {row.change} of {row.size:g} sd" if row else ""
        found = f"furthest behind: {where}: {row.ours:.0%}, theirs {theirs:.0%}" if row else ""
        yield Bar(
            f"At equal false alarms we find as many true changes as the {words}", met, len(beside), found
        )


def _coverage(rows: Iterable[Coverage], *, heldout: bool) -> Iterator[Bar]:
    chosen = [row for row in rows if row.heldout is heldout]
    off = max(chosen, key=lambda row: abs(row.covered - row.nominal), default=None)
    found = ""
    if off:
        group = "all series" if off.group == OVERALL else off.group
        found = f"furthest off: {group}, {_years(off.horizon)} ahead: {off.covered:.1%} for {off.nominal:.0%}"
    which = " in the newest two years, on which nothing was tuned" if heldout else ""
    asked = f"Forecast ranges hold the truth as often as they say, to within {NEAR * 100:.0f} points{which}"
    yield Bar(asked, sum(abs(r.covered - r.nominal) <= NEAR for r in chosen), len(chosen), found)


def _pinball(calibration: Calibration) -> Iterator[Bar]:
    for heldout in (False, True):
        rows = [row for row in calibration.pinball if row.heldout is heldout]
        simple: dict[tuple[str, int], float] = {}
        for row in rows:
            if row.method in BASELINES:
                key = (row.group, row.horizon)
                simple[key] = min(row.loss, simple.get(key, row.loss))
        ours = [r for r in rows if r.method not in BASELINES and (r.group, r.horizon) in simple]
        ratios = [(row.loss / simple[row.group, row.horizon], row) for row in ours]
        ratio, nearest = max(ratios, key=lambda pair: pair[0], default=(0.0, None))
        found = f"nearest: {nearest.group}, {_years(nearest.horizon)} ahead" if nearest else ""
        found += f": {ratio:.2f} times the better of the two" if nearest else ""
        which = " in the newest two years" if heldout else ""
        asked = f"Forecasts miss by less than the last value and than the usual drift do{which}"
        yield Bar(asked, sum(ratio < 1 for ratio, _ in ratios), len(ratios), found)


def _years(horizon: int) -> str:
    return "1 year" if horizon == 1 else f"{horizon} years"
