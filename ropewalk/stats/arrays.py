"""The shapes that every method shares, and the few quantiles that they need.

A *panel* is a float array of shape (series, points) with NaN as missing, oldest point first.
Methods never change an array they are given, and one series never touches another's result.
"""

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri, stdtr, stdtrit

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Integers: TypeAlias = npt.NDArray[np.int64]
Numbers: TypeAlias = npt.ArrayLike | Sequence[float]


VAST: Final = 1e100
"""Numbers this large are no measurements, nor are their inverses: squares would overflow and poison a sum."""


def floats(values: Numbers) -> Floats:
    """A new float64 array; infinities and numbers beyond VAST become NaN, missing like any other, and
    numbers nearer to nought than 1 / VAST become nought."""
    array = np.array(values, dtype=np.float64, copy=True)
    with np.errstate(invalid="ignore"):
        size = np.abs(array)
        if not size.max(initial=0.0) < VAST:  # false of NaN too
            np.putmask(array, ~(size < VAST), np.nan)
        np.putmask(array, size < 1 / VAST, 0.0)
    return array


def normal_quantile(confidence: float) -> float:
    """z of a two-sided interval: 1.959964 for 0.95. ValueError where ``confidence`` is no share."""
    return float(ndtri(0.5 + _share(confidence) / 2))


def t_quantile(confidence: float, df: Numbers) -> Floats:
    """Student's t of a two-sided interval; NaN where ``df`` is not positive. ValueError where ``confidence``
    is no share."""
    degrees = np.asarray(df, dtype=np.float64)
    safe = np.where(degrees > 0, degrees, np.nan)
    return np.asarray(stdtrit(safe, 0.5 + _share(confidence) / 2))


def _share(confidence: float) -> float:
    if np.ndim(confidence) != 0 or not 0 < confidence < 1:
        raise ValueError(f"Confidence must be one number between 0 and 1, such as 0.95, not {confidence}")
    return confidence


def t_two_sided(statistic: Floats, df: Numbers) -> Floats:
    """Two-sided p-value of a t statistic; NaN in, NaN out."""
    degrees = np.asarray(df, dtype=np.float64)
    safe = np.where(degrees > 0, degrees, np.nan)
    return np.asarray(2 * stdtr(safe, -np.abs(statistic)))
