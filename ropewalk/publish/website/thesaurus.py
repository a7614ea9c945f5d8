"""The thesaurus that ships: what people say, and what else it is called. Data, not code (thesaurus.toml)."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

import msgspec

from ropewalk.publish.website.find import Phrase
from ropewalk.publish.website.stems import stems

FILE: Final = "thesaurus.toml"


class Same(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that people use for one thing: each finds all the others."""

    words: tuple[str, ...]


class Meant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that find others, but are not found by them: broad for narrow, or what is nearest to it."""

    say: tuple[str, ...]
    find: tuple[str, ...]


class Thesaurus(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    same: tuple[Same, ...] = ()
    meant: tuple[Meant, ...] = ()


@lru_cache(maxsize=1)
def thesaurus() -> Mapping[Phrase, tuple[Phrase, ...]]:
    """Phrase -> what else it is called, both as stems."""
    text = files("ropewalk.publish.website").joinpath("words", FILE).read_text(encoding="utf-8")
    return phrases(msgspec.convert(tomllib.loads(text), Thesaurus))


def phrases(declared: Thesaurus) -> Mapping[Phrase, tuple[Phrase, ...]]:
    """The declared words as stems, by each phrase that a reader may type."""
    pairs = [(group.words, group.words) for group in declared.same]
    pairs += [(one.say, one.find) for one in declared.meant]
    found: dict[Phrase, dict[Phrase, None]] = {}
    for said, others in pairs:
        meant = dict.fromkeys(tuple(stems(other)) for other in others)
        for word in said:
            found.setdefault(tuple(stems(word)), {}).update(meant)
    return {phrase: tuple(other for other in others if other != phrase) for phrase, others in found.items()}
