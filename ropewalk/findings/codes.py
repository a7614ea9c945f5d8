"""Answers as whole numbers: findings of a national table, one narrow row a question and no text.

The words are in dimension tables beside it (see ``dimensions``); a sentence is made when somebody asks
for it. Numbers are single precision: seven digits, of which pages show three.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
import polars as pl

from ropewalk.findings import direction, position, prospect
from ropewalk.findings.judge import Answer, Direction, NoTarget, Position, Prospect, Work
from ropewalk.findings.points import Floats, Integers
from ropewalk.findings.reasons import ORDER
from ropewalk.vocabulary.words import Question

KEY: Final[dict[str, type[pl.DataType]]] = {
    "indicator": pl.UInt32,
    "place": pl.UInt32,
    "breakdown": pl.UInt32,
    "comparator": pl.UInt32,
    "verdict": pl.UInt8,
    "period": pl.Int16,
    "method": pl.UInt8,
    "reasons": pl.UInt32,
    "points": pl.UInt16,
}
NUMBERS: Final = ("estimate", "lower", "upper", "p_value", "probability")
SCHEMA: Final[dict[str, type[pl.DataType]]] = {**KEY, **dict.fromkeys(NUMBERS, pl.Float32)}
"""Columns of the coded findings of every question. ``comparator``: into ``comparators``; ``period``: into
the periods, -1 for none; ``reasons``: the sum of 2 to the place of each code in ``reasons.ORDER``."""


def comparators(work: Work) -> tuple[str, ...]:
    """What the codes of comparators stand for: places, then peer sets, then the target, then nobody."""
    sets = (peer_set.id for peer_set in work.comparison.peer_sets)
    return (*work.points.series.places, *sets, "target", "")


def dimensions(work: Work) -> dict[str, tuple[str, ...]]:
    """The words behind every code but those of verdicts and methods, which are each question's own."""
    series = work.points.series
    return {
        "indicator": work.measures.ids,
        "place": series.places,
        "breakdown": series.breakdowns,
        "comparator": comparators(work),
        "period": tuple(work.points.periods.text.to_list()),
        "reasons": tuple(reason.value for reason in ORDER),
    }


VERDICTS: Final = {
    Question.DIRECTION: direction.VERDICTS,
    Question.POSITION: position.VERDICTS,
    Question.PROSPECT: prospect.VERDICTS,
}
METHODS: Final = {
    Question.DIRECTION: direction.METHODS,
    Question.POSITION: position.METHODS,
    Question.PROSPECT: prospect.METHODS,
}


def coded_rows(work: Work, answers: Iterable[Answer]) -> Iterator[tuple[Question, pl.DataFrame]]:
    """Each answer as a table with the columns of SCHEMA."""
    for answer in answers:
        match answer:
            case Direction(window, found):
                yield Question.DIRECTION, _direction(work, window.chosen, found)
            case Prospect(window, outlook):
                yield Question.PROSPECT, _prospect(work, window.chosen, outlook)
            case NoTarget(chosen, period):
                rest = (_nobody(work), prospect.NO_TARGET, period, 0, 0, 0)
                yield Question.PROSPECT, _table(work, chosen, rest, (np.nan,) * len(NUMBERS))
            case Position(sets, compared):
                yield Question.POSITION, _position(work, [s.id for s in sets], compared)


def _direction(work: Work, chosen: Integers, found: direction.Directions) -> pl.DataFrame:
    rest = (_nobody(work), found.verdict, found.period, found.method, found.reasons, found.count)
    return _table(work, chosen, rest, (found.change, found.lower, found.upper, found.p_value, np.nan))


def _prospect(work: Work, chosen: Integers, found: prospect.Prospects) -> pl.DataFrame:
    rest = (_nobody(work), found.verdict, found.period, found.method, found.reasons, found.count)
    return _table(work, chosen, rest, (found.expected, found.lower, found.upper, np.nan, found.probability))


def _position(work: Work, sets: list[str], found: position.Positions) -> pl.DataFrame:
    whom = _whom(work, sets, found)
    rest = (whom, found.verdict, found.period, found.method, found.reasons, found.points)
    numbers = (found.difference, found.lower, found.upper, found.p_value, np.nan)
    return _table(work, found.series, rest, numbers)


def _nobody(work: Work) -> int:
    return len(comparators(work)) - 1


def _whom(work: Work, sets: list[str], found: position.Positions) -> Integers:
    every = comparators(work)
    first = len(work.points.series.places)
    of_set = np.array([every.index(name, first) for name in sets] or [0], dtype=np.int64)
    chosen = of_set[np.where(found.kind == position.SET, found.other, 0)]
    whom = np.where(found.kind == position.PLACE, found.other, chosen)
    return np.where(found.kind == position.TARGET, len(every) - 2, whom)


def _table(
    work: Work, chosen: Integers, rest: tuple[Integers | int, ...], numbers: tuple[Floats | float, ...]
) -> pl.DataFrame:
    series = work.points.series
    key = (series.measure[chosen], series.place[chosen], series.breakdown[chosen], *rest)
    columns = dict(zip(SCHEMA, (*key, *numbers), strict=True))
    size = len(chosen)
    return pl.DataFrame(
        {
            name: pl.Series(name, np.broadcast_to(np.asarray(column), size)).cast(SCHEMA[name])
            for name, column in columns.items()
        }
    ).with_columns(pl.col(NUMBERS).fill_nan(None))
