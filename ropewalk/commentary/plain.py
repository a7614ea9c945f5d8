"""Whether a comment is plain English: its reading grade, long sentences, words of the trade. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from ropewalk.vocabulary.reading import grade, words

HIGHEST: Final = 8.0
"""The grade by Flesch-Kincaid above which a text is hard for many readers (age 13)."""

LONGEST: Final = 25
"""Words of a sentence that is still easy to follow."""

JARGON: Final = {
    "utilise": "use",
    "utilising": "using",
    "leverage": "use",
    "stakeholders": "people who have a say in it",
    "deliverables": "results",
    "synergies": "working together",
    "going forward": "from now on",
    "holistic": "whole",
    "robust": "strong",
    "deep dive": "close look",
    "direction of travel": "trend",
    "step change": "big change",
    "at pace": "fast",
    "co-produced": "made together",
    "co-production": "working together",
    "signposting": "telling people where to go",
    "service users": "people who use it",
    "outturn": "final figure",
    "benchmarking": "comparing",
    "cohort": "group",
    "cross-cutting": "shared",
    "facilitate": "help",
    "implement": "carry out",
    "in order to": "to",
    "pathway": "way",
    "prioritise": "put first",
    "proactive": "early",
    "streamline": "make simpler",
    "transformation": "change",
    "workstream": "piece of work",
    "YTD": "so far this year",
    "RAG": "",
    "BAU": "everyday work",
}
"""Words of the trade, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Plain:
    """What stands in a reader's way: the grade (nought where it is fine), long sentences, words of the trade
    with what to write instead."""

    grade: float = 0.0
    long: tuple[str, ...] = ()
    jargon: tuple[tuple[str, str], ...] = ()

    @property
    def is_fine(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.grade or self.long or self.jargon)


def look(text: str) -> Plain:
    """What stands in a reader's way. Never refuses anything."""
    found = grade(text)
    sentences = (part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", text))
    long = tuple(part for part in sentences if len(words(part)) > LONGEST)
    lower = text.lower()
    jargon = tuple(
        (word, instead)
        for word, instead in JARGON.items()
        if re.search(rf"\b{re.escape(word)}\b", text if word.isupper() else lower)
    )
    return Plain(round(found, 1) if found > HIGHEST else 0.0, long, jargon)
