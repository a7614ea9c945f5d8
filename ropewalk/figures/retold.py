"""A finding's sentence in the language in force.

The engine writes its sentences in English, thousands at a time, and the table keeps them. They are made of
a few patterns, listed in ``patterns``: here a sentence is taken apart by them and said again with the
catalogue's words. What no pattern fits is content, such as what a definition wants read beside the figure.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ropewalk.figures.patterns import HEADS, SENTENCES
from ropewalk.figures.retold_slots import EXPRESSIONS, said
from ropewalk.vocabulary.language import ENGLISH, _, in_force, kept_by_language

SLOT: Final = re.compile(r"\{(\w+)\}")
ENDS: Final = re.compile(r"\.\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence; ``is_english``: it stays in English on a page in another language."""

    words: str
    is_english: bool


@kept_by_language(maxsize=50_000)
def retold(sentence: str) -> tuple[Part, ...]:
    """Say a finding's sentence again, part by part. In English it is as it stands; in another language what
    no pattern fits stays English, one sentence of it at a time."""
    if in_force() is ENGLISH or not sentence:
        return (Part(sentence, False),)
    told: list[Part] = []
    at = 0
    while at < len(sentence):
        words, after = _step(sentence, at) or ("", 0)
        if not words:
            end = ENDS.search(sentence, at)
            after = end.end() if end else len(sentence)
            told.append(Part(sentence[at:after].strip(), True))
        else:
            told.append(Part(words, False))
        at = after
    return tuple(told)


def _step(sentence: str, at: int) -> tuple[str, int] | None:
    """The words of the pattern that fits at a place of the sentence, and where the next begins."""
    head = next((head for head in HEADS if sentence.startswith(f"{head} ", at)), "")
    begins = at + len(head) + 1 if head else at
    for message, pattern in _patterns():
        found = pattern.match(sentence, begins)
        if found is None:
            continue
        slots = {name: said(name, text) for name, text in found.groupdict().items()}
        if None not in slots.values():
            words = _(message).format(**slots)
            return f"{_(head)} {words}" if head else words, found.end()
    return None


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each message as an expression, the longest first: a short one may be the beginning of a longer."""
    return tuple(
        (message, re.compile(_expression(message))) for message in sorted(SENTENCES, key=len, reverse=True)
    )


def _expression(message: str) -> str:
    pieces = SLOT.split(message)
    slots = (
        f"(?P<{piece}>{EXPRESSIONS.get(piece, '.+?')})" if at % 2 else re.escape(piece)
        for at, piece in enumerate(pieces)
    )
    return "".join(slots) + r"(?: +|$)"
