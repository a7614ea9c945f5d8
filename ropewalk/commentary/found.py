"""What the findings say about something as of now: sentences for the editor, verdicts to check against."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ropewalk.commentary.tone import Verdicts
from ropewalk.findings.library import Library
from ropewalk.plan import subjects
from ropewalk.plan.subjects import Subject
from ropewalk.vocabulary.errors import RopewalkError
from ropewalk.vocabulary.words import Direction, Position, Prospect, Question

NOTHING = Verdicts()


@dataclass(frozen=True, slots=True)
class Found:
    """The sentences of a subject's headline findings, and their verdicts; nothing where none are held."""

    sentences: tuple[str, ...] = ()
    verdicts: Verdicts = NOTHING

    @property
    def text(self) -> str:
        """As it is kept with a comment that is signed."""
        return " ".join(self.sentences)


def found(store: Path, about: Subject, place: str = "") -> Found:
    """The headline findings about an indicator in a place (empty: the plan's own)."""
    indicator = subjects.indicator(about)
    if indicator is None:
        return Found()
    try:
        rows = _library(store).findings(
            indicator=indicator.id, place=place or subjects.home(), headline_only=True
        )
    except (RopewalkError, OSError):
        return Found()
    words: dict[str, list[str]] = {}
    for question, verdict in rows.select("question", "verdict").iter_rows():
        words.setdefault(question, []).append(verdict)
    direction, prospect = words.get(Question.DIRECTION, ()), words.get(Question.PROSPECT, ())
    verdicts = Verdicts(
        Direction(direction[0]) if direction else None,
        frozenset(Position(one) for one in words.get(Question.POSITION, ())),
        Prospect(prospect[0]) if prospect else None,
        indicator.polarity,
    )
    return Found(tuple(dict.fromkeys(rows.get_column("sentence"))), verdicts)


@lru_cache(maxsize=2)
def _library(store: Path) -> Library:
    return Library(store)
