"""The classes of stable series, and days in them, on which "did it work?" is tried."""

from collections.abc import Iterator
from dataclasses import dataclass

from ropewalk.calibration.simulated.recipes import Recipe, events, normal, shares, surveyed
from ropewalk.vocabulary.calibration import FOLLOWED, FOLLOWED_BESIDE
from ropewalk.vocabulary.words import Kind


@dataclass(frozen=True)
class Kept:
    """A class of stable series with a day after ``before`` of its points. ``beside``: it is judged beside
    twenty places like it. ``trend``: change of level over the whole, in standard deviations, of every place;
    ``own``: spread of each place's own trend on top of that."""

    name: str
    rhythm: str
    before: int
    after: int
    recipe: Recipe
    kind: Kind = Kind.INDEX
    beside: bool = False
    trend: float = 0.0
    own: float = 0.0

    @property
    def points(self) -> int:
        """Points of a series."""
        return self.before + self.after


def every_class() -> Iterator[Kept]:
    """All classes, those judged by themselves first."""
    by = f"{FOLLOWED}: "
    for before, after in ((8, 8), (8, 12), (15, 15)):
        for memory in (0.0, 0.25, 0.5):
            yield Kept(f"{by}normal, AR(1) {memory:g}", "yearly", before, after, normal(memory))
        yield Kept(f"{by}normal, AR(1) 0.5, a trend of 5 sd", "yearly", before, after, normal(0.5), trend=5)
        yield Kept(f"{by}sampling error only", "yearly", before, after, surveyed(0, 0))
        yield Kept(
            f"{by}process 2 x the sampling error, AR(1) 0.5", "yearly", before, after, surveyed(2, 0.5)
        )
        yield Kept(f"{by}Poisson 12", "yearly", before, after, events(12, limits=True), Kind.RATE)
    for rhythm, period, sizes in (
        ("quarterly", 4, ((8, 8), (20, 20))),
        ("monthly", 12, ((13, 12), (36, 24))),
    ):
        for before, after in sizes:
            for memory in (0.0, 0.25, 0.5):
                made = normal(memory, season=3.0, period=period)
                name = f"{by}normal, a season of 3 sd, AR(1) {memory:g}"
                yield Kept(name, rhythm, before, after, made, trend=2)
    yield from _beside()


def _beside() -> Iterator[Kept]:
    by = f"{FOLLOWED_BESIDE}: "
    for memory in (0.0, 0.5):
        yield Kept(f"{by}normal, AR(1) {memory:g}", "yearly", 6, 3, normal(memory), beside=True)
    trends = f"{by}normal, AR(1) 0.5, "
    yield Kept(f"{trends}one trend of 5 sd for all", "yearly", 6, 3, normal(0.5), beside=True, trend=5)
    yield Kept(f"{trends}each its own trend", "yearly", 6, 3, normal(0.5), beside=True, own=5)
    for name, recipe, kind in (
        ("sampling error only, samples uneven", surveyed(0, 0, uneven=True), Kind.INDEX),
        ("process 2 x the error, AR(1) 0.5, uneven", surveyed(2, 0.5, uneven=True), Kind.INDEX),
        ("Poisson 12", events(12, limits=True), Kind.RATE),
        ("binomial 8% of 200, no limits", shares(200, 0.08, limits=False), Kind.PROPORTION),
    ):
        yield Kept(f"{by}{name}", "yearly", 6, 3, recipe, kind, beside=True)
    months = normal(0.5, season=3.0, period=12)
    yield Kept(f"{by}normal, a season of 3 sd, AR(1) 0.5", "monthly", 24, 12, months, beside=True)
