"""The thesaurus that ships: what people say, and what else it is called. Data, not code (thesaurus.toml).

Definitions are in English. On a page in another language search knows the words of thesaurus.CODE.toml too,
which lead from that language to English words.
"""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

import msgspec

from ropewalk.publish.website.find import Phrase
from ropewalk.publish.website.stems import stems
from ropewalk.vocabulary.language import ENGLISH, in_force, kept_by_language

FILE: Final = "thesaurus.toml"
FILE_OF: Final = "thesaurus.{code}.toml"


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


@kept_by_language(maxsize=4)
def thesaurus() -> Mapping[Phrase, tuple[Phrase, ...]]:
    """Phrase -> what else it is called, both as stems; those of the language in force first."""
    own = () if in_force() is ENGLISH else (_read(FILE_OF.format(code=in_force().code)),)
    declared = (*own, _read(FILE))
    return phrases(
        Thesaurus(
            same=tuple(group for one in declared for group in one.same),
            meant=tuple(group for one in declared for group in one.meant),
        )
    )


def _read(name: str) -> Thesaurus:
    """A file that ships; a language without one has no words of its own."""
    file = files("ropewalk.publish.website").joinpath("words", name)
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return msgspec.convert(tomllib.loads(text), Thesaurus)


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
