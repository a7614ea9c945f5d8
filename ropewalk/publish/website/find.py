"""Search by everyday words: what a reader types against what a thing is called, officially or not.

A query's words are stemmed (Snowball's English stemmer; it has none for Welsh, so Welsh words must be typed
whole or from their beginning), widened by a declared thesaurus, and, where nothing has a word, mended when
it is close to one that something has. A rare word says more than a common one, a name more than a text.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from ropewalk.publish.website.stems import plain, stems, words_of

MOST: Final = 60
LONGEST_QUERY: Final = 100
MOST_WORDS: Final = 8
KINDS: Final = {"Measure": 1.0, "Place": 0.9, "Priority": 0.9, "Aim": 0.9}
CONTENT: Final = frozenset({"Measure", "Priority", "Aim", "Value", "Source"})
OTHER_KIND: Final = 0.75
# What a match that is not the word itself is worth.
BEGUN, MEANT, MENDED = 0.5, 0.6, 0.8
LEAST_BEGINNING: Final = 3
LEAST_MENDED: Final = 4
CLOSE: Final = 0.75
PARTLY: Final = 2.0  # what has half of the words is worth a quarter
WHOLE_NAME, SAYING, NAME_BEGINS, CODE = 40.0, 4.0, 3.0, 1000.0
LATER: Final = 0.8  # a definition names the words that people say most often first
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found. ``texts``: its name, everyday words, official name, explanation;
    ``sayings``: the everyday words one by one, as people say them; ``codes``: what finds it and nothing
    else; ``about``: the id of the measure, priority or place, for whoever shows more of it."""

    kind: str
    title: str
    address: str
    hint: str
    texts: tuple[str, str, str, str]
    sayings: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    about: str = ""

    @property
    def is_content(self) -> bool:
        """Whether name and hint are the words of a definition or a publisher, in their own language."""
        return self.kind in CONTENT


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that can be found. ``postings``: stem -> entry -> what the stem is worth there; ``known``:
    the stems in order; ``spelt``: words as they are written, by first letter, each with its stem; ``quiet``:
    words that say nothing beside others, such as the city's own name."""

    entries: tuple[Entry, ...]
    postings: Mapping[str, Mapping[int, float]]
    known: tuple[str, ...]
    spelt: Mapping[str, Mapping[str, str]]
    names: tuple[str, ...]
    sayings: tuple[Mapping[Phrase, int], ...]
    codes: Mapping[str, tuple[int, ...]]
    meant: Mapping[Phrase, tuple[Phrase, ...]]
    quiet: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first, each with its score; ``mended``: words read as other words."""

    entries: tuple[Entry, ...]
    scores: tuple[float, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A stretch of a query: how many of its words it takes, and what each entry has of it."""

    words: int
    hits: Mapping[int, float]


def find(found_in: Index, query: str) -> Found:
    """The best matches, best first. What has all words of the query stands far before what has some."""
    whole = plain(query[:LONGEST_QUERY]).strip()
    if not whole:
        return Found(())
    exact = dict.fromkeys(found_in.codes.get(whole, ()), CODE)
    mended: dict[str, str] = {}
    asked = _asked(found_in, _words(found_in, whole), mended)
    scores: dict[int, tuple[int, float]] = {number: (MOST_WORDS, score) for number, score in exact.items()}
    for one in asked:
        for number, worth in one.hits.items():
            hits, score = scores.get(number, (0, 0.0))
            scores[number] = (hits + one.words, score + worth)
    every = sum(one.words for one in asked)
    kept = {n: score * min(hits / max(every, 1), 1) ** PARTLY for n, (hits, score) in scores.items()}
    phrase = tuple(stems(whole))
    ranked = sorted(
        ((_with_name(found_in, number, score, whole, phrase), number) for number, score in kept.items()),
        key=lambda pair: (-pair[0], pair[1]),
    )[:MOST]
    return Found(
        tuple(found_in.entries[number] for _, number in ranked),
        tuple(score for score, _ in ranked),
        tuple(mended.items()) if ranked else (),
    )


def _words(found_in: Index, whole: str) -> list[str]:
    words = words_of(whole)[:MOST_WORDS]
    return [word for word in words if word not in found_in.quiet] or words


def close_words(found_in: Index, query: str) -> tuple[str, ...]:
    """Words that something has, close to those of a query: for a search that found nothing."""
    found = (_close(found_in, word, 3, 0.6) for word in words_of(query[:LONGEST_QUERY])[:MOST_WORDS])
    return tuple(dict.fromkeys(word for words in found for word in words))


