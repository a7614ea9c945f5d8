"""How often the shipped rule calls a stable series improving or worsening, class by class."""

from collections.abc import Sequence

import numpy as np

from ropewalk.calibration.simulated.blocks import Progress, generator, made, nobody
from ropewalk.calibration.simulated.classes import StableClass
from ropewalk.calibration.simulated.recipes import Made
from ropewalk.calibration.simulated.shipped import judge
from ropewalk.calibration.simulated.usual import least_squares
from ropewalk.findings import rules
from ropewalk.vocabulary.calibration import ClassRate


def false_alarms(
    classes: Sequence[StableClass],
    *,
    series: int,
    seed: int,
    progress: Progress = nobody,
) -> tuple[ClassRate, ...]:
    """One rate a class, from ``series`` stable series each; of charted classes a quarter as many."""
    rates = []
    for done, stable in enumerate(classes):
        progress(f"false alarms: {stable.name}", done, len(classes))
        rates.append(rate_of(stable, series=number_of(stable, series), seed=seed))
    return tuple(rates)


def number_of(stable: StableClass, series: int) -> int:
    """Charted series cost twenty times as much to judge, and are made fewer."""
    return max(series // 4, 1) if stable.half_year else series


def rate_of(stable: StableClass, *, series: int, seed: int) -> ClassRate:
    """The rate of one class, with the standard error that comes of the number of series alone."""
    rng = generator(seed, stable, "stable")
    counts = np.zeros(3)
    usual: list[float] = []
    for block in made(stable, series, np.zeros(stable.points), rng):
        found = judge(stable, block)
        counts += (found.improving.sum(), found.worsening.sum(), found.silent.sum())
        usual += _usual(stable, block)
    improving, worsening, silent = (float(share) for share in counts / series)
    called = improving + worsening
    return ClassRate(
        name=stable.name,
        rhythm=stable.rhythm,
        points=stable.points,
        series=series,
        improving=improving,
        worsening=worsening,
        silent=silent,
        error=float(np.sqrt(called * (1 - called) / series)),
        usual=float(np.sum(usual) / series) if usual else None,
    )


def _usual(stable: StableClass, block: Made) -> list[float]:
    """How many of a block's series the usual test calls changed; nothing where there is no usual test."""
    if stable.half_year or stable.length:
        return []
    p_value = least_squares(block, stable.window)
    return [float((p_value < rules.SURE).sum())]
