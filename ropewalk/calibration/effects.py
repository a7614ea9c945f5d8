"""How often a stable series is said to have moved with an action: false alarms of "did it work?".

``effect_rates`` gives rows like those of ``simulated.false_alarms``, for both designs; *improving* and
*worsening* stand for moved with it, for the better and for the worse.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np

from ropewalk.calibration.effect_classes import Kept, every_class
from ropewalk.calibration.simulated.blocks import Progress, nobody
from ropewalk.calibration.simulated.recipes import Made
from ropewalk.findings import rules
from ropewalk.findings.comparison import Comparison
from ropewalk.findings.effect import columns as effect_columns
from ropewalk.findings.effect.beside import judge_beside
from ropewalk.findings.effect.questions import Questions
from ropewalk.findings.effect.series import judge_series
from ropewalk.findings.effect.sides import sides_of
from ropewalk.findings.encode import periods_of
from ropewalk.findings.measures import as_arrays
from ropewalk.findings.points import NEVER, Points, Series
from ropewalk.stats.arrays import Integers, t_two_sided
from ropewalk.stats.interrupted import interrupted
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.calibration import ClassRate
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.period import add_months
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

MONTHS: Final = {"yearly": 12, "quarterly": 3, "monthly": 1}
FREQUENCIES: Final = {
    "yearly": Frequency.ANNUAL,
    "quarterly": Frequency.QUARTERLY,
    "monthly": Frequency.MONTHLY,
}
MULTIPLIERS: Final = {Kind.PROPORTION: 100.0, Kind.RATE: 1000.0}
FIRST: Final = date(1980, 1, 1)
PEERS: Final = 20
BLOCK: Final = 500
LAG: Final = 2
"""Of the usual test: Newey-West errors, as the programs that public bodies use have them."""


def effect_rates(
    *, series: int, seed: int, progress: Progress = nobody, classes: Sequence[Kept] = ()
) -> tuple[ClassRate, ...]:
    """One rate a class. ``series``: stable series for each class judged by itself; a tenth as many where each
    stands beside twenty others, and a quarter where it has a season."""
    chosen = tuple(classes) or tuple(every_class())
    rates = []
    for done, kept in enumerate(chosen):
        progress(f"did it work: {kept.name}", done, len(chosen))
        rates.append(rate_of(kept, series=max(series // _cost(kept), 1), seed=seed))
    return tuple(rates)


def rate_of(kept: Kept, *, series: int, seed: int) -> ClassRate:
    """The rate of one class, with the standard error that comes of the number of series alone."""
    rng = np.random.default_rng([seed, *f"{kept.rhythm}|{kept.name}|{kept.before}|{kept.after}".encode()])
    counts, usual = np.zeros(len(effect_columns.VERDICTS)), 0.0
    for at in range(0, series, BLOCK):
        size = min(BLOCK, series - at)
        made = _made(kept, rng, size)
        counts += np.bincount(_verdicts(kept, made, size), minlength=len(counts))
        usual += _usual(kept, made, size)
    share = counts / series
    called = float(share[effect_columns.BETTER] + share[effect_columns.WORSE])
    return ClassRate(
        name=kept.name,
        rhythm=kept.rhythm,
        points=kept.points,
        series=series,
        improving=float(share[effect_columns.BETTER]),
        worsening=float(share[effect_columns.WORSE]),
        silent=float(share[effect_columns.CANNOT_SAY]),
        error=float(np.sqrt(called * (1 - called) / series)),
        usual=usual / series,
    )


def _cost(kept: Kept) -> int:
    return 10 if kept.beside else 4 if kept.rhythm != "yearly" else 1


def _made(kept: Kept, rng: np.random.Generator, size: int) -> Made:
    """The series of ``size`` questions: each place's, then those of its peers."""
    many = size * (1 + PEERS) if kept.beside else size
    made = kept.recipe(rng, many, np.linspace(0, kept.trend, kept.points))
    own = kept.own * rng.standard_normal((many, 1)) * np.linspace(0, 1, kept.points)
    return Made(made.value + own, made.lower + own, made.upper + own, made.trials)


def _verdicts(kept: Kept, made: Made, size: int) -> Integers:
    measure = Measure(
        id="made",
        kind=kept.kind,
        polarity=Polarity.HIGHER,
        frequency=FREQUENCIES[kept.rhythm],
        multiplier=MULTIPLIERS.get(kept.kind, 1.0),
    )
    points, measures = _points(kept, made), as_arrays([measure])
    number, none = np.arange(size), np.zeros(size, dtype=np.int64)
    day = add_months(FIRST, kept.before * MONTHS[kept.rhythm])
    action = Action(id="made", title="", began=day, owner="", source="", indicators=("made",), priorities=())
    questions = Questions((action,), none, none, number, number, np.full(size, float(day.toordinal())))
    sides = sides_of(points, measures, number, questions.day)
    if kept.beside:
        found = judge_beside(points, measures, _peers(points, size), questions, sides, number)
    else:
        found = judge_series(points, measures, questions, sides, number)
    return found["verdict"].to_numpy()


def _peers(points: Points, size: int) -> Comparison:
    codes = points.series.places
    mine = {codes[at]: codes[size + at * PEERS : size + (at + 1) * PEERS] for at in range(size)}
    like = PeerSet(id="like", title="", basis="", chosen_by="", dated=FIRST, default=True, by_place=mine)
    return Comparison(peer_sets=(like,))


def _points(kept: Kept, made: Made) -> Points:
    many, length = made.value.shape
    step = MONTHS[kept.rhythm]
    texts = [f"{add_months(FIRST, at * step).isoformat()}/P{step}M" for at in range(length)]
    number, none = np.arange(many), np.zeros(many, dtype=np.int64)
    places = tuple(f"{at:08d}" for at in range(many))
    return Points(
        series=Series(number, none, number, none, np.full(many, NEVER), places, ("",)),
        periods=periods_of(texts),
        first=number * length,
        stop=(number + 1) * length,
        period=np.tile(np.arange(length), many),
        value=made.value.ravel(),
        lower=made.lower.ravel(),
        upper=made.upper.ravel(),
        provisional=np.zeros(many * length, dtype=np.bool_),
    )


def _usual(kept: Kept, made: Made, size: int) -> float:
    """How many the usual test calls moved: Newey-West errors of a step; the place's own figures, three years
    against three, where similar places are at hand."""
    y = made.value[:size]
    if kept.beside:
        most = 3 if kept.rhythm == "yearly" else 12 // MONTHS[kept.rhythm]
        after, before = y[:, kept.before : kept.before + most], y[:, kept.before - most : kept.before]
        error = np.sqrt((after.var(axis=1, ddof=1) + before.var(axis=1, ddof=1)) / most)
        with np.errstate(divide="ignore", invalid="ignore"):
            p_value = t_two_sided((after.mean(axis=1) - before.mean(axis=1)) / error, 2.0 * most - 2)
        return float((p_value < rules.SURE).sum())
    found = interrupted(y, np.arange(kept.points)[None, :], kept.before - 0.5, lag=LAG)
    return float((found.p_value[:, 2] < rules.SURE).sum())
