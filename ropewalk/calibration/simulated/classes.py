"""The closed list of classes of stable series on which the shipped rule is tried."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ropewalk.calibration.simulated.recipes import (
    Recipe,
    after_break,
    events,
    normal,
    rolling,
    shares,
    surveyed,
    whole_spread,
)
from ropewalk.findings import rules
from ropewalk.vocabulary.words import Kind

YEARLY: Final = (5, 6, 7, 8, 10, 15, 20, 30, 40)
ROLLING: Final = (13, 15, 20, 30, 40)
MONTHLY: Final = (25, 30, 36, 48, 60)
QUARTERLY: Final = (13, 16, 20, 30, 40)
AFTER_BREAK: Final = (5, 7, 10)
BEFORE_BREAK: Final = 10
"""Points before the break, five standard deviations lower."""
MEMORIES: Final = (0.0, 0.25, 0.5)
MONTHS: Final = {"yearly": 12, "rolling": 12, "quarterly": 3, "monthly": 1}
"""Months from one published period to the next, by rhythm."""


@dataclass(frozen=True)
class StableClass:
    """One kind of series at one length. ``points``: points that may be used, after ``before`` points that a
    break cuts off. ``length``: months of a period, longer than its rhythm where periods overlap."""

    name: str
    rhythm: str
    points: int
    recipe: Recipe
    kind: Kind = Kind.INDEX
    before: int = 0
    length: int = 0

    @property
    def window(self) -> int:
        """How many of the newest published points the rule looks at."""
        if self.rhythm in ("monthly", "quarterly"):
            return min(self.points, rules.MONTHS if self.rhythm == "monthly" else rules.QUARTERS)
        return min(self.points, rules.WINDOW if self.rhythm == "yearly" else 3 * rules.LEAST_POINTS)

    @property
    def half_year(self) -> int:
        """Points of the newest half-year, or four quarters; nought for yearly series."""
        return {"monthly": rules.STRETCH_MONTHS, "quarterly": rules.STRETCH_QUARTERS}.get(self.rhythm, 0)


def every_class() -> tuple[StableClass, ...]:
    """All classes, yearly ones first."""
    return (*_yearly(), *_broken(), *_rolling(), *_charted("monthly", 12), *_charted("quarterly", 4))


def _named(name: str, memory: float) -> str:
    return f"{name}, AR(1) {memory:g}" if memory else name


def _yearly() -> Iterator[StableClass]:
    for points in YEARLY:
        for memory in MEMORIES:
            yield StableClass(_named("normal, no limits", memory), "yearly", points, normal(memory))
        for name, kind, recipe in _LIMITED + _COUNTS:
            yield StableClass(name, "yearly", points, recipe, kind)


def _limited() -> Iterator[tuple[str, Kind, Recipe]]:
    yield "sampling error only", Kind.INDEX, surveyed(0, 0)
    yield "sampling error only, samples uneven", Kind.INDEX, surveyed(0, 0, uneven=True)
    for memory in MEMORIES[1:]:
        yield _named("limits cover the whole spread", memory), Kind.INDEX, whole_spread(memory)
    for process in (1, 2, 4):
        for memory in MEMORIES:
            name = _named(f"process {process} x the sampling error", memory)
            yield name, Kind.INDEX, surveyed(process, memory)
    name = _named("process 2 x the sampling error, samples uneven", 0.5)
    yield name, Kind.INDEX, surveyed(2, 0.5, uneven=True)


_LIMITED: Final = tuple(_limited())
_COUNTS: Final = (
    ("Poisson 12", Kind.RATE, events(12, limits=True)),
    ("Poisson 200", Kind.RATE, events(200, limits=True)),
    ("Poisson 12, no limits", Kind.RATE, events(12, limits=False)),
    ("binomial 8% of 200", Kind.PROPORTION, shares(200, 0.08, limits=True)),
    ("binomial 8% of 200, no limits", Kind.PROPORTION, shares(200, 0.08, limits=False)),
    ("binomial 5% of 20, often at nought", Kind.PROPORTION, shares(20, 0.05, limits=True)),
    (
        "binomial 98.5% of 400, whole per cents, no limits",
        Kind.PROPORTION,
        shares(400, 0.985, limits=False, decimals=0),
    ),
)


def _broken() -> Iterator[StableClass]:
    for points in AFTER_BREAK:
        for name, recipe in (
            (_named("after a break, normal, no limits", 0.5), normal(0.5)),
            ("after a break, sampling error only", surveyed(0, 0)),
            (_named("after a break, process 2 x the sampling error", 0.5), surveyed(2, 0.5)),
        ):
            broken = after_break(recipe, BEFORE_BREAK, -5.0)
            yield StableClass(name, "yearly", points, broken, before=BEFORE_BREAK)


def _rolling() -> Iterator[StableClass]:
    for points in ROLLING:
        for name, recipe in (
            ("three-year periods, sampling error only", rolling(0, 0)),
            (_named("three-year periods, process 2 x the sampling error", 0.5), rolling(2, 0.5)),
        ):
            yield StableClass(name, "rolling", points, recipe, length=36)


def _charted(rhythm: str, period: int) -> Iterator[StableClass]:
    for points in MONTHLY if rhythm == "monthly" else QUARTERLY:
        for memory in MEMORIES:
            for season in (0.0, 3.0):
                name = _named("normal, a season of 3 sd" if season else "normal, no season", memory)
                yield StableClass(name, rhythm, points, normal(memory, season=season, period=period))
        recipe = events(40, limits=True, season=0.2, period=period)
        yield StableClass("Poisson 40, a season of a fifth", rhythm, points, recipe, Kind.RATE)
