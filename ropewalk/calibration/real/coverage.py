"""How often the truth fell inside the interval: all kinds together, and each kind."""

from collections.abc import Iterator

import numpy as np

from ropewalk.calibration.real.cuts import HORIZONS
from ropewalk.calibration.real.tries import NOMINAL, Tries
from ropewalk.calibration.real.weights import mean, mean_by_indicator
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Integers
from ropewalk.vocabulary.calibration import OVERALL, Coverage
from ropewalk.vocabulary.words import Kind


def coverage_rows(tries: Tries, measures: Measures) -> tuple[Coverage, ...]:
    """A row for each group, horizon and nominal share, what was held back apart."""
    return tuple(
        Coverage(
            group=group,
            horizon=horizon,
            nominal=nominal,
            covered=mean(tries.covered[rows, at] * 1.0),
            by_indicator=mean_by_indicator(tries.covered[rows, at] * 1.0, tries.measure[rows]),
            count=len(rows),
            heldout=heldout,
        )
        for heldout, group, horizon, rows in cells(tries, measures)
        for at, nominal in enumerate(NOMINAL)
    )


def cells(tries: Tries, measures: Measures) -> Iterator[tuple[bool, str, int, Integers]]:
    """Rows of each group at each horizon, first those on which constants may be tuned; none is empty."""
    for heldout in (False, True):
        for group in (OVERALL, *Kind):
            kind = np.ones(len(measures.ids), np.bool_) if group == OVERALL else measures.of_kind(Kind(group))
            for horizon in HORIZONS:
                mine = (tries.heldout == heldout) & (tries.horizon == horizon) & kind[tries.measure]
                if mine.any():
                    yield heldout, str(group), horizon, np.flatnonzero(mine)
