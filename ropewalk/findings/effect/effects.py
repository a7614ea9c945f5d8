"""Did it work? What an indicator did once an action began: an association, worded as one.

A series with at least eight separate periods on each side is judged by itself: one line before, another
after. Any other is judged beside similar places: its change against theirs. Pure and total: nothing is read
or written, and a question that cannot be answered gets ``cannot say`` and reasons.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from ropewalk.findings.comparators import all_codes
from ropewalk.findings.comparison import Comparison
from ropewalk.findings.effect.beside import judge_beside
from ropewalk.findings.effect.columns import CANNOT_SAY
from ropewalk.findings.effect.judged import judged
from ropewalk.findings.effect.questions import Questions, questions_of
from ropewalk.findings.effect.rows import effect_rows
from ropewalk.findings.effect.series import judge_series, may_stand_alone
from ropewalk.findings.effect.sides import sides_of
from ropewalk.findings.encode import encode
from ropewalk.findings.measures import Measures, as_arrays
from ropewalk.findings.points import NEVER, Integers, Points
from ropewalk.findings.prepare import points_of
from ropewalk.findings.reasons import flag
from ropewalk.findings.words import words_of
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.words import Reason


def effects(
    observations: pl.DataFrame,
    actions: Sequence[Action],
    measures: Sequence[Measure],
    comparison: Comparison,
    *,
    place: str,
    revision: int = 0,
) -> pl.DataFrame:
    """One row for each action, each of its indicators that has a measure, and each place where it was done.

    ``observations``: the exchange table, of the places and their peers; ``place``: code of the place of an
    action that names none. Columns: ``effect_rows.EFFECTS``. The rule: docs/how-a-number-is-worked-out.md.
    """
    asked = {name for action in actions for name in action.indicators}
    arrays = as_arrays([measure for measure in measures if measure.id in asked])
    codes = all_codes(comparison, set()) | {place} | {code for one in actions for code in one.places}
    points = points_of(encode(observations, arrays, sorted(codes)), arrays)
    questions = questions_of(points, arrays, actions, place)
    answers = _judge(points, arrays, comparison, questions)
    told = words_of(points, arrays, comparison)
    return effect_rows(told, comparison, questions, answers.sort("question"), revision)


def _judge(points: Points, measures: Measures, comparison: Comparison, questions: Questions) -> pl.DataFrame:
    known = questions.series >= 0
    known[known] = (points.stop - points.first)[questions.series[known]] > 0
    rows = np.flatnonzero(known)
    parts = [_unknown(points, questions, np.flatnonzero(~known))]
    if len(rows):
        sides = sides_of(points, measures, questions.series[rows], questions.day[rows])
        alone = may_stand_alone(points, measures, sides)
        parts.append(judge_series(points, measures, questions, sides.rows(alone), rows[alone]))
        rest = sides.rows(~alone)
        parts.append(judge_beside(points, measures, comparison, questions, rest, rows[~alone]))
    return pl.concat(parts)


def _unknown(points: Points, questions: Questions, rows: Integers) -> pl.DataFrame:
    """Places without any figure: hidden, or not there at all."""
    series = questions.series[rows]
    hidden = np.zeros(len(rows), dtype=np.bool_)
    hidden[series >= 0] = points.series.withheld[series[series >= 0]] != NEVER
    none = np.full(len(rows), -1, dtype=np.int64)
    return judged(
        question=rows,
        verdict=np.full(len(rows), CANNOT_SAY),
        comparator=none,
        from_period=none,
        period=none,
        reasons=flag(Reason.SUPPRESSED, hidden) | flag(Reason.TOO_FEW_POINTS, ~hidden),
    )
