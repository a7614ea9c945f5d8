"""What the findings say of each measure in the plan's own place, as of now: read once for each state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ropewalk.findings.library import Library
from ropewalk.vocabulary.errors import RopewalkError
from ropewalk.vocabulary.words import Direction, Question

CHANGES = (Direction.IMPROVING, Direction.WORSENING)


@dataclass(frozen=True, slots=True)
class Judged:
    """The direction of one measure. ``direction``: as found alone, which pages show; ``counted``: after false
    discoveries are held down over all measures of the place; ``period`` and ``sentence`` as found."""

    indicator: str
    direction: Direction
    counted: Direction
    period: str
    sentence: str

    @property
    def is_weak(self) -> bool:
        """Whether a change was found that is too weak to be counted among so many."""
        return self.direction in CHANGES and self.counted is not self.direction

    @property
    def is_tested_improvement(self) -> bool:
        """Whether it got better, and that outlasts the control of false discoveries."""
        return self.counted is Direction.IMPROVING


@dataclass(frozen=True, slots=True)
class Judgement:
    """All of it for a place, as of a revision (0: nothing is held yet)."""

    place: str = ""
    revision: int = 0
    definitions: str = ""
    measures: Mapping[str, Judged] = field(default_factory=dict)

    def of(self, indicator: str) -> Judged | None:
        """The judgement of one measure; None where none is held for the place."""
        return self.measures.get(indicator)


def judgement(store: Path, place: str) -> Judgement:
    """What is found for a place now; nothing where there are no findings, or they cannot be read."""
    library = _library(store)
    try:
        return _read(library, library.key, place)
    except (RopewalkError, OSError):
        return Judgement(place)


@lru_cache(maxsize=2)
def _library(store: Path) -> Library:
    return Library(store)


@lru_cache(maxsize=4)
def _read(library: Library, _key: str, place: str) -> Judgement:
    rows = library.findings(place=place, question=Question.DIRECTION, headline_only=True)
    sentences = dict(rows.select("indicator", "sentence").iter_rows())
    counted = library.headlines(place).select("indicator", "direction", "counted", "period")
    return Judgement(
        place,
        library.revision,
        library.definitions_version,
        {
            indicator: Judged(
                indicator, Direction(found), Direction(shown), period, sentences.get(indicator, "")
            )
            for indicator, found, shown, period in counted.iter_rows()
        },
    )
