"""Will the target be reached? A distribution of what to expect at its date, and the chance in it."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.findings import rules
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Floats, Integers, Points
from ropewalk.findings.reasons import Bits, flag
from ropewalk.findings.widths import widths_of
from ropewalk.findings.window import Window, common_reasons
from ropewalk.stats.outlook import Outlook, outlook
from ropewalk.stats.points import non_overlapping, pack
from ropewalk.vocabulary.words import Prospect, Reason

VERDICTS: Final = tuple(Prospect)
METHODS: Final = ("", "six-ways-t")
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
    target = measures.target[m]
    end = window.panel.of_period(points.periods.end_month)[:, -1]
    years = np.maximum(measures.target_month[m] - end, 0.0) / 12
    found = expect(points, measures, window, years)
    sign, has_target = measures.sign[m], ~np.isnan(target)
    # A series that never moved says nothing; where the date has passed, the newest figure says all.
    blank = np.isnan(found.mean)
    constant = (found.ahead.error == 0) & (years > 0)
    chance = found.reaches(target, sign > 0)
    chance = np.where((sign == 0) | constant | ~has_target, np.nan, chance)
    bits = window.reasons | flag(Reason.NEUTRAL_POLARITY, sign == 0) | flag(Reason.CONSTANT, constant)
    bits |= flag(Reason.TOO_FEW_POINTS, found.points < rules.LEAST_POINTS)
    bits |= common_reasons(points, measures, window, today)
    newest = window.panel.value[:, -1]
    with np.errstate(divide="ignore", invalid="ignore"):
        needed = np.where(years > 0, (target - newest) / years, np.nan)
    shown = has_target & ~constant & ~blank
    expected, lower, upper = (np.where(shown, a, np.nan) for a in (found.mean, *found.interval()))
    return Prospects(
        verdict=_verdict(chance, has_target),
        expected=expected,
        lower=lower,
        upper=upper,
        probability=chance,
        method=np.where(shown, 1, 0),
        reasons=np.where(has_target, bits, 0),
        count=found.points,
        newest=newest,
        needed=needed,
        pace=found.pace,
        years=years,
        period=window.panel.period[:, -1],
    )


def expect(points: Points, measures: Measures, window: Window, years: Floats) -> Outlook:
    """What each series of a window leads one to expect, ``years`` (series,) after its newest period's end."""
    m = points.series.measure[window.chosen]
    panels, year = yearly(points, window)
    widen, growth = widths_of(measures)
    return outlook(
        panels[0],
        year,
        years,
        step=np.maximum(window.step, 12.0) / 12,
        floor=measures.floor[m],
        ceiling=measures.ceiling[m],
        lower=panels[1],
        upper=panels[2],
        widen=widen[m],
        growth=growth[m],
        least=rules.LEAST_POINTS,
    )


def _verdict(chance: Floats, has_target: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]") -> Integers:
    verdict = np.where(
        chance >= rules.LIKELY, LIKELY, np.where(chance <= rules.UNLIKELY, UNLIKELY, UNCERTAIN)
    )
    verdict = np.where(np.isnan(chance), CANNOT_SAY, verdict)
    return np.where(has_target, verdict, NO_TARGET).astype(np.int64)


def yearly(points: Points, window: Window) -> tuple[tuple[Floats, Floats, Floats], Floats]:
    """Values with their limits, and times in years, of separate points a year or more apart, counted from the
    newest: (series, points), packed to the right, NaN elsewhere."""
    used, panel = window.used, window.panel
    month = used.take(panel.of_period(points.periods.start_month))
    back = month[:, -1:] - month
    # Only whole years back from the newest: of a monthly series that is the same month each year.
    whole_year = np.abs(back - 12 * np.round(back / 12)) < 0.5
    often = (window.step < 12)[:, None]
    take = used.there & (~often | whole_year)
    spaced = pack(take & non_overlapping(month, np.where(take, month + 1, np.nan)), rules.WINDOW)
    value, lower, upper = (spaced.take(used.take(a)) for a in (panel.value, panel.lower, panel.upper))
    return (value, lower, upper), spaced.take(month) / 12
