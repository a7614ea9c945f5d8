"""What is asked: each action, each indicator it was meant to move, each place where it was done."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Flags, Floats, Integers, Points
from ropewalk.vocabulary.action import Action


@dataclass(frozen=True)
class Questions:
    """One entry a question, in the actions' order. ``action``, ``measure``, ``place``: numbers; ``series``:
    its number, -1 where there is none; ``day``: ordinal of the day on which the action began."""

    actions: tuple[Action, ...]
    action: Integers
    measure: Integers
    place: Integers
    series: Integers
    day: Floats

    def __len__(self) -> int:
        return len(self.action)

    def done_at(self, codes: Sequence[str]) -> Flags:
        """(actions, places): where each action was done by name. Such a place is no fair comparison."""
        number = {code: at for at, code in enumerate(codes)}
        done = np.zeros((len(self.actions), len(codes)), dtype=np.bool_)
        for at, one in enumerate(self.actions):
            done[at, [number[code] for code in one.places if code in number]] = True
        return done


def questions_of(points: Points, measures: Measures, actions: Sequence[Action], place: str) -> Questions:
    """The questions of some actions. ``place``: the code of where an action was done that names no place.
    Headlines only. Indicators without a measure, and places that are not numbered, are not asked about."""
    number = {name: at for at, name in enumerate(measures.ids)}
    place_number = {code: at for at, code in enumerate(points.series.places)}
    rows = [
        (at, number[name], place_number[code], action.began.toordinal())
        for at, action in enumerate(actions)
        for name in action.indicators
        for code in action.places or (place,)
        if name in number and code in place_number
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    action, measure, at_place, day = (np.ascontiguousarray(column) for column in table.T)
    headline = "" in points.series.breakdowns
    breakdown = np.full(len(table), points.series.breakdowns.index("") if headline else 0)
    series = points.series.find(measure, at_place if headline else np.full(len(table), -1), breakdown)
    return Questions(tuple(actions), action, measure, at_place, series, day.astype(np.float64))
