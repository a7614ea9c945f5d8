"""From arrays of answers to rows of the findings table."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from ropewalk.findings import direction, position, prospect, rules
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Integers, Newest, Points
from ropewalk.findings.reasons import ORDER, Codes, has, words
from ropewalk.findings.sentences import direction_sentences, position_sentences, prospect_sentences
from ropewalk.findings.window import Window
from ropewalk.findings.words import Words, middle_of
from ropewalk.vocabulary.words import Question

NUMBERS = ("estimate", "lower", "upper", "p_value", "probability")


def direction_rows(points: Points, told: Words, window: Window, found: direction.Directions) -> pl.DataFrame:
    """One row a series: the direction question."""
    m = points.series.measure[window.chosen]
    low, high = window.panel.lower[:, -1], window.panel.upper[:, -1]
    step = window.step
    charted = step <= 3
    need = np.where(
        charted, np.where(step == 1, rules.LEAST_MONTHS, rules.LEAST_QUARTERS), rules.LEAST_POINTS
    )
    stretch = pl.Series(
        np.where(step == 1, f"{rules.STRETCH_MONTHS} months", f"{rules.STRETCH_QUARTERS} quarters")
    )
    table = pl.DataFrame(
        {
            "verdict": found.verdict,
            "method": found.method,
            "rising": found.change > 0,
            "agrees": (found.newer - found.older) * found.change > 0,
            "older": told.value(m, found.older, low, high, bare=True),
            "newer": told.value(m, found.newer, low, high),
            "least": told.value(m, found.least, low, high, bare=True),
            "most": told.value(m, found.most, low, high),
            "change": told.change(m, found.change, found.lower, found.upper),
            "when": told.when.gather(_index(found.period, told.when)),
            "since": told.since.gather(_index(found.from_period, told.since)),
            "before": told.when.gather(_index(found.from_period, told.when)),
            "p_value": found.p_value,
            "count": found.count,
            "need": need,
            "stretch": stretch,
            "must_read": told.must_read.gather(m),
            **_flags(found.reasons),
        }
    )
    empty = pl.Series([""], dtype=pl.String).new_from_index(0, len(m))
    numbers = (found.change, found.lower, found.upper, found.p_value, np.full(len(m), np.nan))
    return _rows(
        points,
        told,
        window.chosen,
        Question.DIRECTION,
        empty,
        _words(direction.VERDICTS, found.verdict),
        numbers,
        found.period,
        _words(direction.METHODS, found.method),
        found.reasons,
        found.count,
        direction_sentences(table),
    )


def position_rows(
    points: Points,
    told: Words,
    texts: tuple[pl.Series, pl.Series],
    latest: Newest,
    sets: Sequence[tuple[str, str]],
    found: position.Positions,
) -> pl.DataFrame:
    """One row a comparison. ``texts``: the values of ``latest`` in words, row after row, first without long
    units, then with them; ``sets``: id and title of each set that ``found.other`` counts."""
    width = latest.period.shape[1]
    m = points.series.measure[found.series]
    is_place, is_set = found.kind == position.PLACE, found.kind == position.SET
    own = texts[0].gather(found.series * width + width - 1 - found.slot)
    ids = pl.Series([*told.places.to_list(), *(s[0] for s in sets), "target"], dtype=pl.String)
    titles = pl.Series([*told.names.to_list(), *(s[1] for s in sets), "the target"], dtype=pl.String)
    who = np.where(is_place, found.other, len(told.places) + np.where(is_set, found.other, len(sets)))
    middles = [middle_of(title) for _, title in sets]
    whoms = pl.Series([*told.names.to_list(), *middles, "the target"], dtype=pl.String)
    table = pl.DataFrame(
        {
            "verdict": found.verdict,
            "kind": found.kind,
            "higher": found.difference > 0,
            "level": found.difference == 0,
            "own": own,
            "theirs": _theirs(told, texts[1], latest, found, m),
            "other": titles.gather(who),
            "whom": whoms.gather(who),
            "when": told.when.gather(_index(found.period, told.when)),
            "p_value": found.p_value,
            "above": found.above,
            "peers": found.peers,
            **_flags(found.reasons),
        }
    )
    numbers = (found.difference, found.lower, found.upper, found.p_value, np.full(len(m), np.nan))
    return _rows(
        points,
        told,
        found.series,
        Question.POSITION,
        ids.gather(who),
        _words(position.VERDICTS, found.verdict),
        numbers,
        found.period,
        _words(position.METHODS, found.method),
        found.reasons,
        found.points,
        position_sentences(table),
    )


def _theirs(
    told: Words, texts: pl.Series, latest: Newest, found: position.Positions, m: Integers
) -> pl.Series:
    """The comparators' values in words: looked up where they are somebody's newest points, else written."""
    somebody = found.their_series >= 0
    width = latest.period.shape[1]
    at = np.maximum(found.their_series, 0) * width + width - 1 - np.maximum(found.their_slot, 0)
    # The middle of a set and a target are nobody's: their text stands nowhere yet.
    written = told.value(m, np.where(somebody, np.nan, found.theirs))
    if not len(texts):
        return written
    looked = pl.DataFrame(
        {"text": texts.gather(at), "there": somebody & ~np.isnan(found.theirs), "written": written}
    )
    return looked.select(pl.when("there").then("text").otherwise("written").alias("text"))["text"]


def prospect_rows(
    points: Points, measures: Measures, told: Words, window: Window, found: prospect.Prospects
) -> pl.DataFrame:
    """One row a series: the prospect question."""
    m = points.series.measure[window.chosen]
    chance = np.clip(np.round(100 * np.nan_to_num(found.probability)), 1, 99).astype(np.int64)
    dates = [f"{i.target.date.day} {i.target.date:%B %Y}" if i.target else "" for i in measures.each]
    table = pl.DataFrame(
        {
            "verdict": found.verdict,
            "expected": told.value(m, found.expected, found.lower, found.upper),
            "low": told.value(m, found.lower, found.lower, found.upper, bare=True),
            "high": told.value(m, found.upper, found.lower, found.upper),
            "target": told.value(m, measures.target[m]),
            "by": pl.Series(dates, dtype=pl.String).gather(m),
            "newer": told.value(m, found.newest, window.panel.lower[:, -1], window.panel.upper[:, -1]),
            "needed": told.signed_change(m, found.needed),
            "pace": told.signed_change(m, found.pace),
            "passed": found.years <= 0,
            "chance": chance,
            "count": found.count,
            **_flags(found.reasons),
        }
    )
    empty = pl.Series([""], dtype=pl.String).new_from_index(0, len(m))
    numbers = (found.expected, found.lower, found.upper, np.full(len(m), np.nan), found.probability)
    return _rows(
        points,
        told,
        window.chosen,
        Question.PROSPECT,
        empty,
        _words(prospect.VERDICTS, found.verdict),
        numbers,
        found.period,
        _words(prospect.METHODS, found.method),
        found.reasons,
        found.count,
        prospect_sentences(table),
    )


def no_target_rows(points: Points, told: Words, chosen: Integers, period: Integers) -> pl.DataFrame:
    """The prospect question where no target is set."""
    size = len(chosen)
    none, nought = np.full(size, np.nan), np.zeros(size, dtype=np.int64)
    empty = pl.Series([""], dtype=pl.String).new_from_index(0, size)
    return _rows(
        points,
        told,
        chosen,
        Question.PROSPECT,
        empty,
        _words(prospect.VERDICTS, nought + prospect.NO_TARGET),
        (none,) * len(NUMBERS),
        period,
        empty,
        nought,
        nought,
        pl.Series(["No target is set."], dtype=pl.String).new_from_index(0, size),
    )


def _rows(
    points: Points,
    told: Words,
    chosen: Codes,
    question: Question,
    comparator: pl.Series,
    verdict: pl.Series,
    numbers: Sequence[np.ndarray[tuple[int, ...], np.dtype[np.float64]]],
    period: Codes,
    method: pl.Series,
    reasons: Codes,
    count: Codes,
    sentence: pl.Series,
) -> pl.DataFrame:
    series = points.series
    named = {name: pl.Series(column).fill_nan(None) for name, column in zip(NUMBERS, numbers, strict=True)}
    return pl.DataFrame(
        {
            "series": chosen.astype(np.int64),
            "indicator": told.indicators.gather(series.measure[chosen]),
            "place": told.places.gather(series.place[chosen]),
            "breakdown": told.breakdowns.gather(series.breakdown[chosen]),
            "question": pl.Series([question.value], dtype=pl.String).new_from_index(0, len(chosen)),
            "comparator": comparator,
            "verdict": verdict,
            **{name: named[name] for name in NUMBERS[:3]},
            "period": told.periods.gather(_index(period, told.periods)),
            **{name: named[name] for name in NUMBERS[3:]},
            "method": method,
            "reasons": words(reasons),
            "points": count.astype(np.int64),
            "sentence": sentence,
        }
    )


def _index(period: Codes, texts: pl.Series) -> Codes:
    return np.where(period < 0, len(texts) - 1, period)


def _words(listed: Sequence[str], code: Codes) -> pl.Series:
    return pl.Series([str(word) for word in listed], dtype=pl.String).gather(code)


def _flags(reasons: Codes) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]:
    return {reason.value: has(reasons, reason) for reason in ORDER}
