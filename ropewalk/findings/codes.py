"""Answers as whole numbers: findings of a national table, one narrow row a question and no text.

The words are beside the table (see ``blocks.tables.Words``); a sentence is made when somebody asks for
it. Numbers are single precision: seven digits, of which pages show three. Codes are signed, because the
tables that keep them know no unsigned numbers.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from ropewalk.findings import direction, position, prospect
from ropewalk.findings.judge import Answer, Direction, NoTarget, Position, Prospect, Work
from ropewalk.findings.points import Floats
from ropewalk.vocabulary.words import Question

KEY: Final[dict[str, type[pl.DataType]]] = {
    "indicator": pl.Int32,
    "place": pl.Int32,
    "breakdown": pl.Int16,
    "comparator": pl.Int32,
    "verdict": pl.Int8,
    "period": pl.Int16,
    "method": pl.Int8,
    "reasons": pl.Int32,
    "points": pl.Int16,
}
NUMBERS: Final = ("estimate", "lower", "upper", "p_value", "probability")
SCHEMA: Final[dict[str, type[pl.DataType]]] = {**KEY, **dict.fromkeys(NUMBERS, pl.Float32)}
"""Columns of the coded findings of every question. ``indicator``: into the measures; ``comparator``: into
``comparators``; ``period``: into the periods, -1 for none; ``reasons``: the sum of 2 to the place of each
code in ``reasons.ORDER``."""
Whole = npt.NDArray[np.integer[Any]]
_NARROW: Final[dict[type[pl.DataType], npt.DTypeLike]] = {
    pl.Int8: np.int8,
    pl.Int16: np.int16,
    pl.Int32: np.int32,
    pl.Float32: np.float32,
}


def comparators(work: Work) -> tuple[str, ...]:
    """What the codes of comparators stand for: places, then peer sets, then the target, then nobody."""
    sets = (peer_set.id for peer_set in work.comparison.peer_sets)
    return (*work.points.series.places, *sets, "target", "")


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


def _direction(work: Work, chosen: Whole, found: direction.Directions) -> pl.DataFrame:
    rest = (_nobody(work), found.verdict, found.period, found.method, found.reasons, found.count)
    return _table(work, chosen, rest, (found.change, found.lower, found.upper, found.p_value, np.nan))


def _prospect(work: Work, chosen: Whole, found: prospect.Prospects) -> pl.DataFrame:
    rest = (_nobody(work), found.verdict, found.period, found.method, found.reasons, found.count)
    return _table(work, chosen, rest, (found.expected, found.lower, found.upper, np.nan, found.probability))


def _position(work: Work, sets: list[str], found: position.Positions) -> pl.DataFrame:
    whom = _whom(work, sets, found)
    rest = (whom, found.verdict, found.period, found.method, found.reasons, found.points)
    numbers = (found.difference, found.lower, found.upper, found.p_value, np.nan)
    return _table(work, found.series, rest, numbers)


def _nobody(work: Work) -> int:
    return len(comparators(work)) - 1


def _whom(work: Work, sets: list[str], found: position.Positions) -> Whole:
    if not (found.kind != position.PLACE).any():
        return found.other
    every = comparators(work)
    first = len(work.points.series.places)
    of_set = np.array([every.index(name, first) for name in sets] or [0], dtype=np.int64)
    chosen = of_set[np.where(found.kind == position.SET, found.other, 0)]
    whom = np.where(found.kind == position.PLACE, found.other, chosen)
    return np.where(found.kind == position.TARGET, len(every) - 2, whom)


def _table(
    work: Work, chosen: Whole, rest: tuple[Whole | int, ...], numbers: tuple[Floats | float, ...]
) -> pl.DataFrame:
    series = work.points.series
    # Narrow first: what is gathered for each answer is then half as much to move.
    of_series = zip(SCHEMA.items(), (series.measure, series.place, series.breakdown), strict=False)
    key = (_narrow(column, kind).take(chosen) for (_, kind), column in of_series)
    columns = zip(SCHEMA.items(), (*key, *rest, *numbers), strict=True)
    return pl.DataFrame([_column(name, column, kind, len(chosen)) for (name, kind), column in columns])


def _column(
    name: str, column: npt.NDArray[np.generic] | float, kind: type[pl.DataType], size: int
) -> pl.Series:
    if isinstance(column, float) and np.isnan(column):
        return pl.Series(name, [None], dtype=kind).new_from_index(0, size)
    if isinstance(column, int | float):
        return pl.Series(name, [column], dtype=kind).new_from_index(0, size)
    return pl.Series(name, _narrow(column, kind), nan_to_null=True)


def _narrow(column: npt.NDArray[np.generic], kind: type[pl.DataType]) -> npt.NDArray[np.generic]:
    narrow: npt.NDArray[np.generic] = column.astype(_NARROW[kind], copy=False)
    return narrow
