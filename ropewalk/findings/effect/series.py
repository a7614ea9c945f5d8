"""A series judged by itself: did it leave the line that it was on when the action began?"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from ropewalk.findings import rules
from ropewalk.findings.effect import rules as rule
from ropewalk.findings.effect.columns import SERIES
from ropewalk.findings.effect.judged import judged, verdict_of
from ropewalk.findings.effect.questions import Questions
from ropewalk.findings.effect.sides import Sides, common_reasons, ends_of, errors_of
from ropewalk.findings.measures import Measures, month_of
from ropewalk.findings.points import Flags, Floats, Integers, Points
from ropewalk.findings.reasons import flag
from ropewalk.findings.window import steps_of
from ropewalk.stats.before_after import BeforeAfter, before_after
from ropewalk.vocabulary.words import Reason

GAP, LEVEL, PACE = range(3)


def may_stand_alone(points: Points, measures: Measures, sides: Sides) -> Flags:
    """Whether each row has at least eight separate periods on each side; of months and quarters a whole year
    too, and so many in all that the time of year can be told from a change."""
    step = steps_of(points, measures, sides.chosen)
    before, after = sides.before.sum(axis=1), sides.after.sum(axis=1)
    year = np.where(step <= 3, 12 / step, 0)
    least = np.maximum(rule.LEAST_EACH_SIDE, year)
    in_all = np.where(step <= 3, np.where(step == 1, rules.LEAST_MONTHS, rules.LEAST_QUARTERS), 0)
    return np.asarray((before >= least) & (after >= least) & (before + after >= in_all), dtype=np.bool_)


def judge_series(
    points: Points, measures: Measures, questions: Questions, sides: Sides, rows: Integers
) -> pl.DataFrame:
    """Judge the questions numbered ``rows``, whose sides are ``sides``, by their own series."""
    step = steps_of(points, measures, sides.chosen)
    parts = [judged(question=np.zeros(0, dtype=np.int64))]
    for months in np.unique(np.where(step <= 3, step, 12.0)):  # over rhythms, of which there are four
        mine = np.flatnonzero(np.where(step <= 3, step, 12.0) == months)
        rhythm = _Rhythm(step[mine] / 12, round(12 / months) if months <= 3 else 0)
        parts.append(_judge(points, measures, questions, sides.rows(mine), rows[mine], rhythm))
    return pl.concat(parts)


@dataclass(frozen=True)
class _Rhythm:
    """``step``: (rows,) years from point to point; ``season``: points a year, nought if yearly or slower."""

    step: Floats
    season: int


def _judge(
    points: Points, measures: Measures, questions: Questions, sides: Sides, rows: Integers, rhythm: _Rhythm
) -> pl.DataFrame:
    most = {12: rule.MOST_MONTHLY, 0: rule.MOST_YEARLY}.get(rhythm.season, rule.MOST_QUARTERLY)
    sides = sides.nearest(np.full(len(rows), most))
    plain, each = (_asked(points, measures, questions, sides, rows, c, rhythm) for c in (0.95, _EACH))
    p_value = np.nan_to_num(each.p_value[:, [GAP, LEVEL]], nan=2.0)
    which = p_value.argmin(axis=1)
    at = (np.arange(len(rows)), which)
    p_value = np.where(p_value[at] > 1, np.nan, np.minimum(1.0, rule.ASKED * p_value[at]))
    estimate = each.estimate[at]
    verdict, bits = verdict_of(estimate, p_value, measures.sign[questions.measure[rows]])
    bits |= common_reasons(points, sides) | flag(Reason.CONSTANT, np.isnan(p_value))
    # Of overlapping periods every k-th is used: enough of them, but a reader should know.
    bits |= flag(Reason.OVERLAPPING_PERIODS, sides.crowded)
    first, last = ends_of(sides)
    named = {
        f"{name}{part}": getattr(plain, field)[:, column]
        for name, column in (("level", LEVEL), ("pace", PACE))
        for part, field in (("", "estimate"), ("_lower", "lower"), ("_upper", "upper"), ("_p", "p_value"))
    }
    return judged(
        question=rows,
        verdict=verdict,
        method=np.full(len(rows), SERIES),
        asked=which,
        comparator=np.full(len(rows), -1),
        before=plain.before,
        after=plain.after,
        from_period=first,
        period=last,
        left_out=sides.left_out,
        reasons=bits,
        estimate=estimate,
        lower=each.lower[at],
        upper=each.upper[at],
        p_value=p_value,
        **named,
    )


_EACH = 1 - (1 - 0.95) / rule.ASKED


def _asked(
    points: Points,
    measures: Measures,
    questions: Questions,
    sides: Sides,
    rows: Integers,
    confidence: float,
    rhythm: _Rhythm,
) -> BeforeAfter:
    panel, used, periods = sides.panel, sides.before | sides.after, points.periods
    value = np.where(used, panel.value, np.nan)
    month = (panel.of_period(periods.start_month) + panel.of_period(periods.end_month)) / 2
    began = np.array([month_of(questions.actions[at].began) for at in questions.action[rows].tolist()])
    error: Floats | None = None
    if not rhythm.season:
        error = errors_of(measures, questions.measure[rows], value, panel.lower, panel.upper)
    return before_after(
        value,
        month / 12,
        began / 12,
        error,
        step=rhythm.step,
        season=rhythm.season,
        least=rule.LEAST_EACH_SIDE,
        confidence=confidence,
    )
