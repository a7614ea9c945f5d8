"""The languages that pages can be read in: catalogues on disk, addresses, and marks on what stays English.

A catalogue is ``words/CODE.po``, for people, and ``words/CODE.mo``, compiled from it by ``make words`` and
kept beside it, so that nobody needs a compiler to run the site. docs/translating.md tells how it is checked.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations
from html import unescape
from pathlib import Path
from typing import Final

from markupsafe import Markup, escape

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


def filled(words: str, /, **parts: object) -> str:
    """A message with its placeholders filled, where one of them may be ``content``: text in English, else
    mark-up."""
    if in_force().code == ENGLISH.code:
        return words.format(**parts)
    return Markup(words).format(**parts)  # noqa: S704 - what fills it is escaped  # nosec B704


Known = Mapping[str, tuple[str, ...]]
_FOUND_BY: Final = re.compile(r"[^\W_]+")
_TAGS: Final = re.compile(r'(<span lang="en">.*?</span>|<[^>]*>)', re.DOTALL)
_SPAN: Final = re.compile(r'<span lang="en">(.*?)</span>', re.DOTALL)
_KNOWN: ContextVar[Callable[[], Known] | None] = ContextVar("known", default=None)


def known(texts: Iterable[str]) -> Known:
    """English texts to be found inside others, as they stand in mark-up: by first word, longest first."""
    found: dict[str, list[str]] = {}
    for text in sorted({str(escape(text)) for text in texts}, key=len, reverse=True):
        if first := _FOUND_BY.match(text):
            found.setdefault(first[0], []).append(text)
    return {first: tuple(those) for first, those in found.items()}


@contextmanager
def marking(texts: Callable[[], Known]) -> Iterator[None]:
    """Let ``marked`` know English texts for as long as the block lasts; asked for once a page needs them."""
    token = _KNOWN.set(texts)
    try:
        yield
    finally:
        _KNOWN.reset(token)


def marked(text: str) -> str:
    """A text in the language in force, each known English text in it marked: a title inside a sentence."""
    texts = _KNOWN.get()
    if not text or texts is None or in_force().code == ENGLISH.code:
        return text
    held, pieces = texts(), _TAGS.split(str(escape(text)))
    # Every other piece is a tag, or what is marked already.
    pieces[::2] = [_marked(piece, held) for piece in pieces[::2]]
    return Markup("".join(pieces))  # noqa: S704 - escaped above  # nosec B704


def pieces(text: str) -> tuple[tuple[str, bool], ...]:
    """The same for what is not mark-up: pieces of the text, each with whether it is known English."""
    found = marked(text)
    if not isinstance(found, Markup):
        return ((text, False),)
    cut = _SPAN.split(found)
    return tuple((unescape(one), n % 2 == 1) for n, one in enumerate(cut) if one)


def _marked(text: str, held: Known) -> str:
    out, end = [], 0
    for word in _FOUND_BY.finditer(text):
        at = word.start()
        if at < end:
            continue
        for one in held.get(word[0], ()):
            if text.startswith(one, at) and not text[at + len(one) : at + len(one) + 1].isalnum():
                out.append(f'{text[end:at]}<span lang="en">{one}</span>')
                end = at + len(one)
                break
    return "".join(out) + text[end:]
