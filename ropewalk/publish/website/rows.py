"""Findings as frozen rows, grouped by what they are about, so that a page asks the library once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from ropewalk.publish.website.told import told
from ropewalk.vocabulary.tables import FINDINGS
from ropewalk.vocabulary.words import Question

SHOWN = tuple(name for name in FINDINGS if name != "revision")


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of the findings table, its reasons apart. Its revision, that of all, is no part of it: a page
    would change with each load."""

    indicator: str
    place: str
    breakdown: str
    question: str
    comparator: str
    verdict: str
    estimate: float | None
    lower: float | None
    upper: float | None
    period: str
    p_value: float | None
    probability: float | None
    method: str
    reasons: tuple[str, ...]
    points: int | None
    english: str

    @property
    def sentence(self) -> str:
        """The sentence in the language in force; ``english`` is as the table keeps it."""
        return told(self.english)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What is found about one indicator, place and breakdown: three questions, never merged."""

    direction: Finding | None = None
    positions: tuple[Finding, ...] = ()
    prospect: Finding | None = None

    def against(self, comparator: str) -> Finding | None:
        """The position against one comparator."""
        return next((found for found in self.positions if found.comparator == comparator), None)


NOTHING = Verdicts()
Key = tuple[str, str, str]


@dataclass
class _Gathered:
    direction: Finding | None = None
    prospect: Finding | None = None
    positions: list[Finding] = field(default_factory=list)


def findings_of(frame: pl.DataFrame) -> tuple[Finding, ...]:
    """The rows of a findings frame, in its order."""
    return tuple(
        Finding(**{**row, "reasons": tuple((row["reasons"] or "").split(";")) if row["reasons"] else ()})
        for row in frame.select(*SHOWN).rename({"sentence": "english"}).iter_rows(named=True)
    )


def verdicts_of(frame: pl.DataFrame) -> Mapping[Key, Verdicts]:
    """Verdicts by (indicator, place, breakdown), positions in the frame's order."""
    gathered: dict[Key, _Gathered] = {}
    for found in findings_of(frame):
        entry = gathered.setdefault((found.indicator, found.place, found.breakdown), _Gathered())
        if found.question == Question.POSITION:
            entry.positions.append(found)
        elif found.question == Question.DIRECTION:
            entry.direction = found
        else:
            entry.prospect = found
    return {
        key: Verdicts(entry.direction, tuple(entry.positions), entry.prospect)
        for key, entry in gathered.items()
    }
