"""Control charts by kind of number: measurements, proportions, rates, counts and rare events."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Final, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Flags, Floats, Integers, Numbers, floats
from ropewalk.stats.modes import Mode
from ropewalk.stats.moving_ranges import SCREEN, mean, screened_mean
from ropewalk.stats.parts import split
from ropewalk.stats.runs import ROUNDING, Runs, anhoej

Chart: TypeAlias = Literal["run", "i", "mr", "p", "pp", "u", "up", "c", "g", "t", "ip"]
PER_RANGE: Final = 1.128
"""Average moving range of two normal values, in standard deviations (d2 of Montgomery's table)."""
WEIBULL: Final = 3.6
"""Times between rare events become all but normal at this root (Nelson 1994)."""
_IP_SCREEN: Final = 3.2665


@dataclass(frozen=True)
class ProcessChart:
    """Fields of shape (series, points). ``values``: what is drawn. ``centre``; ``lower`` and ``upper``: three
    standard deviations; ``lower_95`` and ``upper_95``: two. ``outside``: beyond the three. ``runs``: of the
    part that each point belongs to; no signal on a chart of moving ranges. ``part``: which part of its series
    that is, from 1. ``points``: how many values of that part are drawn. NaN where there is none."""

    values: Floats
    centre: Floats
    lower: Floats
    lower_95: Floats
    upper_95: Floats
    upper: Floats
    outside: Flags
    runs: Runs
    part: Integers
    points: Integers


@dataclass(frozen=True)
class _Job:
    """One part a row. ``y``: values to draw; ``n``: sizes; ``base``: points that limits rest on."""

    y: Floats
    n: Floats
    base: Flags
    screened: Flags
    mode: Mode

    def only_base(self, a: Floats) -> Floats:
        return np.where(self.base, a, np.nan)


@dataclass(frozen=True)
class _Lines:
    centre: Floats
    spread: Floats
    low: float = -np.inf
    high: float = np.inf


def process_chart(
    chart: Chart,
    values: Numbers,
    sizes: Numbers | None = None,
    *,
    freeze: Numbers = np.inf,
    begins: npt.ArrayLike | None = None,
    screened: npt.ArrayLike = True,
    mode: Mode = "sound",
) -> ProcessChart:
    """Centre, limits and runs of every series by one kind of chart.

    ``values``: (series, points), oldest first, NaN as missing: measurements (run, i, mr), events out of
    ``sizes`` (p, pp: proportions; u, up: rates; ip: a measure per unit), counts (c), cases between events
    (g) or time between events (t). ``freeze``: scalar or (series,), limits from that many first points.
    ``begins``: (series, points), true where a new part begins, with limits and runs of its own.
    ``screened``: average moving ranges again without those of 3.267 averages or more. A moving range next to
    a missing point is missing. Negative counts, sizes that are not positive and more cases than people are
    missing.

    run: median. i: mean, sd = average moving range / 1.128. mr: 3.267 averages. p, u: pooled value,
    binomial or Poisson sd. pp, up (Laney): the same times the average moving range of the z scores / 1.128.
    c: sd = sqrt(mean). g: mean (centre drawn at the median), sd = sqrt(m (m + 1)). t: an i chart of the
    3.6th root. ip: sd = average of sqrt(pi/2) |dy| / sqrt(1/n1 + 1/n2), over sqrt(n).

    Sound mode differs from qicharts2 0.8.1 where that has limits NaN or nought wide because screening left
    no moving range, or only noughts (the unscreened average stands); where a time of nought stops a t chart
    (it is missing); where the 95% limit of a t chart is NaN below nought (nought); and where frozen limits
    of an ip chart rest on moving ranges from after the freeze.
    Sources: Montgomery (2013) Statistical Quality Control, chapters 6 and 7; Laney (2002) Qual Eng 14:531;
    Nelson (1994) J Qual Technol 26:239; Provost and Murray (2011) The Health Care Data Guide.
    """
    y, n = _drawn(chart, values, sizes, mode)
    parts = split(y, begins)
    own = parts.series
    within = np.arange(y.shape[1]) < np.broadcast_to(np.asarray(freeze, dtype=np.float64), (len(y),))[:, None]
    base = split(np.where(within, 1.0, 0.0), begins).values > 0
    chosen = np.broadcast_to(np.asarray(screened, dtype=np.bool_), (len(y),))[own]
    job = _Job(parts.values, split(n, begins).values, base, chosen, mode)
    job = _Job(_ranges(job.y), job.n, base, chosen, mode) if chart == "mr" else job
    lines = _LINES[chart](job)
    limits = [_limit(chart, lines, k, mode) for k in (-3, -2, 2, 3)]
    centre = _centre(chart, lines, job)
    runs = anhoej(job.y, centre)
    lower, lower_95, upper_95, upper = (parts.join(limit) for limit in limits)
    drawn = parts.join(job.y)
    whole = np.broadcast_to(centre[:, None], job.y.shape)
    with np.errstate(invalid="ignore"):
        slack = ROUNDING * np.abs(np.nan_to_num(drawn)).max(axis=1, initial=0.0)[:, None]
        outside = (drawn > upper + slack) | (drawn < lower - slack)
    spread = Runs(*(getattr(runs, f.name)[parts.part] for f in fields(Runs)))
    if chart == "mr":
        spread = replace(spread, signal=np.zeros(y.shape, dtype=np.bool_))
    part = parts.part - parts.part[:, :1] + 1
    points = (~np.isnan(job.y)).sum(axis=1, dtype=np.int64)[parts.part]
    middle = parts.join(whole)
    return ProcessChart(drawn, middle, lower, lower_95, upper_95, upper, outside, spread, part, points)


def _drawn(chart: Chart, values: Numbers, sizes: Numbers | None, mode: Mode) -> tuple[Floats, Floats]:
    x = floats(values)
    n = np.ones(x.shape) if sizes is None else np.broadcast_to(floats(sizes), x.shape).copy()
    if chart == "t":
        stopped = (x <= 0).any(axis=1, keepdims=True) & (mode == "as published")
        return np.where((x > 0) & ~stopped, x, np.nan), n
    if chart in ("c", "g"):
        return np.where(x >= 0, x, np.nan), n
    if chart in ("run", "i", "mr"):
        return x, n
    good = (n > 0) & ((x >= 0) | (chart == "ip")) & ((x <= n) | (chart not in ("p", "pp")))
    n = np.where(good, n, np.nan)
    return x / n, n


def _ranges(y: Floats) -> Floats:
    out = np.full(y.shape, np.nan)
    out[:, 1:] = np.abs(np.diff(y, axis=1))
    return out


def _pooled(job: _Job) -> Floats:
    y, n = job.only_base(job.y), job.only_base(job.n)
    there = ~np.isnan(y)
    total = np.where(there, n, 0.0).sum(axis=1)
    events = np.where(there, y * n, 0.0).sum(axis=1)
    return np.where(total > 0, events / np.where(total > 0, total, 1.0), np.nan)


def _median(a: Floats) -> Floats:
    """Median of each row, NaN of no points."""
    ordered = np.sort(a, axis=1)  # missing points go last
    count = (~np.isnan(a)).sum(axis=1)
    at = np.maximum(np.stack([count - 1, count]) // 2, 0)
    at = np.minimum(at, max(a.shape[1] - 1, 0))
    if not a.shape[1]:
        return np.full(len(a), np.nan)
    low, high = np.take_along_axis(ordered, at.T, axis=1).T
    return np.asarray(low / 2 + high / 2)


def _individuals(job: _Job, y: Floats) -> _Lines:
    kept = job.only_base(y)
    average = screened_mean(np.abs(np.diff(kept, axis=1)), job.screened, job.mode)
    sd = np.broadcast_to((average / PER_RANGE)[:, None], y.shape)
    return _Lines(mean(kept), sd)


def _run(job: _Job) -> _Lines:
    return _Lines(_median(job.only_base(job.y)), np.full(job.y.shape, np.nan))


def _i(job: _Job) -> _Lines:
    return _individuals(job, job.y)


def _t(job: _Job) -> _Lines:
    return _individuals(job, job.y ** (1 / WEIBULL))


def _mr(job: _Job) -> _Lines:
    centre = mean(job.only_base(job.y))
    return _Lines(centre, np.broadcast_to(centre[:, None] * SCREEN / 3, job.y.shape))


def _binomial(job: _Job) -> _Lines:
    p = _pooled(job)
    return _Lines(p, np.sqrt((p * (1 - p))[:, None] / job.n), 0.0, 1.0)


def _poisson(job: _Job) -> _Lines:
    rate = _pooled(job)
    return _Lines(rate, np.sqrt(rate[:, None] / job.n), 0.0)


def _laney(plain: Callable[[_Job], _Lines]) -> Callable[[_Job], _Lines]:
    def lines(job: _Job) -> _Lines:
        known = plain(job)
        with np.errstate(divide="ignore", invalid="ignore"):
            z = job.only_base((job.y - known.centre[:, None]) / known.spread)
        # Nobody, or everybody, everywhere: no spread to measure by, and nothing is off the centre.
        z = np.where(np.isinf(z) | (np.isnan(z) & ~np.isnan(job.y) & job.base), 0.0, z)
        average = screened_mean(np.abs(np.diff(z, axis=1)), job.screened, job.mode)
        return _Lines(known.centre, known.spread * (average / PER_RANGE)[:, None], known.low, known.high)

    return lines


def _c(job: _Job) -> _Lines:
    centre = mean(job.only_base(job.y))
    return _Lines(centre, np.broadcast_to(np.sqrt(centre)[:, None], job.y.shape), 0.0)


def _g(job: _Job) -> _Lines:
    centre = mean(job.only_base(job.y))
    return _Lines(centre, np.broadcast_to(np.sqrt(centre * (centre + 1))[:, None], job.y.shape), 0.0)


def _ip(job: _Job) -> _Lines:
    y, n = (job.only_base(job.y), job.only_base(job.n)) if job.mode == "sound" else (job.y, job.n)
    unit = np.sqrt(1 / n[:, :-1] + 1 / n[:, 1:])
    sizes = np.sqrt(np.pi / 2) * np.abs(np.diff(y, axis=1)) / unit
    average = screened_mean(sizes, job.screened, job.mode, factor=_IP_SCREEN)
    return _Lines(_pooled(job), average[:, None] / np.sqrt(job.n))


def _limit(chart: Chart, lines: _Lines, k: int, mode: Mode) -> Floats:
    limit = lines.centre[:, None] + k * lines.spread
    if chart == "mr":
        return np.where(np.isnan(limit), np.nan, 0.0) if k < 0 else lines.spread * k
    if chart == "t":
        nought = 0.0 if k == -3 or mode == "sound" else np.nan
        back = np.maximum(limit, 0.0) ** WEIBULL
        return np.where(limit < 0, nought, back)
    return np.clip(limit, lines.low, lines.high)


def _centre(chart: Chart, lines: _Lines, job: _Job) -> Floats:
    if chart == "t":
        return np.asarray(lines.centre**WEIBULL)
    return _median(job.only_base(job.y)) if chart == "g" else lines.centre


_LINES: Final[dict[Chart, Callable[[_Job], _Lines]]] = {
    "run": _run,
    "i": _i,
    "mr": _mr,
    "p": _binomial,
    "pp": _laney(_binomial),
    "u": _poisson,
    "up": _laney(_poisson),
    "c": _c,
    "g": _g,
    "t": _t,
    "ip": _ip,
}
