"""Two published rules whose thresholds can be moved until they raise as many false alarms as ours."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.calibration.simulated import rivals_kernel as kernel
from ropewalk.calibration.simulated.classes import MONTHS, StableClass
from ropewalk.calibration.simulated.recipes import Made
from ropewalk.stats.arrays import Flags, Floats
from ropewalk.stats.moving_ranges import LIMIT, SCREEN
from ropewalk.stats.standard_errors import from_limits

NARROWEST, WIDEST = 1e-3, 1e6
"""Average moving ranges within which, and beyond which, no newest point lies."""
_HALVINGS: Final = 60


def comparable(stable: StableClass, made: Made) -> Made:
    """The points since the last break."""
    return Made(
        made.value[:, stable.before :],
        made.lower[:, stable.before :],
        made.upper[:, stable.before :],
        made.trials,
    )


def recent_trend(stable: StableClass, made: Made) -> Floats | None:
    """Evidence of the Fingertips recent trend, one number a series; None where there are no limits, or where
    the series is not yearly. Of overlapping periods it takes the newest five that do not overlap."""
    if np.isnan(made.lower[:, -1]).all() or stable.half_year:
        return None
    apart = max(stable.length // MONTHS[stable.rhythm], 1)
    made = _columns(made, slice((made.value.shape[1] - 1) % apart, None, apart))
    if made.trials:
        counts = np.round(made.value / 100 * made.trials)
        return kernel.slope_evidence(counts, np.ones_like(counts), float(made.trials))
    error = from_limits(made.value, made.lower, made.upper)
    return kernel.slope_evidence(made.value, 1 / error**2, 0.0)


def _columns(made: Made, which: slice) -> Made:
    return Made(made.value[:, which], made.lower[:, which], made.upper[:, which], made.trials)


def control_chart(made: Made) -> Floats:
    """What the NHS rules see of the newest point; see ``newest_on_chart``."""
    return kernel.newest_on_chart(made.value, SCREEN)


@dataclass(frozen=True)
class ChartCut:
    """``limit``: average moving ranges from the centre to a limit. ``runs``: the share, drawn by lot, of the
    points flagged by the rules about runs that count; below one only when they alone raise more false
    alarms than are allowed."""

    limit: float
    runs: float = 1.0

    def power(self, seen: Floats) -> float:
        """Share of series whose newest point is flagged."""
        if self.runs < 1:
            return float(self.runs * (seen[:, kernel.RUN] > 0).mean())
        return float(flagged(seen, self.limit).mean())


def flagged(seen: Floats, limit: float = LIMIT) -> Flags:
    """Whether the newest point is special: outside a limit, in a run, or near one with a neighbour."""
    away, near = np.abs(seen[:, :3]), limit * 2 / 3
    side = np.sign(seen[:, :3])
    close = (away > near) & (away <= limit)
    together = (side[:, 0] != 0) & (side == side[:, :1]).all(axis=1)
    of_three = together & close[:, 0] & (close[:, 1] | close[:, 2])
    return np.asarray((away[:, 0] > limit) | (seen[:, kernel.RUN] > 0) | of_three)


def chart_cut(stable: Floats, alarms: float) -> ChartCut:
    """The limit at which ``alarms`` of the stable series' newest points are flagged."""
    runs = float((stable[:, kernel.RUN] > 0).mean())
    if runs >= alarms:
        return ChartCut(WIDEST, alarms / runs if runs else 0.0)
    low, high = NARROWEST, WIDEST
    for _ in range(_HALVINGS):
        middle = float(np.sqrt(low * high))
        if flagged(stable, middle).mean() > alarms:
            low = middle
        else:
            high = middle
    return ChartCut(high)


def slope_cut(stable: Floats, alarms: float) -> float:
    """The chi-squared beyond which ``alarms`` of the stable series lie."""
    return float(np.quantile(stable, 1 - alarms, method="higher"))
