"""Many series of one class, a block at a time, so that memory does not grow with their number."""

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

import numpy as np

from ropewalk.calibration.simulated.classes import StableClass
from ropewalk.calibration.simulated.recipes import Made
from ropewalk.stats.arrays import Floats

BLOCK: Final = 20_000
Progress: TypeAlias = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def nobody(_what: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def generator(seed: int, stable: StableClass, purpose: str) -> np.random.Generator:
    """Random numbers of its own for each class and purpose: adding a class changes no other's figures."""
    words = f"{stable.rhythm}|{stable.name}|{stable.points}|{purpose}"
    return np.random.default_rng([seed, *words.encode()])


def made(stable: StableClass, series: int, change: Floats, rng: np.random.Generator) -> Iterator[Made]:
    """``series`` series of a class, changed by ``change`` at each of its points, in blocks."""
    whole = np.r_[np.zeros(stable.before), change]
    for at in range(0, series, BLOCK):
        yield stable.recipe(rng, min(BLOCK, series - at), whole)
