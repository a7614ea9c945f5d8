"""Points of many places in a few measures and breakdowns, with every kind of hole in them."""

import numpy as np

from ropewalk.findings.encode import Coded, periods_of
from ropewalk.findings.measures import Measures, as_arrays
from ropewalk.findings.points import Points
from ropewalk.findings.prepare import points_of
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

POLARITIES = (Polarity.HIGHER, Polarity.LOWER, Polarity.NEUTRAL)
PERIODS = periods_of([f"{year}-01-01/P1Y" for year in range(2015, 2022)])


def many_measures() -> Measures:
    """One measure of each polarity."""
    return as_arrays(
        [
            Measure(id=f"m{at}", kind=Kind.MEAN, polarity=polarity, frequency=Frequency.ANNUAL)
            for at, polarity in enumerate(POLARITIES)
        ]
    )


def many_points(seed: int, places: int, measures: Measures, share: float = 0.7) -> Points:
    """Whole values with ties; limits wide, narrow, none, or of no width."""
    rng = np.random.default_rng(seed)
    grid = np.indices((len(measures.each), places, 3, len(PERIODS.start))).reshape(4, -1)
    grid = grid[:, rng.random(grid.shape[1]) < share]
    # Some places stop early, some have no series of a breakdown at all.
    grid = grid[:, grid[3] < 7 - (grid[1] % 5 == 4) * 2 - (grid[1] % 7 == 6) * 3]
    grid = grid[:, (grid[1] + grid[2]) % 6 != 5]
    size = grid.shape[1]
    value = rng.integers(40, 60, size).astype(float)
    half = rng.choice([0.0, 0.5, 3.0, np.nan], size)
    nothing = np.full(size, np.nan)
    return points_of(
        Coded(
            measure=grid[0], place=grid[1], breakdown=grid[2], period=grid[3], value=value,
            lower=value - half, upper=value + 2 * half, numerator=nothing, denominator=nothing,
            state=(rng.random(size) < 0.1).astype(np.uint8),
            places=tuple(f"P{at:03d}" for at in range(places)), breakdowns=("", "f", "m"), periods=PERIODS,
        ),
        measures,
    )  # fmt: skip
