"""Progress as Open SDG's platforms report it. For comparison only; no verdict rests on it (progress.py)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Floats, Integers, Numbers, floats
from ropewalk.stats.labels import words
from ropewalk.stats.progress import TARGET_STEPS, growth, steps, two_points

OPEN_SDG: Final = (
    "not available",
    "target achieved",
    "substantial progress",
    "moderate progress",
    "limited progress",
    "deterioration",
)
GROWTH_STEPS: Final = (0.015, 0.005, 0.0)
INSTEAD_OF_NOUGHT: Final = 0.001
_NEAR_LIMIT: Final = 4.44


@dataclass(frozen=True)
class OpenSdgProgress:
    """Fields of shape (series,). ``value``: the growth a year in the wanted direction or, with a target, as a
    share of the growth needed. ``near``: what the steps of growth are multiplied by near a natural limit, 1
    far from one. ``score``: from -5 to 5. ``label``: position in OPEN_SDG. NaN and 0 where it cannot be
    said."""

    value: Floats
    near: Floats
    score: Floats
    label: Integers

    def labels(self) -> npt.NDArray[np.str_]:
        """The labels as text."""
        return words(OPEN_SDG, self.label)


def open_sdg_progress(
    values: Numbers,
    years: Numbers,
    better: Numbers,
    *,
    first_year: Numbers = 2015.0,
    target: Numbers = np.nan,
    target_year: Numbers = 2030.0,
    limit: Numbers = np.nan,
) -> OpenSdgProgress:
    """Growth from the first year (or the next one held) to the newest, and what it is called.

    Shapes as in ``eurostat_progress``; ``limit``: the value beyond which the series cannot go, NaN for none.
    g = (newest / first)^(1 / years) - 1, turned round where less is better and where values are below nought.
    With a target: reached, or g over the size of the growth needed from the first year, against 95%, 60% and
    0. Without: g against 1.5%, 0.5% and 0, each times C: 1 - (first / limit)^4.44 up to the limit, 1 - ((2
    limit - first) / limit)^4.44 to twice the limit, 1 beyond. A first value or target of nought counts as
    0.001. Values of two signs, or less than a year apart: not available. Score: lines through -2.5, 0 and 2.5
    at the steps, at most 5; a target reached scores 5, and so does a limit kept. Not used for verdicts; why
    is in progress.py. Sources: Open SDG 2.4, docs/progress-methodology.md; sdg-build, ProgressMeasure.py.
    """
    points = two_points(values, years, first_year)
    shape = points.growth.shape
    wanted, goal, year, end = (
        np.broadcast_to(floats(a), shape) for a in (better, target, target_year, limit)
    )
    goal = np.where(goal == 0, INSTEAD_OF_NOUGHT, goal)
    first = np.where(points.first == 0, INSTEAD_OF_NOUGHT, points.first)
    with np.errstate(divide="ignore", invalid="ignore"):
        pace = growth(first, points.newest, points.newest_year - points.first_year)
        pace = pace * np.sign(wanted) * np.where(points.first < 0, -1.0, 1.0)
        needed = np.abs(growth(first, goal, year - points.first_year))
        ratio = np.where(needed > 0, pace / needed, np.nan)
        achieved = (points.newest - goal) * np.sign(wanted) >= 0
    aimed = ~np.isnan(goal)
    value, near = np.where(aimed, ratio, pace), np.where(aimed, 1.0, _near(points.first, end))
    label = np.where(aimed, steps(ratio, TARGET_STEPS, (2, 3, 4, 5)), _scaled(pace, near))
    label = np.where(achieved, 1, np.where(np.isnan(value), 0, label))
    score = np.where(aimed, _aimed_score(ratio), _growth_score(pace, near))
    score = np.where(achieved, 5.0, np.where(label == 0, np.nan, score))
    return OpenSdgProgress(value, near, score, label.astype(np.int64))


def _near(first: Floats, limit: Floats) -> Floats:
    start, end = np.abs(first), np.abs(limit)
    with np.errstate(divide="ignore", invalid="ignore"):
        below, above = 1 - (start / end) ** _NEAR_LIMIT, 1 - np.abs((2 * end - start) / end) ** _NEAR_LIMIT
    scaled = np.where(start >= 2 * end, 1.0, np.where(start <= end, below, above))
    return np.where(np.isnan(limit), 1.0, scaled)


def _scaled(pace: Floats, near: Floats) -> Integers:
    return np.select([pace >= step * near for step in GROWTH_STEPS], [2, 3, 4], 5).astype(np.int64)


def _aimed_score(ratio: Floats) -> Floats:
    up, down = np.minimum(7.1429 * ratio - 4.2857, 5.0), np.maximum(4.1667 * ratio - 2.5, -5.0)
    return np.where(ratio >= TARGET_STEPS[1], up, down)


def _growth_score(pace: Floats, near: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        unit = pace / np.where(near > 0, near, np.nan)
    middle = np.where(unit >= GROWTH_STEPS[1], 250 * unit - 1.25, 500 * unit - 2.5)
    up = np.where(unit >= GROWTH_STEPS[0], np.minimum(500 * unit - 5, 5.0), middle)
    up = np.where(near > 0, up, 5.0)
    return np.where(pace < 0, np.maximum(125 * pace - 2.5, -5.0), up)
