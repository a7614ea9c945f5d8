"""The numbers of one made-up indicator: every place, breakdown and period. Nothing here is published.

An indicator is drawn from the seed and its own number, so a table is the same however it is cut into
blocks. Authorities are drawn by sex; persons, regions and the country are their sums.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ropewalk.findings.encode import MEASURED, OTHER, PROVISIONAL, SUPPRESSED
from ropewalk.vocabulary.words import Kind

Floats = npt.NDArray[np.float64]

KINDS: Final = (Kind.PROPORTION, Kind.RATE, Kind.MEAN)
"""The kind of each indicator, in turn: with counts, with counts, with published limits."""
SCALE: Final = {Kind.PROPORTION: 100.0, Kind.RATE: 100_000.0, Kind.MEAN: 1.0}
MISSING: Final = 0.02
WITHHELD: Final = 0.005
_Z: Final = 1.959963984540054


@dataclass(frozen=True)
class Drawn:
    """Numbers of one indicator, every array of shape (places, breakdowns, periods); NaN where missing.
    Places: authorities, then regions, then the country. Breakdowns: persons, female, male."""

    value: Floats
    lower: Floats
    upper: Floats
    numerator: Floats
    denominator: Floats
    state: npt.NDArray[np.int8]


def draw(seed: int, number: int, authorities: int, regions: int, periods: int) -> Drawn:
    """One indicator. ``number`` decides its kind; with the seed, everything else."""
    rng = np.random.default_rng([seed, number])
    kind = KINDS[number % len(KINDS)]
    shape = (authorities, 2, periods)
    people = _people(rng, shape)
    score = _scores(rng, shape)
    if kind is Kind.MEAN:
        value, lower, upper = _means(rng, score, people, regions)
        x = n = np.full(value.shape, np.nan)
    else:
        # Every tenth proportion is near its ceiling, as vaccinations and satisfied tenants are.
        base = rng.uniform(-2, 2) if kind is Kind.PROPORTION else rng.uniform(-8, -5)
        base = 4.0 if kind is Kind.PROPORTION and number % 30 == 0 else base
        p = 1 / (1 + np.exp(-(base + score)))
        spread = np.sqrt(people * p * (1 - p)) * _normal(rng, shape)
        x = _summed(np.clip(np.round(people * p + spread), 0, people), regions)
        n = _summed(people, regions)
        value, lower, upper = (
            np.round(SCALE[kind] * x / n, 1),
            np.full(x.shape, np.nan),
            np.full(x.shape, np.nan),
        )
    return _with_states(rng, Drawn(value, lower, upper, x, n, np.full(x.shape, MEASURED, np.int8)))


def _people(rng: np.random.Generator, shape: tuple[int, int, int]) -> Floats:
    size = np.exp(rng.normal(8.5, 1.0, (shape[0], 1, 1))) * (1 + 0.01 * np.arange(shape[2]))
    people: Floats = np.maximum(np.round(size * np.exp(0.02 * _normal(rng, shape))), 30)
    return people


def _scores(rng: np.random.Generator, shape: tuple[int, int, int]) -> Floats:
    """Where each place stands on a logit's scale: its level, its trend, and unrest from year to year."""
    authorities, sexes, periods = shape
    level = rng.normal(0, 0.4, (authorities, 1, 1)) + rng.normal(0, 0.2, (1, sexes, 1))
    slope = rng.normal(0, 0.02) + rng.normal(0, 0.02, (authorities, 1, 1))
    unrest = np.exp(rng.normal(-3.2, 0.6))
    score: Floats = level + slope * (np.arange(periods) - periods / 2) + unrest * _normal(rng, shape)
    return score


def _means(
    rng: np.random.Generator, score: Floats, people: Floats, regions: int
) -> tuple[Floats, Floats, Floats]:
    spread = rng.uniform(5, 20)
    asked = np.maximum(people * 0.02, 5)
    error = spread / np.sqrt(asked)
    value = rng.uniform(20, 60) + 5 * score + error * _normal(rng, score.shape)
    weight = _summed(people, regions)
    mean = _summed(people * value, regions) / weight
    half = _Z * np.sqrt(_summed((people * error) ** 2, regions)) / weight
    return np.round(mean, 2), np.round(mean - half, 2), np.round(mean + half, 2)


def _summed(each: Floats, regions: int) -> Floats:
    """Authorities by sex, then with persons first, regions and the country behind."""
    both = np.concatenate([each.sum(axis=1, keepdims=True), each], axis=1)
    starts = -(np.arange(regions) * -len(each) // regions)  # as ``national`` shares authorities out
    return np.concatenate([both, np.add.reduceat(both, starts), both.sum(axis=0, keepdims=True)])


def _with_states(rng: np.random.Generator, drawn: Drawn) -> Drawn:
    """Some rows not available, some suppressed; the newest period of every tenth indicator provisional."""
    chance = rng.random(drawn.value.shape, dtype=np.float32)
    state = drawn.state.copy()
    state[..., -1] = np.where(rng.random() < 0.1, PROVISIONAL, MEASURED)
    state[chance < MISSING] = OTHER
    state[chance > 1 - WITHHELD] = SUPPRESSED
    gone = (state == OTHER) | (state == SUPPRESSED)
    value, lower, upper, numerator, denominator = (
        np.where(gone, np.nan, column)
        for column in (drawn.value, drawn.lower, drawn.upper, drawn.numerator, drawn.denominator)
    )
    return Drawn(value, lower, upper, numerator, denominator, state)


def _normal(rng: np.random.Generator, shape: tuple[int, int, int]) -> npt.NDArray[np.float32]:
    return rng.standard_normal(shape, dtype=np.float32)
