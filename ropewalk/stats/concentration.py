"""Concentration index: how far an outcome gathers among those ranked low or high."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Floats, Numbers, floats
from ropewalk.stats.concentration_ranks import Ranked, ranked
from ropewalk.stats.groups import Groups, Keys
from ropewalk.stats.modes import Mode


@dataclass(frozen=True)
class Indices:
    """One number a group for each form of the index."""

    relative: Floats
    generalised: Floats
    erreygers: Floats
    wagstaff: Floats


@dataclass(frozen=True)
class Concentration(Indices):
    """Fields of shape (groups,), from -1 (all among the lowest ranked) to 1; NaN where unknown.

    ``relative``: the index itself. ``generalised``: times the mean, in the outcome's unit.
    ``erreygers``: 4 mean / (top - bottom) times the index, for an outcome that cannot leave its bounds.
    ``wagstaff``: index / (1 - mean), for a proportion. ``variance``: of each form, the mean and the bounds
    taken as known; its root is the standard error."""

    group: Keys
    mean: Floats
    variance: Indices


def concentration_index(
    outcome: Numbers,
    rank: Numbers,
    weight: Numbers,
    group: npt.ArrayLike,
    *,
    errors: Numbers | None = None,
    bounds: tuple[float, float] | None = None,
    mode: Mode = "sound",
) -> Concentration:
    """C = 2 sum(f (y - mean)(R - 1/2)) / mean, f = w / sum(w), R the middle of each row's own share.

    All of shape (rows,). ``outcome`` y; ``rank``: what people are ordered by, lowest first; ``weight`` w: how
    many people a row stands for, above nought; ``errors``: standard errors of the outcomes, where rows are
    groups of people. A missing number makes its group NaN. People of equal rank share the middle of their
    joint stretch, so the order of rows does not matter; ``as published`` gives them one after another in row
    order. ``bounds``: lowest and highest value that the outcome can have, for ``erreygers``; without it that
    is NaN (``as published``: the lowest and highest seen, so the index changes with the sample).

    Variance (sum f a^2 - (1 + C)^2) / n, a = y / mean (2 R - 1 - C) + 2 - q - q', with q' and q the outcome's
    share held by those up to and before the row's rank; n rows. With ``errors``: n people, and sum f^2
    errors^2 (2 R - 1 - C)^2 / mean^2 on top. ``as published``: rows all count the same in it, however many
    people they stand for, so that it may fall below nought; ``errors`` is not used.
    Sources: Kakwani, Wagstaff and van Doorslaer (1997) J Econometrics 77:87, eq. 3 and 14; Erreygers (2009) J
    Health Econ 28:504, eq. 32; Wagstaff (2005) Health Econ 14:429; rineq 0.3.0, method "direct".
    """
    r = ranked(outcome, rank, weight, group, shared=mode == "sound")
    groups, at = r.groups, r.groups.codes
    with np.errstate(all="ignore"):
        generalised = 2 * groups.total(r.share * (r.outcome - r.mean[at]) * (r.middle - 0.5))
        index = generalised / r.mean
        if mode == "sound":
            variance = _variance(r, index, None if errors is None else floats(errors))
        else:
            variance = _published_variance(r, index)
    return in_all_forms(r, generalised, variance, bounds, mode)


def in_all_forms(
    r: Ranked, generalised: Floats, variance: Floats, bounds: tuple[float, float] | None, mode: Mode
) -> Concentration:
    """Every form of an index, from it times the mean, and of its variance, from that of the relative one."""
    mean, positive, between = r.mean, r.mean > 0, (r.mean > 0) & (r.mean < 1)
    with np.errstate(all="ignore"):
        span = _span(r.groups, r.outcome, bounds, mode)
        relative = np.where(positive, generalised / mean, np.nan)
        erreygers = np.where(span > 0, 4 / span, np.nan)
        wagstaff = np.where(between, 1 / (1 - mean), np.nan)
        spread = np.where(positive, variance, np.nan)
        variances = Indices(spread, spread * mean**2, spread * (mean * erreygers) ** 2, spread * wagstaff**2)
        values = relative, generalised, generalised * erreygers, relative * wagstaff
    return Concentration(*values, group=r.groups.keys, mean=mean, variance=variances)


def _variance(r: Ranked, index: Floats, errors: Floats | None) -> Floats:
    groups, at = r.groups, r.groups.codes
    centred = 2 * r.middle - 1 - index[at]
    a = r.outcome / r.mean[at] * centred + 2 - r.held_before - r.held_after
    # The weighted mean of a is one plus the index: so taken, rounding leaves nothing below nought.
    spread = groups.total(r.share * (a - 1 - index[at]) ** 2)
    if errors is None:
        return np.asarray(spread / groups.count())
    own = groups.total((r.share * np.where(errors >= 0, errors, np.nan) * centred) ** 2) / r.mean**2
    return np.asarray(spread / r.people + own)


def _published_variance(r: Ranked, index: Floats) -> Floats:
    """Every row a person, as its program has it."""
    groups, at, rows = r.groups, r.groups.codes, r.groups.count()
    a = r.outcome / r.mean[at] * (2 * r.middle - 1 - index[at]) + 2 - r.seen_before - r.seen_after
    return np.asarray((groups.total(a**2) / rows - (1 + index) ** 2) / rows)


def _span(groups: Groups, y: Floats, bounds: tuple[float, float] | None, mode: Mode) -> Floats:
    if bounds is not None:
        return np.full(len(groups.keys), bounds[1] - bounds[0])
    low, high = np.full(len(groups.keys), np.inf), np.full(len(groups.keys), -np.inf)
    np.minimum.at(low, groups.codes, y)
    np.maximum.at(high, groups.codes, y)
    return high - low if mode == "as published" else np.full(len(groups.keys), np.nan)
