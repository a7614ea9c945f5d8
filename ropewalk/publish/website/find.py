"""Search by everyday words: what a reader types against what a thing is called, officially or not."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WORD = re.compile(r"[a-z0-9]+")
# Words that say nothing of what is looked for.
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "at",
        "be",
        "by",
        "do",
        "for",
        "how",
        "i",
        "in",
        "is",
        "it",
        "its",
        "many",
        "much",
        "my",
        "of",
        "on",
        "or",
        "the",
        "to",
        "we",
        "what",
    ]
)
MOST = 40
LONGEST_QUERY = 100
# What a match is worth, by where it is, and by what is found: a source matters less than a measure.
WEIGHTS = (12.0, 8.0, 6.0, 2.0)
# A word of a short name says more than one of a long name; among everyday words the number is no matter.
DILUTED = (0.25, 0.0, 0.25, 0.1)
KINDS = {"Measure": 1.0, "Place": 0.9, "Priority": 0.9, "Aim": 0.9}
OTHER_KIND = 0.6


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found. ``texts``: its name, everyday words, official name, explanation;
    ``sayings``: the everyday words one by one, as people say them."""

    kind: str
    title: str
    address: str
    hint: str
    texts: tuple[str, str, str, str]
    sayings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indexed:
    """An entry with the stems of its texts."""

    entry: Entry
    stems: tuple[frozenset[str], ...]
    name: str
    sayings: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that can be found, and how often each stem occurs: a rare word says more."""

    entries: tuple[Indexed, ...]
    counts: dict[str, int]


def plain(text: str) -> str:
    """Lower case, without accents."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def stem(word: str) -> str:
    """A word without the endings that a reader may or may not type: jobs, job; smoke, smoking."""
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def stems(text: str) -> list[str]:
    """The stems of a text, in order, small words left out."""
    return [stem(word) for word in WORD.findall(plain(text)) if word not in SMALL]


def index(entries: Iterable[Entry]) -> Index:
    """Make an index. Order decides between equal matches."""
    indexed = tuple(
        Indexed(
            entry,
            tuple(frozenset(stems(text)) for text in entry.texts),
            plain(entry.title),
            frozenset(tuple(stems(saying)) for saying in entry.sayings),
        )
        for entry in entries
    )
    counts: dict[str, int] = {}
    for item in indexed:
        for one in frozenset().union(*item.stems):
            counts[one] = counts.get(one, 0) + 1
    return Index(indexed, counts)


def find(found_in: Index, query: str) -> Sequence[Entry]:
    """The best matches, best first. Every word of the query must be somewhere in a match;
    when nothing has them all, things that have some of them are given."""
    words = list(dict.fromkeys(stems(query[:LONGEST_QUERY])))
    whole = plain(query[:LONGEST_QUERY]).strip()
    if not whole:
        return ()
    scored = [(*_score(item, words, whole, found_in), item) for item in found_in.entries]
    full = [(score, item) for hits, score, item in scored if score > 0 and hits == len(words)]
    some = [(score, item) for hits, score, item in scored if hits > 0]
    ranked = sorted(full or some, key=lambda pair: -pair[0])
    return [item.entry for _, item in ranked[:MOST]]


def _score(item: Indexed, words: Sequence[str], whole: str, found_in: Index) -> tuple[int, float]:
    """How many of the words match, and how well: where they stand, and how rare they are."""
    hits, score = 0, 0.0
    for word in words:
        best = max(
            _worth(word, part) * weight / len(part) ** power
            for part, weight, power in zip(item.stems, WEIGHTS, DILUTED, strict=True)
            if part
        )
        if best > 0:
            hits += 1
            score += best / (1 + found_in.counts.get(word, 1)) ** 0.25
    if tuple(words) in item.sayings:
        score += 2
    if item.name == whole:
        score += 40
    elif item.name.startswith(whole):
        score += 3
    return hits, score * KINDS.get(item.entry.kind, OTHER_KIND)


def _worth(word: str, part: frozenset[str]) -> float:
    """1 for the word itself, less for a longer word that it begins (``employ``, ``employment``)."""
    if word in part:
        return 1.0
    if len(word) < 4:
        return 0.0
    return max((0.5 * len(word) / len(other) for other in part if other.startswith(word)), default=0.0)
