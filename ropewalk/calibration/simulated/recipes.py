"""How series of known truth are made: a level that may change, chance, and what its producer publishes.

A recipe is called with a random generator, a number of series and the change of level at each point in
standard deviations of a point. Without change the series is stable: any verdict of change is a false alarm.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from ropewalk.calibration.simulated.lingering_kernel import linger
from ropewalk.stats.arrays import Floats
from ropewalk.stats.intervals import Limits, proportion_limits, rate_limits

Z: Final = 1.959963984540054


@dataclass(frozen=True)
class Made:
    """Series as published, (series, points): ``lower`` and ``upper`` are NaN where there are no limits.

    ``trials``: what a proportion's counts are out of, nought for other kinds.
    """

    value: Floats
    lower: Floats
    upper: Floats
    trials: int = 0


Recipe: TypeAlias = Callable[[np.random.Generator, int, Floats], Made]


def autoregression(rng: np.random.Generator, series: int, points: int, memory: float) -> Floats:
    """Stationary, variance one, correlation ``memory`` from one point to the next."""
    noise = rng.standard_normal((series, points))
    if memory:
        linger(noise, memory)
    return noise


def without_limits(value: Floats) -> Made:
    """A producer that publishes values alone."""
    nothing = np.full(value.shape, np.nan)
    return Made(value, nothing, nothing)


def normal(memory: float, *, season: float = 0.0, period: int = 1) -> Recipe:
    """Normal values without limits, with a yearly wave of ``season`` standard deviations."""

    def make(rng: np.random.Generator, series: int, change: Floats) -> Made:
        points = len(change)
        wave = season * np.sin(2 * np.pi * np.arange(points) / period)
        return without_limits(autoregression(rng, series, points, memory) + change + wave)

    return make


def surveyed(process: float, memory: float, *, uneven: bool = False) -> Recipe:
    """Sampling error of one, known from limits, on a process of ``process`` times its size that lingers.

    ``uneven``: samples grow and shrink, so that the error lies anywhere from a half to two.
    """

    def make(rng: np.random.Generator, series: int, change: Floats) -> Made:
        shape = (series, len(change))
        error = np.exp2(rng.uniform(-1, 1, shape)) if uneven else np.ones(shape)
        value = error * rng.standard_normal(shape) + np.hypot(process, 1) * change
        if process:
            value += process * autoregression(rng, *shape, memory)
        return Made(value, value - Z * error, value + Z * error)

    return make


def whole_spread(memory: float) -> Recipe:
    """Limits that cover all the scatter there is, though neighbours resemble one another."""

    def make(rng: np.random.Generator, series: int, change: Floats) -> Made:
        value = autoregression(rng, series, len(change), memory) + change
        return Made(value, value - Z, value + Z)

    return make


def events(mean: float, *, limits: bool, season: float = 0.0, period: int = 1) -> Recipe:
    """Poisson counts as a rate per thousand of a thousand people, ``season`` of them a yearly wave."""

    def make(rng: np.random.Generator, series: int, change: Floats) -> Made:
        wave = 1 + season * np.sin(2 * np.pi * np.arange(len(change)) / period)
        expected = np.maximum(mean * wave + np.sqrt(mean) * change, 0.0)
        counts = rng.poisson(np.broadcast_to(expected, (series, len(change)))).astype(np.float64)
        return _published(rate_limits(counts, 1000.0, multiplier=1000.0), limits=limits)

    return make


def shares(trials: int, chance: float, *, limits: bool, decimals: int | None = None) -> Recipe:
    """Binomial percentages, rounded to ``decimals`` where the producer rounds. A change leads away from the
    nearer end: towards it there is no room."""
    away = -1.0 if chance > 0.5 else 1.0

    def make(rng: np.random.Generator, series: int, change: Floats) -> Made:
        sd = np.sqrt(chance * (1 - chance) / trials)
        expected = np.clip(chance + away * sd * change, 0.0, 1.0)
        counts = rng.binomial(trials, np.broadcast_to(expected, (series, len(change)))).astype(np.float64)
        found = proportion_limits(counts, float(trials), multiplier=100.0)
        if decimals is not None:
            found = Limits(*(np.round(a, decimals) for a in (found.value, found.lower, found.upper)))
        return _published(found, limits=limits, trials=trials)

    return make


def rolling(process: float, memory: float, years: int = 3) -> Recipe:
    """Means of ``years`` successive years published every year: neighbours share people."""
    single = surveyed(process, memory)

    def make(rng: np.random.Generator, series: int, change: Floats) -> Made:
        # The change is the published period's, so the years before the first carry its first level.
        yearly = single(rng, series, np.r_[np.full(years - 1, change[0]), change])
        sums = np.cumsum(np.c_[np.zeros(series), yearly.value], axis=1)
        value = (sums[:, years:] - sums[:, :-years]) / years
        half = Z / np.sqrt(years)
        return Made(value, value - half, value + half)

    return make


def after_break(recipe: Recipe, before: int, jump: float) -> Recipe:
    """``before`` points ``jump`` standard deviations away, counted in another way, and then the recipe."""

    def make(rng: np.random.Generator, series: int, change: Floats) -> Made:
        return recipe(rng, series, np.r_[np.full(before, jump), change[before:]])

    return make


def _published(found: Limits, *, limits: bool, trials: int = 0) -> Made:
    if limits:
        return Made(found.value, found.lower, found.upper, trials)
    nothing = np.full(found.value.shape, np.nan)
    return Made(found.value, nothing, nothing, trials)
