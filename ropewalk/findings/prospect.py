"""Will the target be reached? A distribution of what to expect at its date, and the chance in it."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.findings import rules
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Floats, Integers, Points
from ropewalk.findings.reasons import Bits, flag
from ropewalk.findings.window import Window, common_reasons
from ropewalk.stats.forecast import drift
from ropewalk.stats.points import non_overlapping, pack
from ropewalk.vocabulary.words import Prospect, Reason

VERDICTS: Final = tuple(Prospect)
METHODS: Final = ("", "drift-t")
LIKELY, UNCERTAIN, UNLIKELY, NO_TARGET, CANNOT_SAY = range(5)
_TARGET_REASONS: Final = (Reason.STALE, Reason.PROVISIONAL, Reason.EXHAUSTED)


@dataclass(frozen=True)
class Prospects:
    """One entry a series. ``expected`` with its 95% interval, at the target's date and within floor and
    ceiling. ``needed`` and ``pace``: change a year that the target asks for, and that there has been.
    ``years``: from the newest period's end to the target's date; nought when it has passed."""

    verdict: Integers
    expected: Floats
    lower: Floats
    upper: Floats
    probability: Floats
    method: Integers
    reasons: Bits
    count: Integers
    newest: Floats
    needed: Floats
    pace: Floats
    years: Floats
    period: Integers


def judge(points: Points, measures: Measures, window: Window, today: float) -> Prospects:
    """Prospects of some series. Of monthly and quarterly ones the same month of each year is used, so
    that the season falls out; needs five separate points."""
    m = points.series.measure[window.chosen]
    target, date = measures.target[m], measures.target_month[m]
    value, year = _yearly(points, window)
    count = (~np.isnan(value)).sum(axis=1, dtype=np.int64)
    end = window.panel.of_period(points.periods.end_month)[:, -1]
    years = np.maximum(date - end, 0.0) / 12
    found = drift(value, year, years, least=rules.LEAST_POINTS)
    lower, upper = found.interval()
    above = found.at_least(target)
    # A t distribution has no lumps: reaching exactly counts on both sides, as it should.
    chance = np.where(measures.sign[m] > 0, above, 1 - above)
    chance = np.where((found.error == 0) & (found.mean == target), 1.0, chance)
    # A series on a straight line has no scatter either, but a pace; one that never moved says nothing.
    constant = (found.error == 0) & (found.pace == 0) & (years > 0)
    neutral = measures.sign[m] == 0
    chance = np.where(neutral | constant, np.nan, chance)
    has_target = ~np.isnan(target)
    bits = flag(Reason.TOO_FEW_POINTS, count < rules.LEAST_POINTS) | flag(Reason.CONSTANT, constant)
    bits |= window.reasons | flag(Reason.NEUTRAL_POLARITY, neutral)
    bits |= common_reasons(points, measures, window, today)
    newest = window.panel.value[:, -1]
    with np.errstate(divide="ignore", invalid="ignore"):
        needed = np.where(years > 0, (target - newest) / years, np.nan)
    low, high = measures.floor[m], measures.ceiling[m]
    known = has_target & ~np.isnan(chance)
    expected, lower, upper = (
        np.where(has_target & ~constant, np.fmin(np.fmax(a, low), high), np.nan)
        for a in (np.where(np.isnan(found.mean), np.nan, a) for a in (found.mean, lower, upper))
    )
    blank = np.isnan(found.mean)
    return Prospects(
        verdict=_verdict(chance, has_target),
        expected=np.where(blank, np.nan, expected),
        lower=np.where(blank, np.nan, lower),
        upper=np.where(blank, np.nan, upper),
        probability=np.where(known, chance, np.nan),
        method=np.where(has_target & ~blank & ~constant, 1, 0),
        reasons=np.where(has_target, bits, 0),
        count=count,
        newest=newest,
        needed=needed,
        pace=found.pace,
        years=years,
        period=window.panel.period[:, -1],
    )


def _verdict(chance: Floats, has_target: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]") -> Integers:
    verdict = np.where(
        chance >= rules.LIKELY, LIKELY, np.where(chance <= rules.UNLIKELY, UNLIKELY, UNCERTAIN)
    )
    verdict = np.where(np.isnan(chance), CANNOT_SAY, verdict)
    return np.where(has_target, verdict, NO_TARGET).astype(np.int64)


def _yearly(points: Points, window: Window) -> tuple[Floats, Floats]:
    """Values and times in years of separate points a year or more apart, counted from the newest."""
    used, panel = window.used, window.panel
    month = used.take(panel.of_period(points.periods.start_month))
    value = used.take(panel.value)
    back = month[:, -1:] - month
    # Only whole years back from the newest: of a monthly series that is the same month each year.
    whole_year = np.abs(back - 12 * np.round(back / 12)) < 0.5
    often = (window.step < 12)[:, None]
    take = used.there & (~often | whole_year)
    yearly = pack(take & non_overlapping(month, np.where(take, month + 1, np.nan)), rules.WINDOW)
    return yearly.take(value), yearly.take(month) / 12
