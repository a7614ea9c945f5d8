"""The concentration index as a regression of the outcome on rank gives it, for whoever checks our numbers."""

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Floats, Numbers
from ropewalk.stats.concentration import Concentration, in_all_forms
from ropewalk.stats.concentration_ranks import ranked


def concentration_by_regression(
    outcome: Numbers, rank: Numbers, weight: Numbers, group: npt.ArrayLike
) -> Concentration:
    """2 v b / (a + b / 2) (n - 1) / n from y = a + b R weighted by people, v the variance of R. As published
    only.

    All of shape (rows,), as in ``concentration_index``; rows of equal rank follow in row order. v = (sum w
    R^2 W - (sum w R)^2) / (W^2 - sum w^2), W = sum(w), n rows: a variance corrected for a sample of equal
    weights, so the index of grouped people is too large (by a sixth with ten groups or so). With v = sum f
    R^2 - 1/4 and without (n - 1) / n it would be ``concentration_index``, which is why there is no sound
    mode. Variance by the delta method: g' V g, V of a and b, g = 8 v / (2 a + b)^2 (-b, a). Bounds of
    ``erreygers``: lowest and highest seen. Fewer than three rows have no variance. Sources: O'Donnell et al.
    (2008) Analyzing Health Equity Using Household Survey Data, eq. 8.12; rineq 0.3.0, ci with its own
    choices, method "linreg_delta".
    """
    r = ranked(outcome, rank, weight, group, shared=False)
    groups, at, n = r.groups, r.groups.codes, r.groups.count()
    with np.errstate(all="ignore"):
        middle = groups.total(r.share * r.middle)
        away = r.middle - middle[at]
        square = groups.total(r.share * away**2)
        b = groups.total(r.share * away * (r.outcome - r.mean[at])) / square
        a = r.mean - b * middle
        v = square / (1 - groups.total(r.share**2))
        index = 2 * v * b / (a + b / 2) * (n - 1) / n
        misfit = groups.total(r.share * (r.outcome - a[at] - b[at] * r.middle) ** 2) / (n - 2)
        variance = _delta(a, b, v, middle, square) * np.where(n > 2, misfit, np.nan)
    return in_all_forms(r, index * r.mean, variance, None, "as published")


def _delta(a: Floats, b: Floats, v: Floats, middle: Floats, square: Floats) -> Floats:
    """Variance of the index for a residual variance of one, shares of people summing to one."""
    slope = 1 / square
    level, both = 1 + middle**2 * slope, -middle * slope
    return np.asarray((8 * v / (2 * a + b) ** 2) ** 2 * (b * b * level - 2 * a * b * both + a * a * slope))
