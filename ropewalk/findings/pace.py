"""The pace that a target asks for beside the pace of late, both with their doubt, and what they tell."""

from dataclasses import dataclass
from enum import StrEnum
from math import isnan
from typing import Final

from ropewalk.findings.measures import month_of
from ropewalk.stats.pace import needed_pace
from ropewalk.vocabulary.indicator import Target
from ropewalk.vocabulary.period import parse_period

YEARLY: Final = ("trend-gls-t", "chart-line-t")
"""The methods of direction whose estimate is a change in a year."""

Limits = tuple[float | None, float | None, float | None]
"""A number with its 95% limits."""


class Beside(StrEnum):
    """The pace of late beside the pace that is needed."""

    FAST_ENOUGH = "fast enough"
    TOO_SLOW = "too slow"
    NOT_TOLD_APART = "not told apart"
    CANNOT_SAY = "cannot say"


@dataclass(frozen=True, slots=True)
class Pace:
    """Change a year: ``needed`` from the newest figure to the target, ``lately`` by the line through
    the newest figures (None where the method gives none). ``years``: left from the newest period's end."""

    needed: Limits
    lately: Limits | None
    years: float
    beside: Beside


def pace_to(target: Target, newest: Limits, period: str, lately: Limits, method: str) -> Pace | None:
    """The two paces; None where the date has passed or there is no figure.

    ``newest``: the newest figure with its limits, of ``period``; ``lately`` and ``method``: estimate and
    limits of the direction finding. Only intervals that do not meet tell the paces apart.
    """
    if newest[0] is None:
        return None
    years = (month_of(target.date) - month_of(parse_period(period).end)) / 12
    value, low, high = (float("nan") if v is None else v for v in newest)
    found = needed_pace(value, low, high, target.value, years)
    pace, lower, upper = (_known(float(a)) for a in (found.pace, found.lower, found.upper))
    if pace is None:
        return None
    known = lately if method in YEARLY and lately[0] is not None else None
    return Pace((pace, lower, upper), known, years, _beside((pace, lower, upper), known))


def _known(value: float) -> float | None:
    return None if isnan(value) else value


def _beside(needed: Limits, lately: Limits | None) -> Beside:
    """On the side of the target; a newest figure without limits is taken as exact, a pace without is not."""
    if lately is None or lately[1] is None or lately[2] is None:
        return Beside.CANNOT_SAY
    pace = needed[0] or 0.0
    low, high = (pace if needed[1] is None else needed[1]), (pace if needed[2] is None else needed[2])
    if lately[1] <= high and low <= lately[2]:
        return Beside.NOT_TOLD_APART
    ahead = lately[1] > high if pace >= 0 else lately[2] < low
    return Beside.FAST_ENOUGH if ahead else Beside.TOO_SLOW
