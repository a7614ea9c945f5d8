"""Automatic exponential smoothing: the shape and kind of errors that the series itself speaks for."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Integers, Numbers, floats
from ropewalk.stats.forecast import Predictive
from ropewalk.stats.labels import words
from ropewalk.stats.modes import Mode
from ropewalk.stats.smoothing_ahead import expected
from ropewalk.stats.smoothing_fit_kernel import fitted
from ropewalk.stats.smoothing_published_kernel import published
from ropewalk.stats.smoothing_states_kernel import AUTOMATIC

MODELS: Final = ("", "A,N", "A,A", "A,Ad", "M,N", "M,A", "M,Ad")
"""Errors that add (A) or multiply (M); no slope (N), a slope (A) or one that dies away (Ad)."""


@dataclass(frozen=True)
class Chosen:
    """``expected``: the predictive distribution. ``model``: (series,), positions in MODELS, 0 where none."""

    expected: Predictive
    model: Integers

    def models(self) -> npt.NDArray[np.str_]:
        """The models in the usual short form."""
        return words(MODELS, self.model)


def ets(values: Numbers, horizon: Numbers, *, least: int = 3, mode: Mode = "sound") -> Chosen:
    """The smoothing of least information criterion (AIC corrected for few points), carried on.

    Arguments, gaps, bounds and variances of errors that add as in ``holt``. Six models: a level, a level with
    a slope, or with a slope that dies away, each with errors that add, or, where every value is above nought,
    errors e = (y - f) / f that multiply, fitted by least n log(sum e^2) + 2 sum log f; their variance is (1 +
    s2) q_h - m_h^2, q_h = m_h^2 + s2 sum c_j^2 q_(h-j). A model with k numbers (s2 counted) is tried from k +
    2 points, a level from three. t quantiles on points less numbers fitted.

    As published: normal quantiles; the longest stretch without a gap; one search for each model; up to six
    points the lesser mean square of a level and of Holt's short cut (see ``holt``); a constant series has no
    error. Sources: Hyndman, Koehler, Snyder and Grose (2002) Int J Forecasting 18:439; Hyndman, Koehler, Ord
    and Snyder (2008), chapters 5 to 7; as R's forecast 8.23.0, ets with its own choices, no season.
    """
    y = np.ascontiguousarray(floats(values))
    rows = fitted(y, AUTOMATIC) if mode == "sound" else published(y, AUTOMATIC)
    found = expected(rows, np.broadcast_to(floats(horizon), (len(y),)), least, mode)
    known = ~np.isnan(found.mean)
    model = np.where(known, 1 + np.nan_to_num(rows[:, 7]) + 3 * np.nan_to_num(rows[:, 6]), 0)
    return Chosen(found, model.astype(np.int64))
