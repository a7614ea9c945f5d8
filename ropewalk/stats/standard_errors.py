"""Standard errors recovered from published limits, on the scale on which the limits are symmetric."""

from typing import Literal

import numpy as np

from ropewalk.stats.arrays import Floats, Numbers, floats, normal_quantile

Scale = Literal["natural", "log", "logit"]


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
    v, low, high, m = np.broadcast_arrays(floats(value), floats(lower), floats(upper), floats(multiplier))
    z2 = 2 * normal_quantile(confidence)
    # Publishers round value and limits apart, so a value may stick out of its limits by a rounding.
    slack = 0.05 * (high - low)
    good = (high > low) & (v >= low - slack) & (v <= high + slack)
    error = (high - low) / z2
    with np.errstate(divide="ignore", invalid="ignore"):
        if scale == "log":
            inner = (low > 0) & (v > 0)
            error = np.where(inner, v * np.log(high / low) / z2, error)
        elif scale == "logit":
            inner = (low > 0) & (high < m) & (v > 0) & (v < m)
            width = np.log(high / (m - high)) - np.log(low / (m - low))
            error = np.where(inner, v * (1 - v / m) * width / z2, error)
    return np.where(good, error, np.nan)
