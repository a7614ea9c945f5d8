"""Answers told: each one's rows of the findings table, with its sentence."""

from collections.abc import Iterable, Iterator

import numpy as np
import polars as pl

from ropewalk.findings.judge import Answer, Direction, NoTarget, Position, Prospect, Work
from ropewalk.findings.rows import direction_rows, no_target_rows, position_rows, prospect_rows
from ropewalk.findings.words import Words


def told_rows(work: Work, told: Words, answers: Iterable[Answer]) -> Iterator[pl.DataFrame]:
    """One table an answer, with a column ``series`` (its number) to sort by."""
    points, measures, latest = work.points, work.measures, work.latest
    owner = np.repeat(points.series.measure, latest.period.shape[1])
    flat = (latest.value.ravel(), latest.lower.ravel(), latest.upper.ravel())
    texts = (told.value(owner, *flat, bare=True), told.value(owner, *flat))
    for answer in answers:
        match answer:
            case Direction(window, found):
                yield direction_rows(points, told, window, found)
            case Prospect(window, outlook):
                yield prospect_rows(points, measures, told, window, outlook)
            case NoTarget(chosen, period):
                yield no_target_rows(points, told, chosen, period)
            case Position(sets, compared):
                names = [(s.id, s.title.partition(":")[0]) for s in sets]
                yield position_rows(points, told, texts, latest, names, compared)
