"""Which series have figures that were put together from former places, and what findings say of it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Points
from ropewalk.findings.reasons import Codes, Flags


@dataclass(frozen=True)
class Joined:
    """``held``: pairs of measure and place, each as one number, that have such figures, in order."""

    held: npt.NDArray[np.int64]
    places: int

    def among(self, measure: Codes, place: Codes) -> Flags:
        """Which pairs of a measure and a place have such figures (a place below nought has none)."""
        if len(self.held) == 0:
            return np.zeros(len(measure), dtype=np.bool_)
        return np.isin(measure.astype(np.int64) * self.places + place, self.held) & (place >= 0)


NOTHING = Joined(np.zeros(0, dtype=np.int64), 0)


def joined_of(points: Points, measures: Measures, made: pl.DataFrame) -> Joined:
    """The series among ``points`` that rows of ``made`` (columns indicator and place) belong to."""
    if made.is_empty():
        return NOTHING
    places = {code: n for n, code in enumerate(points.series.places)}
    own = {measure.id: n for n, measure in enumerate(measures.each)}
    pairs = made.select("indicator", "place").unique().rows()
    found = [own[i] * len(places) + places[p] for i, p in pairs if i in own and p in places]
    return Joined(np.array(sorted(found), dtype=np.int64), len(places))
