"""Making an index of things that can be found: which stem is worth how much in which of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ropewalk.publish.website.find import Entry, Index, Phrase
from ropewalk.publish.website.stems import plain, stem, stems, words_of

# What a match is worth, by where it is: name, everyday words, official name, explanation.
WEIGHTS: Final = (12.0, 8.0, 6.0, 2.0)
# A word of a short name says more than one of a long name; among everyday words the number is no matter.
DILUTED: Final = (0.25, 0.0, 0.25, 0.1)
RARE: Final = 0.25
# The names of places are not English words: they are found as they are written.
NAMES_ONLY: Final = "Place"


def index(
    entries: Iterable[Entry], meant: Mapping[Phrase, tuple[Phrase, ...]] | None = None, quiet: str = ""
) -> Index:
    """Make an index. Order decides between equal matches. ``meant``: phrase -> what else people call it;
    ``quiet``: words that say nothing beside others."""
    every = tuple(entries)
    postings: dict[str, dict[int, float]] = {}
    spelt: dict[str, dict[str, str]] = {}
    for number, entry in enumerate(every):
        for found, worth in _worths(entry, spelt).items():
            postings.setdefault(found, {})[number] = worth
    for having in postings.values():
        rare = (1 + len(having)) ** -RARE
        for number in having:
            having[number] *= rare
    return Index(
        every,
        postings,
        tuple(sorted(postings)),
        spelt,
        tuple(plain(entry.title) for entry in every),
        tuple({tuple(stems(said)): place for place, said in enumerate(entry.sayings)} for entry in every),
        _codes(every),
        meant or {},
        frozenset(words_of(quiet)) if quiet else frozenset(),
    )


def _worths(entry: Entry, spelt: dict[str, dict[str, str]]) -> dict[str, float]:
    """The stems of an entry, each worth what its best place in it is worth."""
    worths: dict[str, float] = {}
    for text, weight, power in zip(entry.texts, WEIGHTS, DILUTED, strict=True):
        found = _stems(text, spelt, as_written=entry.kind == NAMES_ONLY) if text else ()
        worth = weight / max(len(found), 1) ** power
        for one in found:
            if worth > worths.get(one, 0.0):
                worths[one] = worth
    return worths


def _stems(text: str, spelt: dict[str, dict[str, str]], *, as_written: bool) -> set[str]:
    found = set()
    for word in words_of(text):
        one = word if as_written else stem(word)
        spelt.setdefault(word[0], {}).setdefault(word, one)
        found.add(one)
    return found


def _codes(entries: Sequence[Entry]) -> dict[str, tuple[int, ...]]:
    codes: dict[str, tuple[int, ...]] = {}
    for number, entry in enumerate(entries):
        for code in entry.codes:
            codes[plain(code)] = (*codes.get(plain(code), ()), number)
    return codes
