"""Indirectly standardised ratio and rate: events seen, over those expected at a reference's rates."""

from dataclasses import dataclass

import numpy as np

from ropewalk.stats.arrays import Floats, Numbers, floats
from ropewalk.stats.intervals import rate_limits
from ropewalk.stats.modes import Mode


@dataclass(frozen=True)
class IndirectlyStandardised:
    """Fields of shape (groups,), NaN where unknown. ``reference``: what observed = expected stands for
    (100 of a ratio; the reference's crude rate of a rate)."""

    observed: Floats
    expected: Floats
    reference: Floats
    value: Floats
    lower: Floats
    upper: Floats


def indirect_ratio(
    events: Numbers,
    population: Numbers,
    reference_events: Numbers,
    reference_population: Numbers,
    *,
    reference: float = 100.0,
    confidence: float = 0.95,
    mode: Mode = "sound",
) -> IndirectlyStandardised:
    """``reference`` times O / E, with O = sum(x), E = sum(n X / N) and ``rate_limits`` of O over E.

    ``events`` x, ``population`` n, ``reference_events`` X, ``reference_population`` N: shapes that
    broadcast to (groups, cells); the reference may be (cells,). A missing or negative number, N <= 0
    or E = 0 makes the group NaN. ``as published``: a missing x, n or X counts as nought.
    Sources: Breslow and Day (1987) p. 65 and 69; PHEindicatormethods 2.1.0, calculate_ISRatio.
    """
    observed, expected, _ = _counts(events, population, reference_events, reference_population, mode)
    return _limits(observed, expected, np.full(observed.shape, reference), confidence)


def indirect_rate(
    events: Numbers,
    population: Numbers,
    reference_events: Numbers,
    reference_population: Numbers,
    *,
    multiplier: float = 100_000.0,
    confidence: float = 0.95,
    mode: Mode = "sound",
) -> IndirectlyStandardised:
    """O / E times the reference's crude rate M sum(X) / sum(N); the rest as in ``indirect_ratio``.

    Source: PHEindicatormethods 2.1.0, calculate_ISRate.
    """
    observed, expected, crude = _counts(events, population, reference_events, reference_population, mode)
    return _limits(observed, expected, crude * multiplier, confidence)


def _counts(
    events: Numbers, population: Numbers, known: Numbers, people: Numbers, mode: Mode
) -> tuple[Floats, Floats, Floats]:
    x, n, rx, rn = np.broadcast_arrays(floats(events), floats(population), floats(known), floats(people))
    if mode == "as published":
        x, n, rx = np.nan_to_num(x), np.nan_to_num(n), np.nan_to_num(rx)
    good = ((x >= 0) & (n >= 0) & (rx >= 0) & (rn > 0)).all(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = (n * (rx / rn)).sum(axis=1)
        crude = rx.sum(axis=1) / rn.sum(axis=1)
    return tuple(np.where(good, a, np.nan) for a in (x.sum(axis=1), expected, crude))  # type: ignore[return-value]


def _limits(
    observed: Floats, expected: Floats, reference: Floats, confidence: float
) -> IndirectlyStandardised:
    found = rate_limits(observed, expected, multiplier=reference, confidence=confidence)
    return IndirectlyStandardised(observed, expected, reference, found.value, found.lower, found.upper)
