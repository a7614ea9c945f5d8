"""The languages that pages can be read in: catalogues on disk, addresses, and marks on what stays English.

A catalogue is ``words/CODE.po``, for people, and ``words/CODE.mo``, compiled from it by ``make words`` and
kept beside it, so that nobody needs a compiler to run the site. docs/translating.md tells how it is checked.
"""

from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Final

from markupsafe import Markup

from ropewalk.design.root import bare, rooted
from ropewalk.vocabulary.language import ENGLISH, Language, in_force

FOLDER: Final = Path(__file__).parent / "words"
NAMES: Final = {"cy": "Cymraeg"}
"""Every language beside English, by its code, in its own words."""

CHECKED: Final = "checked by"
"""How the header ``Language-Team`` begins once a person has checked a catalogue."""


@dataclass(frozen=True, slots=True)
class Version:
    """The page in one language."""

    code: str
    tag: str
    name: str
    href: str
    current: bool


@lru_cache(maxsize=1)
def languages() -> dict[str, Language]:
    """Every language by its code, English first. Raises FileNotFoundError for a missing catalogue."""
    return {ENGLISH.code: ENGLISH} | {code: _read(code, name) for code, name in NAMES.items()}


def _read(code: str, name: str) -> Language:
    with (FOLDER / f"{code}.mo").open("rb") as file:
        words = GNUTranslations(file)
    team = words.info().get("language-team", "")
    return Language(code, code, name, words, drafted=not team.lower().startswith(CHECKED))


def language_of(path: str) -> Language:
    """The language that an address asks for: ``/cy/`` and all beneath it is Welsh."""
    first = path.split("/", 2)[1:2]
    return languages().get(first[0], ENGLISH) if first and first[0] != ENGLISH.code else ENGLISH


def at(path: str, language: Language | None = None) -> str:
    """The address of a page, given as English has it, in a language; the one in force unless said."""
    spoken = language or in_force()
    return rooted(path if spoken.code == ENGLISH.code else f"/{spoken.code}{path}")


def plain(path: str) -> str:
    """The path of an address without its language, below the site's root: ``/cy/places/`` is ``/places/``."""
    own = bare(path)
    language = language_of(own)
    return own if language is ENGLISH else own.removeprefix(f"/{language.code}") or "/"


def versions(path: str) -> tuple[Version, ...]:
    """The page at an address in every language, for the switch and for search engines."""
    spoken, bare = in_force().code, plain(path)
    return tuple(
        Version(one.code, one.tag, one.name, at(bare, one), one.code == spoken)
        for one in languages().values()
    )


def english() -> Markup:
    """What an element that holds English content says of itself on a page in another language."""
    return Markup("") if in_force().code == ENGLISH.code else Markup(' lang="en"')


def content(text: str) -> str:
    """Content of the definitions, which is English, to stand among words of the language in force."""
    if not text or in_force().code == ENGLISH.code:
        return text
    return Markup('<span lang="en">{}</span>').format(text)


def filled(words: str, **parts: object) -> str:
    """A message with its placeholders filled, where one of them may be ``content``: text in English, else
    mark-up."""
    if in_force().code == ENGLISH.code:
        return words.format(**parts)
    return Markup(words).format(**parts)  # noqa: S704 - what fills it is escaped  # nosec B704
