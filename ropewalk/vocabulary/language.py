"""The language that readers' words are in. English is the message's own name; a catalogue holds the others.

    from ropewalk.vocabulary.language import _, ngettext

    _("Of {total} measures, {judged} can be judged").format(total=5, judged=3)

Whole sentences with named placeholders, never glued fragments: word order and mutations differ between
languages. Here is no reading of files: an upper room makes a ``Language`` and puts it in force.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from gettext import NullTranslations
from typing import Final, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Language:
    """A language: ``code`` as addresses write it, ``tag`` as HTML does, ``name`` in itself.

    ``drafted``: its words were drafted by machine and no person has checked them yet.
    """

    code: str
    tag: str
    name: str
    words: NullTranslations = field(default_factory=NullTranslations, repr=False, compare=False)
    drafted: bool = False


ENGLISH: Final = Language("en", "en-GB", "English")
_IN_FORCE: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def in_force() -> Language:
    """The language that words are in, in this thread or task; English unless said."""
    return _IN_FORCE.get()


@contextmanager
def speaking(language: Language) -> Iterator[Language]:
    """Put a language in force for as long as the block lasts."""
    token = _IN_FORCE.set(language)
    try:
        yield language
    finally:
        _IN_FORCE.reset(token)


def gettext(message: str) -> str:
    """The message in the language in force; itself where the catalogue has no other words."""
    # A catalogue keeps its own headers under the empty message.
    return _IN_FORCE.get().words.gettext(message) if message else ""


_ = gettext


def ngettext(one: str, many: str, count: int) -> str:
    """The message in the form that goes with a count (English has two, Welsh six)."""
    return _IN_FORCE.get().words.ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """The message where English has one word for two things: ``context`` says which."""
    return _IN_FORCE.get().words.pgettext(context, message)


def npgettext(context: str, one: str, many: str, count: int) -> str:
    """``ngettext`` with a context."""
    return _IN_FORCE.get().words.npgettext(context, one, many, count)


def later(message: str) -> str:
    """Marks a module's constant for the catalogue and gives it back: say ``_(CONSTANT)`` where it is shown.

    A constant that was translated when its module was imported would stay in that language for ever.
    """
    return message


def later_in(context: str, message: str) -> str:
    """``later`` for a message with a context: say ``pgettext(context, CONSTANT)`` where it is shown."""
    del context
    return message


@dataclass(frozen=True, slots=True)
class Forms:
    """The two English forms of a counted message, for a module's constant."""

    one: str
    many: str

    def of(self, count: int) -> str:
        """The form that goes with a count, in the language in force."""
        return ngettext(self.one, self.many, count)


def later_many(one: str, many: str) -> Forms:
    """Marks a module's counted message for the catalogue: say ``CONSTANT.of(count)`` where it is shown."""
    return Forms(one, many)


def kept_by_language(maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """``lru_cache`` for what holds readers' words: an answer is kept apart for each language."""

    def decorate(build: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=maxsize)
        def kept(_code: str, *args: P.args, **kwargs: P.kwargs) -> R:
            return build(*args, **kwargs)

        @wraps(build)
        def ask(*args: P.args, **kwargs: P.kwargs) -> R:
            return kept(_IN_FORCE.get().code, *args, **kwargs)  # type: ignore[arg-type]

        return ask

    return decorate
