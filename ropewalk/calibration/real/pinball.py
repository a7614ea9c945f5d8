"""How far forecasts miss, beside those that anybody could make."""

from collections.abc import Iterator

import numpy as np

from ropewalk.calibration.real.coverage import cells
from ropewalk.calibration.real.tries import METHODS, Tries
from ropewalk.calibration.real.weights import mean, mean_by_indicator
from ropewalk.findings.measures import Measures
from ropewalk.vocabulary.calibration import Pinball

LAST_VALUE = METHODS.index("last value")


def pinball_rows(tries: Tries, measures: Measures) -> tuple[Pinball, ...]:
    """A row for each group, horizon and method. Series too short for a unit of their own are left out."""
    return tuple(_rows(tries, measures))


def _rows(tries: Tries, measures: Measures) -> Iterator[Pinball]:
    known = np.asarray(np.isfinite(tries.loss).all(axis=1))
    for heldout, group, horizon, rows in cells(tries, measures):
        used = rows[known[rows]]
        if not len(used):
            continue
        each = [mean(tries.loss[used, at]) for at in range(len(METHODS))]
        alike = [mean_by_indicator(tries.loss[used, at], tries.measure[used]) for at in range(len(METHODS))]
        for at, method in enumerate(METHODS):
            yield Pinball(
                method=method,
                group=group,
                horizon=horizon,
                loss=each[at],
                relative=each[at] / each[LAST_VALUE],
                by_indicator=alike[at] / alike[LAST_VALUE],
                count=len(used),
                heldout=heldout,
            )
