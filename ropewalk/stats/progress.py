"""Progress to a target as others report it: yearly growth between two points, beside the growth that is
needed.

For comparison only: Ropewalk reaches no verdict by these. Two points cannot tell a change from chance (on
English local figures with published limits 77% of such changes cannot be told from nought, and 38% of the
answers turn when one more year arrives), growth by a percentage has no meaning near nought, and the first
year is a choice. Ropewalk's own answers are in trend.py, chart.py and outlook.py; docs/decisions/0010 says
more.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Flags, Floats, Integers, Numbers, floats
from ropewalk.stats.labels import words

EUROSTAT: Final = (
    "",
    "significant progress",
    "moderate progress",
    "insufficient progress",
    "movement away",
    "moderate movement away",
    "significant movement away",
)
TARGET_STEPS: Final = (0.95, 0.6, 0.0)
"""Shares of the growth needed from which progress is significant, moderate and insufficient."""
GROWTH_STEPS: Final = (0.01, 0.0, -0.01)
"""Growth a year, without a target, from which there is significant or moderate progress, or moderate movement
away."""


@dataclass(frozen=True)
class TwoPoints:
    """Fields of shape (series,), NaN where there are no two points. ``first``, ``newest``: values;
    ``first_year``, ``newest_year``: their years. ``growth``: (newest / first)^(1 / years) - 1, by the
    year."""

    first: Floats
    newest: Floats
    first_year: Floats
    newest_year: Floats
    growth: Floats


@dataclass(frozen=True)
class EurostatProgress:
    """Fields of shape (series,). ``growth``: a year. ``ratio``: growth over growth needed, NaN without a
    target. ``label``: position in EUROSTAT, 0 where it cannot be said."""

    growth: Floats
    ratio: Floats
    label: Integers

    def labels(self) -> npt.NDArray[np.str_]:
        """The labels as text."""
        return words(EUROSTAT, self.label)


def eurostat_progress(
    values: Numbers,
    years: Numbers,
    better: Numbers,
    *,
    first_year: Numbers,
    target: Numbers = np.nan,
    target_year: Numbers = 2030.0,
) -> EurostatProgress:
    """Growth from the first to the newest year, beside that needed to reach the target from the first year.

    ``values``, ``years`` (ascending): (series, points), NaN as missing; ``better``: 1 where more is better,
    -1 where less is; ``first_year``: the growth is counted from it, or from the next year held; ``target``:
    NaN for none. The last three: scalar or (series,). With a target: 95% of the growth needed and more is
    significant progress, 60% moderate, 0 insufficient, less is movement away. Without: growth in the wanted
    direction of 1% a year is significant progress, 0 moderate, -1% moderate movement away, less is
    significant movement away. No two points, values of nought or of two signs, no growth needed: no label.
    Not used for verdicts; see above. Source: Eurostat (2021) Sustainable development in the European Union:
    monitoring report on progress towards the SDGs in an EU context, 2021 edition, how trends are assessed.
    """
    points = two_points(values, years, first_year)
    shape = points.growth.shape
    wanted, to, year = (np.broadcast_to(floats(a), shape) for a in (better, target, target_year))
    needed = growth(points.first, to, year - points.first_year)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(needed != 0, points.growth / needed, np.nan)
    aimed, forward = ~np.isnan(to), points.growth * np.sign(wanted)
    by_target, by_growth = (
        steps(ratio, TARGET_STEPS, (1, 2, 3, 4)),
        steps(forward, GROWTH_STEPS, (1, 2, 5, 6)),
    )
    unknown = np.isnan(np.where(aimed, ratio, forward))
    label = np.where(unknown, 0, np.where(aimed, by_target, by_growth))
    return EurostatProgress(points.growth, ratio, label.astype(np.int64))


def two_points(values: Numbers, years: Numbers, first_year: Numbers) -> TwoPoints:
    """The value of the first year, or of the next one held, and the newest."""
    y, t = np.broadcast_arrays(floats(values), floats(years))
    start = np.broadcast_to(floats(first_year), (len(y),))
    there = ~(np.isnan(y) | np.isnan(t))
    late = there & (t >= start[:, None])
    first, newest = np.argmax(late, axis=1), there.shape[1] - 1 - np.argmax(there[:, ::-1], axis=1)
    known = late.any(axis=1)
    found = [_taken(a, at, known) for a in (y, t) for at in (first, newest)]
    return TwoPoints(found[0], found[1], found[2], found[3], growth(found[0], found[1], found[3] - found[2]))


def _taken(a: Floats, at: Integers, known: Flags) -> Floats:
    return np.where(known, np.take_along_axis(a, at[:, None], axis=1)[:, 0], np.nan)


def growth(first: Floats, last: Floats, years: Floats) -> Floats:
    """(last / first)^(1 / years) - 1; NaN for less than a year, two signs or a nought to begin with."""
    with np.errstate(all="ignore"):
        times = np.where(first != 0, last / first, np.nan)
        return np.where((years >= 1) & (times >= 0), times ** (1 / years) - 1, np.nan)


def steps(value: Floats, limits: tuple[float, float, float], codes: tuple[int, int, int, int]) -> Integers:
    """The first code whose limit ``value`` reaches, the last one below all."""
    return np.select([value >= limit for limit in limits], codes[:3], codes[3]).astype(np.int64)
