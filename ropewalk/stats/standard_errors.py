"""Standard errors recovered from published limits, on the scale on which the limits are symmetric."""

from typing import Final, Literal

import numpy as np

from ropewalk.stats import errors_kernel as kernel
from ropewalk.stats.arrays import Floats, Integers, Numbers, normal_quantile

Scale = Literal["natural", "log", "logit"]
SCALES: Final = {"natural": kernel.NATURAL, "log": kernel.LOG, "logit": kernel.LOGIT}
"""Scales as ``from_limits_by_row`` numbers them."""


def from_limits(
    value: Numbers,
    lower: Numbers,
    upper: Numbers,
    *,
    scale: Scale = "natural",
    multiplier: Numbers = 1.0,
    confidence: float = 0.95,
) -> Floats:
    """Standard error of ``value``, in its own unit.

    All arguments broadcast. natural: (upper - lower) / 2z. log: value times the width of the logs
    over 2z. logit: M p (1 - p) times the width of the logits over 2z, p = value / M. Where a log or
    logit does not exist (a limit at nought or at M) the natural scale is used. NaN where anything is
    missing, where the limits have no width or the wrong order, or where the value lies outside them.
    Source: Cochrane Handbook 6.3 (2022), section 6.3.1 and 6.5.2.2; delta method.
    """
    given = np.broadcast_arrays(*(np.asarray(a, dtype=np.float64) for a in (value, lower, upper, multiplier)))
    # Its own memory: a lone number spread over one row is still marked as shared, and must not be written to.
    v, low, high, m = (np.require(a, requirements=["C", "O"]).reshape(-1, 1) for a in given)
    codes = np.full(len(m), SCALES[scale], dtype=np.int64)
    return from_limits_by_row(v, low, high, codes, m[:, 0], confidence=confidence).reshape(given[0].shape)


def from_limits_by_row(
    value: Floats,
    lower: Floats,
    upper: Floats,
    scale: Integers,
    multiplier: Floats,
    *,
    confidence: float = 0.95,
) -> Floats:
    """The same for panels of shape (series, points), whose rows differ in scale (see SCALES) and multiplier,
    both of shape (series,)."""
    errors = np.empty(value.shape)
    z2 = 2 * normal_quantile(confidence)
    kernel.standard_errors(value, lower, upper, scale, multiplier, z2, errors)
    return errors