def _with_name(found_in: Index, number: int, score: float, whole: str, phrase: Phrase) -> float:
    """The score with what the name and the everyday words as a whole are worth."""
    if (place := found_in.sayings[number].get(phrase)) is not None:
        score += SAYING * LATER**place
    if found_in.names[number] == whole:
        score += WHOLE_NAME
    elif found_in.names[number].startswith(whole):
        score += NAME_BEGINS
    return score * KINDS.get(found_in.entries[number].kind, OTHER_KIND)


def _asked(found_in: Index, words: Sequence[str], mended: dict[str, str]) -> list[_Asked]:
    """Each stretch of the query: from a word on the longest phrase of the thesaurus, else the word."""
    out: list[_Asked] = []
    at = 0
    parts = [stems(word) for word in words]
    while at < len(words):
        length = next((n for n in (3, 2) if _phrase(parts[at : at + n], n) in found_in.meant), 1)
        each = [_worded(found_in, words[n], parts[n][0], mended) for n in range(at, at + length) if parts[n]]
        phrase = _phrase(parts[at : at + length], length)
        out += [_phrased(found_in, phrase, each)] if length > 1 else each
        at += length
    return out


def _phrase(parts: Sequence[Sequence[str]], length: int) -> Phrase:
    """The stems of so many words as one phrase; none where the query is at its end."""
    return tuple(stem for part in parts for stem in part) if len(parts) == length else ()


def _phrased(found_in: Index, phrase: Phrase, each: Sequence[_Asked]) -> _Asked:
    """What has every word of a phrase, or of one that the thesaurus says means the same, or some words."""
    words = len(each)
    hits = {number: words * worth for number, worth in _all(found_in, phrase).items()}
    for other in found_in.meant[phrase]:
        for number, worth in _all(found_in, other).items():
            hits[number] = max(hits.get(number, 0.0), MEANT * words * worth)
    counts = Counter(number for one in each for number in one.hits)
    for number, count in counts.items():
        some = sum(one.hits.get(number, 0.0) for one in each) * (count / words) ** PARTLY
        hits[number] = hits.get(number, 0.0) + BEGUN * some
    return _Asked(words, hits)


def _worded(found_in: Index, word: str, stem: str, mended: dict[str, str]) -> _Asked:
    hits = _begun(found_in, word, stem)
    for other in found_in.meant.get((stem,), ()):
        for number, worth in _all(found_in, other).items():
            hits[number] = max(hits.get(number, 0.0), MEANT * worth)
    if not hits and len(word) >= LEAST_MENDED:
        for close in _close(found_in, word, 1, CLOSE):
            mended[word] = close
            again = _worded(found_in, close, found_in.spelt[close[0]][close], {})
            hits = {number: MENDED * worth for number, worth in again.hits.items()}
    return _Asked(1, hits)


def _begun(found_in: Index, word: str, stem: str) -> dict[int, float]:
    """What has the word itself, and, for less, what has a longer word that it begins."""
    hits = dict(found_in.postings.get(stem, {}))
    if len(word) < LEAST_BEGINNING:
        return hits | dict(found_in.postings.get(word, {}))
    for start in {word, stem}:
        at = bisect_left(found_in.known, start)
        while at < len(found_in.known) and found_in.known[at].startswith(start):
            other = found_in.known[at]
            share = 1.0 if other == word else BEGUN * len(start) / len(other)
            for number, worth in found_in.postings[other].items():
                hits[number] = max(hits.get(number, 0.0), share * worth)
            at += 1
    return hits


def _all(found_in: Index, phrase: Phrase) -> Mapping[int, float]:
    """What has every stem of a phrase, worth what the least of them is."""
    first, *rest = (found_in.postings.get(stem, {}) for stem in phrase)
    if not rest:
        return first
    return {
        number: min(worth, *(other[number] for other in rest))
        for number, worth in first.items()
        if all(number in other for other in rest)
    }


def _close(found_in: Index, word: str, most: int, cutoff: float) -> list[str]:
    """Known words that a slip of the hand away is this one: the first letter is taken to be right."""
    some = found_in.spelt.get(word[:1], {})
    near = [other for other in some if abs(len(other) - len(word)) <= 2 and not other.isdigit()]
    return get_close_matches(word, near, most, cutoff)
