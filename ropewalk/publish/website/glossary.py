"""The glossary: one file of words (glossary.toml), read once, for the page of words and for every page."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

import msgspec

FILE: Final = "glossary.toml"


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word. ``text`` is for readers, ``in_code`` for those who write code; one of them is always there."""

    id: str
    term: str
    text: str = ""
    in_code: str = ""
    also: tuple[str, ...] = ()
    on_pages: tuple[str, ...] = ()
    see: tuple[str, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether readers meet it."""
        return bool(self.text)


class Glossary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    word: tuple[Word, ...]


@lru_cache(maxsize=1)
def glossary() -> tuple[Word, ...]:
    """Every word, in the order of the alphabet."""
    text = files("ropewalk.publish.website").joinpath("words", FILE).read_text(encoding="utf-8")
    return tuple(sorted(msgspec.convert(tomllib.loads(text), Glossary).word, key=lambda word: word.term))


@lru_cache(maxsize=1)
def on_pages() -> Mapping[str, Word]:
    """The words that pages explain where they stand, in lower case, by what is written there."""
    return {text.lower(): word for word in glossary() for text in word.on_pages}
